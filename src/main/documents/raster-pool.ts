import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { keepNewest } from '#core/kernel/keep-newest.ts';
import type { DrawnLabel, LabelOrder } from '#main/documents/draw-label.ts';
import { encodePng } from '#main/documents/labels/png.ts';
import { testLabelData, testLabel100x150 } from '#main/documents/layout/templates/test-label-100x150.ts';
import type { CustomsPaperOrder } from '#main/documents/customs/draw-customs-paper.ts';
import type { PaperPictures } from '#main/documents/customs/draw-paper-pictures.ts';
import type { PressedCustomsPaper } from '#main/documents/customs/press-customs-paper.ts';
import type { PdfMerge } from '#main/documents/pdf/merge-pdfs.ts';
import type { PdfOrder } from '#main/documents/pdf/render-pdf.ts';
import type { RasterResult, RasterWork } from '#main/documents/raster-messages.ts';
import { createRasterThread } from '#main/documents/raster-thread.ts';
import type { RasterThread } from '#main/documents/raster-thread.ts';

export interface RasterPoolOptions {
  /** `in-process` draws in this thread: for tests and for tools that draw one label. */
  readonly mode?: 'threads' | 'in-process';
  readonly threads?: number;
  /** Finished labels kept for their print job and for previews; 144 kB each at 100 x 180 mm, 203 dpi. */
  readonly keep?: number;
}

type Template = LabelOrder['template'];

export interface RasterPool {
  /** Draws and verifies a label of one of the product's own templates or of a layout. @throws AppError ERR_LABEL_* */
  render(template: Template, data: Readonly<Record<string, unknown>>, dotsPerMm: number): Promise<DrawnLabel>;
  /** The same label as a picture, dot for dot. @throws AppError ERR_LABEL_* */
  png(template: Template, data: Readonly<Record<string, unknown>>, dotsPerMm: number): Promise<Uint8Array>;
  /** Draws a label also when it would not be sent, and says why; nothing is kept. @throws AppError ERR_LABEL_* when it cannot be drawn */
  preview(template: Template, data: Readonly<Record<string, unknown>>, dotsPerMm: number): Promise<DrawnLabel>;
  /** @throws AppError ERR_LABEL_* */
  pdf(order: PdfOrder): Promise<Uint8Array>;
  /** A customs paper, hashed and deflated. @throws AppError ERR_CUSTOMS_PAPER_* */
  paper(order: CustomsPaperOrder): Promise<PressedCustomsPaper>;
  /** Its first pages as PNG. @throws AppError ERR_CUSTOMS_PAPER_* */
  paperPictures(order: CustomsPaperOrder, mostPages: number): Promise<PaperPictures>;
  mergePdfs(merge: PdfMerge): Promise<Uint8Array>;
  /** Starts the threads and lets each draw a test label, so that the first real one finds fonts and decoder loaded. */
  prewarm(): Promise<void>;
  close(): Promise<void>;
}

const DEFAULT_KEEP = 24;

/** Draws labels on worker threads, so that the backend stays responsive. Idle threads do not keep the process alive. */
export function createRasterPool(options: RasterPoolOptions = {}): RasterPool {
  const size = options.threads ?? Math.max(1, Math.min(2, availableParallelism() - 1));
  const threads: RasterThread[] = [];
  const kept = keepNewest<Promise<DrawnLabel>>(options.keep ?? DEFAULT_KEEP);
  let isClosed = false;

  /** The thread with the least to do; threads start when they are first needed. */
  function nextThread(): RasterThread {
    const idle = threads.find((thread) => thread.pending === 0);
    if (idle) return idle;
    if (threads.length < size) {
      const started = createRasterThread();
      threads.push(started);
      return started;
    }
    return threads.reduce((least, thread) => (thread.pending < least.pending ? thread : least));
  }

  async function run(work: RasterWork): Promise<RasterResult> {
    if (options.mode !== 'in-process') return nextThread().run(work);
    // Loaded only where it draws: canvas and barcode libraries would cost every start half a second and some 40 MB.
    const { doRasterWork } = await import('#main/documents/raster-work.ts');
    return doRasterWork(work);
  }

  async function draw(label: LabelOrder): Promise<DrawnLabel> {
    const result = await run({ label });
    if ('label' in result) return result.label;
    throw new Error('The raster thread answered another question.');
  }

  async function pdf(work: { pdf: PdfOrder } | { merge: PdfMerge }): Promise<Uint8Array> {
    const result = await run(work);
    if ('pdf' in result) return result.pdf;
    throw new Error('The raster thread answered another question.');
  }

  /** The label drawn when its waybill came is there when its print job runs. */
  const render: RasterPool['render'] = (template, data, dotsPerMm) => {
    const order: LabelOrder = { template, data, dotsPerMm };
    return kept.get(digestOf(order), () => draw(order));
  };

  return {
    render,
    png: async (template, data, dotsPerMm) => encodePng((await render(template, data, dotsPerMm)).bitmap, dotsPerMm),
    preview: (template, data, dotsPerMm) => draw({ template, data, dotsPerMm, isPreview: true }),
    pdf: (order) => pdf({ pdf: order }),
    mergePdfs: (merge) => pdf({ merge }),
    async paper(order) {
      const result = await run({ paper: order });
      if ('paper' in result) return result.paper;
      throw new Error('The raster thread answered another question.');
    },
    async paperPictures(order, mostPages) {
      const result = await run({ paperPictures: order, mostPages });
      if ('pictures' in result) return result;
      throw new Error('The raster thread answered another question.');
    },
    async prewarm() {
      const orders = Array.from({ length: options.mode === 'in-process' ? 1 : size }, () => draw(WARM_UP));
      try {
        await Promise.all(orders);
      } catch (error) {
        // A product that is stopped right after its start needs no warmth any more.
        if (!isClosed) throw error;
      }
    },
    async close() {
      isClosed = true;
      await Promise.all(threads.splice(0).map((thread) => thread.close()));
    },
  };
}

const WARM_UP: LabelOrder = {
  template: testLabel100x150.id,
  data: testLabelData({
    printerName: '-',
    address: '-',
    language: '-',
    dotsPerMm: 8,
    printedAt: '-',
    testCode: 'WARM-UP',
  }),
  dotsPerMm: 8,
};

function digestOf(order: LabelOrder): string {
  return createHash('sha256').update(JSON.stringify(order)).digest('base64');
}
