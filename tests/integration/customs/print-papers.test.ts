import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createPrintQueue } from '#main/app/print-queue.ts';
import type { OpenPrinter } from '#main/app/print-queue.ts';
import { createTransport } from '#main/app/open-transport.ts';
import { pdf as pdfLanguage } from '#main/devices/printers/languages/pdf.ts';
import { zpl } from '#main/devices/printers/languages/zpl.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { giveDocument } from '#main/usecases/customs/papers/give-document.ts';
import { makePapers } from '#main/usecases/customs/papers/make-papers.ts';
import { printedPaper, printPapers } from '#main/usecases/customs/papers/print-papers.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { PrinterConfig } from '#shared/contract/devices.ts';
import { OrderId } from '#shared/model/ids.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { openUseCaseBed, paidDraft, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const pool = sharedDocuments();

let bed: ReturnType<typeof openUseCaseBed>;
let folder: string;
let services: PapersServices;

/** An office printer behind the folder way: what would go to its queue lies there as files. */
const PRINTER = { deviceId: 'office', name: 'Office', mediaType: pdfLanguage.mediaType };

beforeEach(() => {
  bed = openUseCaseBed();
  folder = mkdtempSync(join(tmpdir(), 'packbench-printed-'));
  onTestFinished(() => {
    bed.close();
    rmSync(folder, { recursive: true });
  });
  bed.addSku('A', 1_000);
  bed.intake([paidDraft('O-1', 'A', 1)]);
  const orderId = OrderId.parse(bed.order('O-1')?.id);
  services = {
    press: {
      press: (order) => pool.paper(order),
      pictures: (order, mostPages) => pool.paperPictures(order, mostPages),
      merge: (files, title, createdAtMs) => pool.mergePdfs({ files, title, createdAtMs }),
    },
    declarations: { declarationOf: () => ({ ...sampleDeclaration('DE'), orderId, orderNumber: 'O-1' }) },
    options: () => ({ cn22Numbers: true, labelStock: '100x150', batteryMark: '100x100', operatorName: '' }),
    keepYears: () => 5,
    ruleVersion: () => '7',
    requiredPapers: () => [],
  };
  bed.context.db.transaction((tx) =>
    tx
      .prepare<[string]>(
        "INSERT INTO devices (id, kind, name, config_json, enabled, is_default, created_at_ms, updated_at_ms) VALUES ('office', 'printer', 'Office', ?, 1, 1, 0, 0)",
      )
      .run(JSON.stringify(CONFIG())),
  );
});

const CONFIG = (): PrinterConfig =>
  PrinterConfig.parse({
    kind: 'printer',
    languageId: 'pdf',
    address: { kind: 'file', folder },
    dotsPerMm: 12,
    widthMm: 210,
    heightMm: 297,
    gapMm: 0,
    darkness: null,
    speed: null,
    rotate180: false,
  });

async function madePapers(): Promise<string[]> {
  const made = await makePapers(bed.context, services, SYSTEM_ACT, {
    orderId: bed.order('O-1')?.id ?? '',
    shipmentId: null,
    kinds: ['cn23', 'commercial_invoice'],
  });
  return made.map(({ documentId }) => documentId);
}

/** Lets the product's queue print what waits, and stops it. */
async function printAll(language: OpenPrinter['language'] = pdfLanguage): Promise<void> {
  const config = CONFIG();
  const monitor = createPrinterMonitor({
    language,
    pathTells: true,
    transportFactory: () => createTransport(config.address),
    clock: bed.context.clock,
    timers: systemTimers,
    onChange: () => {},
  });
  monitor.start();
  const queue = createPrintQueue({
    context: bed.context,
    timers: systemTimers,
    renderer: {
      render: () => Promise.reject(new Error('no picture')),
      png: () => Promise.reject(new Error('no picture')),
    },
    kept: (printer, job) =>
      printedPaper(
        bed.context.read,
        services,
        { name: printer.language.label, mediaType: printer.language.mediaType },
        job,
      ),
    findPrinter: (id) => (id === 'office' ? { config, language, monitor } : null),
  });
  queue.wakeAll();
  await queue.whenIdle();
  await queue.stop();
  await monitor.stop();
}

const jobs = () =>
  bed.context.read
    .prepare<
      [],
      { kind: string; state: string; proof: string; copies: number; content_hash: string; failure_json: string | null }
    >('SELECT kind, state, proof, copies, content_hash, failure_json FROM print_jobs ORDER BY queue_position')
    .all();

describe('papers on an office printer', () => {
  it('leave as the very files that were kept, in order, each in the history of its order', async () => {
    const ids = await madePapers();
    expect(printPapers(bed.context, SYSTEM_ACT, PRINTER, { id: 'p1', documentIds: ids, copies: 1 })).toEqual({
      queued: 2,
    });
    expect(jobs().map(({ state }) => state)).toEqual(['queued', 'queued']);
    await printAll();
    expect(jobs()).toMatchObject([
      { kind: 'customs_paper', state: 'printed', proof: 'handed_to_system' },
      { kind: 'customs_paper', state: 'printed', proof: 'handed_to_system' },
    ]);
    const printed = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    for (const id of ids) {
      const kept = Buffer.from(giveDocument(bed.context, SYSTEM_ACT, id).bytes);
      expect(printed.some((file) => file.equals(kept))).toBe(true);
    }
    const events = bed.context.read.pluck<[], string>("SELECT type FROM order_events WHERE type LIKE 'label.%'").all();
    expect(events.filter((type) => type === 'label.queued')).toHaveLength(2);
    expect(bed.context.read.pluck<[], string>('SELECT act FROM audit_log').all()).toContain('customs.papers_printed');
  });

  it('come out once for one request, and again for another', async () => {
    const ids = await madePapers();
    const once = { id: 'p1', documentIds: ids, copies: 1 };
    printPapers(bed.context, SYSTEM_ACT, PRINTER, once);
    expect(printPapers(bed.context, SYSTEM_ACT, PRINTER, once)).toEqual({ queued: 0 });
    await printAll();
    expect(printPapers(bed.context, SYSTEM_ACT, PRINTER, once)).toEqual({ queued: 0 });
    expect(printPapers(bed.context, SYSTEM_ACT, PRINTER, { ...once, id: 'p2' })).toEqual({ queued: 2 });
    expect(jobs()).toHaveLength(4);
  });

  it('come as often as asked for, in one job', async () => {
    const [id = ''] = await madePapers();
    printPapers(bed.context, SYSTEM_ACT, PRINTER, { id: 'p1', documentIds: [id], copies: 3 });
    await printAll();
    const [name = ''] = readdirSync(folder);
    const pages = (await PDFDocument.load(readFileSync(join(folder, name)))).getPageCount();
    const single = (await PDFDocument.load(giveDocument(bed.context, SYSTEM_ACT, id).bytes)).getPageCount();
    expect(pages).toBe(3 * single);
    expect(jobs()).toMatchObject([{ copies: 3, state: 'printed' }]);
  });

  it('are refused by a printer of labels, also where the job was moved there later', async () => {
    const ids = await madePapers();
    expect(() =>
      printPapers(
        bed.context,
        SYSTEM_ACT,
        { ...PRINTER, mediaType: undefined },
        { id: 'p1', documentIds: ids, copies: 1 },
      ),
    ).toThrow(expect.objectContaining({ code: 'ERR_PRINTER_NO_DOCUMENTS' }));
    expect(jobs()).toEqual([]);
    printPapers(bed.context, SYSTEM_ACT, PRINTER, { id: 'p1', documentIds: ids.slice(0, 1), copies: 1 });
    await printAll(zpl);
    expect(jobs()[0]?.failure_json).toContain('ERR_PRINTER_NO_DOCUMENTS');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('do not leave once the kept file is damaged', async () => {
    const [id = ''] = await madePapers();
    const damage = (): void =>
      bed.context.db.transaction(
        (tx) => void tx.prepare<[string]>("UPDATE customs_documents SET pdf = x'00' WHERE id = ?").run(id),
      );
    printPapers(bed.context, SYSTEM_ACT, PRINTER, { id: 'p1', documentIds: [id], copies: 1 });
    damage();
    await printAll();
    expect(jobs()[0]).toMatchObject({ state: 'failed' });
    expect(jobs()[0]?.failure_json).toContain('ERR_CUSTOMS_DOCUMENT_DAMAGED');
    expect(() => printPapers(bed.context, SYSTEM_ACT, PRINTER, { id: 'p2', documentIds: [id], copies: 1 })).toThrow(
      expect.objectContaining({ code: 'ERR_CUSTOMS_DOCUMENT_DAMAGED' }),
    );
  });
});
