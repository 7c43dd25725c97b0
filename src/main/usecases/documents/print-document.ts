import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { checkFits } from '#main/usecases/documents/check-fits.ts';
import type { Paper } from '#main/usecases/documents/document-kind.ts';
import { DOCUMENT_KINDS } from '#main/usecases/documents/document-kinds.ts';
import type { DocumentServices } from '#main/usecases/documents/document-services.ts';
import { latestPrint } from '#main/usecases/printing/print-job-rows.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { DocumentSubject } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface DocumentRequest {
  /** Made by whoever asks; asking twice with the same id prints once. */
  readonly id: string;
  readonly subject: DocumentSubject;
  readonly stationId?: string | undefined;
  readonly deviceId?: string | undefined;
}

export interface QueuedDocument {
  readonly jobIds: readonly string[];
  /** Labels that now wait for the first time. */
  readonly queued: number;
  /** Labels that stood in the books before: they are not printed again by this. */
  readonly standing: number;
}

/**
 * Queues a document with what is true now. Its number, its jobs and the audit line are one transaction; several pages keep
 * their order as a batch. One page is drawn before anything is written, so that what cannot be drawn is told to the one who asked.
 * @throws AppError of the document's kind, ERR_DOCUMENT_EMPTY, ERR_LABEL_*, ERR_PRINTER_NONE, ERR_PRINTER_OFF
 */
export async function printDocument(
  context: UseCaseContext,
  services: DocumentServices,
  act: Act,
  request: DocumentRequest,
): Promise<QueuedDocument> {
  const { id, subject } = request;
  const kind = DOCUMENT_KINDS[subject.kind];
  const printer = services.targetPrinter(subject.kind, request.stationId, request.deviceId);
  const world = services.world(id, false);
  const [first] = kind.read(context.read, world, subject).papers;
  if (!first) throw new AppError('ERR_DOCUMENT_EMPTY', {});
  checkFits(services, printer, first);
  await services.renderer.render(templateOf(services, first), first.data, printer.dotsPerMm);
  const result = context.db.transaction((tx): QueuedDocument => {
    kind.prepare?.(tx, context, act, world, subject);
    const { papers } = kind.read(tx, world, subject);
    const isBatch = papers.length > 1;
    if (isBatch)
      tx.prepare<(string | number)[]>(
        'INSERT INTO print_batches (id, kind, order_json, operator_id, created_at_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ).run(id, subject.kind, AS_READ, act.actor.name, world.atMs);
    const jobs = papers.map((paper, index) => {
      const isNew = latestPrint(tx, paper.labelKey) === undefined;
      const { labelKey, orderId, shipmentId, copies, data } = paper;
      const job = queueLabel(tx, context, act, world.atMs, {
        labelKey,
        kind: subject.kind,
        orderId,
        shipmentId,
        deviceId: printer.deviceId,
        templateId: templateOf(services, paper),
        data,
        contentHash: '',
        copies,
        batch: isBatch ? { id, position: index + 1 } : null,
      });
      return { id: job.id, isNew };
    });
    const queued = jobs.filter(({ isNew }) => isNew).length;
    if (queued > 0)
      recordAudit(tx, {
        atMs: world.atMs,
        act,
        what: 'print.document',
        target: printer.deviceId,
        data: { kind: subject.kind, labels: queued, request: id },
      });
    return { jobIds: jobs.map((job) => job.id), queued, standing: jobs.length - queued };
  });
  services.wake(printer.deviceId);
  return result;
}

/** Pages come as their document has them. */
const AS_READ = JSON.stringify({ keys: ['location'], reversed: false });

function templateOf(services: DocumentServices, paper: Paper): string {
  return services.templateOf(paper.layout, paper.shopId);
}
