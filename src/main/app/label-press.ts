import { keepNewest } from '#core/kernel/keep-newest.ts';
import { platformDocumentBytes } from '#main/app/platform-document-bytes.ts';
import type { OpenPrinter } from '#main/app/print-queue.ts';
import { shiftBitmap } from '#main/devices/printers/shift-bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import { hashPlatformDocument } from '#main/usecases/printing/print-platform-document.ts';
import { triesSmallPictures } from '#main/usecases/printing/print-test-label.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { readPrintData } from '#main/usecases/printing/read-print-data.ts';

/** A label in its printer's language, ready to leave. */
export interface PressedLabel {
  readonly bytes: Uint8Array;
  readonly contentHash: string;
}

export interface LabelPress {
  /** Draws and encodes a label whose turn comes soon; what goes wrong is told when it is taken. */
  prepare(printer: OpenPrinter, job: Pick<PrintJobRow, 'template_id' | 'data_json' | 'copies'>): void;
  /** @throws AppError ERR_LABEL_*, ERR_PRINTER_FLOW_CONTROL */
  take(printer: OpenPrinter, job: Pick<PrintJobRow, 'template_id' | 'data_json' | 'copies'>): Promise<PressedLabel>;
}

/** One per printer and a few more; 145 kB each at 100 x 150 mm. */
const KEEP = 16;

/** Files that are printed as they were kept; null for jobs that are pictures. */
export type KeptDocuments = (
  printer: OpenPrinter,
  job: Pick<PrintJobRow, 'template_id' | 'data_json' | 'copies'>,
) => Promise<PressedLabel | null>;

/** Keeps labels as bytes, so that a label whose turn has come leaves at once. */
export function createLabelPress(
  renderer: LabelRenderer,
  kept: KeptDocuments = () => Promise.resolve(null),
): LabelPress {
  const pressed = keepNewest<Promise<PressedLabel>>(KEEP);

  function press(printer: OpenPrinter, job: Parameters<LabelPress['take']>[1]): Promise<PressedLabel> {
    // Everything that the bytes depend on: a printer that was set up anew in the meantime gets new ones.
    const key = `${JSON.stringify(printer.config)}\n${job.template_id}\n${job.copies}\n${job.data_json}`;
    return pressed.get(key, async () => (await kept(printer, job)) ?? encode(renderer, printer, job));
  }

  return {
    prepare: (printer, job) => void press(printer, job).catch(() => undefined),
    take: press,
  };
}

async function encode(
  renderer: LabelRenderer,
  { config, language }: OpenPrinter,
  job: Parameters<LabelPress['take']>[1],
): Promise<PressedLabel> {
  const document = platformDocumentBytes(config.address, job);
  if (document) return { bytes: document, contentHash: hashPlatformDocument(job.data_json) };
  const isTextOnly = config.address.kind === 'serial' && config.address.flow === 'xonxoff';
  if (isTextOnly && language.needsBinaryLine)
    throw new AppError('ERR_PRINTER_FLOW_CONTROL', { language: language.label });
  const data = readPrintData(job);
  const drawn = await renderer.render(job.template_id, data, config.dotsPerMm);
  if (drawn.receipt && language.encodeReceipt && config.receiptCharset && !config.rotate180) {
    const bytes = language.encodeReceipt(
      { bitmap: drawn.bitmap, pieces: drawn.receipt },
      {
        copies: job.copies,
        charset: config.receiptCharset,
        dotsPerMm: config.dotsPerMm,
        opensDrawer: config.receiptOpensDrawer === true,
      },
    );
    return { bytes, contentHash: drawn.contentHash };
  }
  const bitmap = placed(drawn.bitmap, config);
  const bytes = language.encode(bitmap, {
    widthMm: Math.round(bitmap.widthDots / config.dotsPerMm),
    heightMm: Math.round(bitmap.heightDots / config.dotsPerMm),
    dotsPerMm: config.dotsPerMm,
    gapMm: config.gapMm,
    ...(config.sensor && { sensor: config.sensor }),
    ...(config.cutting && { cutting: config.cutting }),
    copies: job.copies,
    darkness: config.darkness,
    speed: config.speed,
    rotate180: config.rotate180,
    isTextOnly,
    smallPictures: config.smallPictures === true || triesSmallPictures(data),
  });
  return { bytes, contentHash: drawn.contentHash };
}

/** @throws AppError ERR_LABEL_OFF_PAPER */
function placed(bitmap: Bitmap, { offsetXMm = 0, offsetYMm = 0, dotsPerMm }: PrinterConfig): Bitmap {
  if (offsetXMm === 0 && offsetYMm === 0) return bitmap;
  const shifted = shiftBitmap(bitmap, Math.round(offsetXMm * dotsPerMm), Math.round(offsetYMm * dotsPerMm));
  if (!shifted) throw new AppError('ERR_LABEL_OFF_PAPER', { right: offsetXMm, down: offsetYMm });
  return shifted;
}
