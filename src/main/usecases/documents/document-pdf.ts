import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { DOCUMENT_KINDS } from '#main/usecases/documents/document-kinds.ts';
import type { DocumentServices } from '#main/usecases/documents/document-services.ts';
import type { DocumentRequest } from '#main/usecases/documents/print-document.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';

/**
 * The document as PDF, for office printers and for mail. It leaves with its buyer's data in clear, so it is written to the
 * audit log; numbers are given as if it were printed. @throws AppError of the document's kind, ERR_DOCUMENT_EMPTY, ERR_LABEL_*
 */
export async function documentPdf(
  context: UseCaseContext,
  services: DocumentServices,
  act: Act,
  { id, subject }: Pick<DocumentRequest, 'id' | 'subject'>,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const kind = DOCUMENT_KINDS[subject.kind];
  const world = services.world(id, false);
  const papers = context.db.transaction((tx) => {
    if (kind.read(tx, world, subject).papers.length === 0) throw new AppError('ERR_DOCUMENT_EMPTY', {});
    kind.prepare?.(tx, context, act, world, subject);
    recordAudit(tx, { atMs: world.atMs, act, what: 'document.pdf', target: subject.kind, data: { request: id } });
    return kind.read(tx, world, subject).papers;
  });
  const bytes = await services.pdf(
    papers.flatMap(({ layout, shopId, data, copies }) => {
      const page = { templateId: services.templateOf(layout, shopId), data };
      return Array.from({ length: copies }, () => page);
    }),
  );
  const day = formatInZone(world.atMs, world.zone).slice(0, 10);
  return { fileName: `packbench-${subject.kind.replaceAll('_', '-')}-${day}.pdf`, bytes };
}
