import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { readDocumentBytes } from '#main/usecases/customs/papers/read-document.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Marks a print whose content is a file of the archive and not a picture; its data name the paper, and nothing of what stands on it. */
export const ARCHIVED_PAPER_TEMPLATE = 'customs-paper';

export interface PaperPrintRequest {
  /** Made by whoever asks; asking twice with the same id prints once. */
  readonly id: string;
  readonly documentIds: readonly string[];
  readonly copies: number;
}

/** The printer that somebody chose. */
export interface PaperPrinter {
  readonly deviceId: string;
  readonly name: string;
  /** What its language makes of a job. */
  readonly mediaType: string | undefined;
}

/**
 * Queues papers of the archive for a printer that takes whole documents, in this order: each is a job in the history of its order.
 * What is printed is the very file that was kept.
 * @returns how many wait now for the first time
 * @throws AppError ERR_CUSTOMS_DOCUMENT_UNKNOWN, ERR_CUSTOMS_DOCUMENT_DAMAGED, ERR_PRINTER_NO_DOCUMENTS
 */
export function printPapers(
  context: UseCaseContext,
  act: Act,
  printer: PaperPrinter,
  request: PaperPrintRequest,
): { queued: number } {
  if (printer.mediaType !== PDF) throw new AppError('ERR_PRINTER_NO_DOCUMENTS', { device: printer.name });
  const { id, documentIds, copies } = request;
  // Each is read once before anything is written: what cannot be printed is told to the one who asked.
  const rows = [...new Set(documentIds)].map((documentId) => readDocumentBytes(context.read, documentId).row);
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const isBatch = rows.length > 1;
    if (isBatch)
      tx.prepare<(string | number)[]>(
        "INSERT INTO print_batches (id, kind, order_json, operator_id, created_at_ms) VALUES (?, 'customs_paper', ?, ?, ?) ON CONFLICT DO NOTHING",
      ).run(id, AS_ASKED, act.actor.name, atMs);
    const fresh = rows.filter((row, index) => {
      const labelKey = `customs-paper:${row.id}:${id}`;
      const isNew = latestPrint(tx, labelKey) === undefined;
      queueLabel(tx, context, act, atMs, {
        labelKey,
        kind: 'customs_paper',
        orderId: row.order_id,
        shipmentId: row.shipment_id,
        deviceId: printer.deviceId,
        templateId: ARCHIVED_PAPER_TEMPLATE,
        data: { documentId: row.id },
        contentHash: row.sha256,
        copies,
        batch: isBatch ? { id, position: index + 1 } : null,
      });
      return isNew;
    });
    const [first] = fresh;
    if (first)
      recordAudit(tx, {
        atMs,
        act,
        what: 'customs.papers_printed',
        target: first.order_id,
        data: { papers: fresh.length, copies, printer: printer.name, number: first.number },
      });
    return { queued: fresh.length };
  });
}

const PDF = 'application/pdf';
const AS_ASKED = JSON.stringify({ keys: ['location'], reversed: false });

/**
 * What a printer gets for such a job: the archived file, once per copy. Null for jobs that are pictures.
 * @throws AppError ERR_PRINTER_NO_DOCUMENTS after the job was moved to a printer of labels, ERR_CUSTOMS_DOCUMENT_*
 */
export async function printedPaper(
  db: ReadDb,
  { press }: Pick<PapersServices, 'press'>,
  printer: Pick<PaperPrinter, 'name' | 'mediaType'>,
  job: { readonly template_id: string; readonly data_json: string; readonly copies: number },
): Promise<{ readonly bytes: Uint8Array; readonly contentHash: string } | null> {
  if (job.template_id !== ARCHIVED_PAPER_TEMPLATE) return null;
  if (printer.mediaType !== PDF) throw new AppError('ERR_PRINTER_NO_DOCUMENTS', { device: printer.name });
  const { row, pdf } = readDocumentBytes(db, paperOfJob(job.data_json));
  const copies = Array.from({ length: job.copies }, () => pdf);
  const bytes = job.copies === 1 ? pdf : await press.merge(copies, `${row.kind} ${row.number}`, row.created_at_ms);
  return { bytes, contentHash: row.sha256 };
}

/** The paper that a job of the history printed. */
export function paperOfJob(dataJson: string): string {
  const { documentId } = JSON.parse(dataJson) as { documentId: string };
  return documentId;
}
