import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { packDeclaration, storePaper } from '#main/usecases/customs/papers/make-papers.ts';
import type { MadePaper } from '#main/usecases/customs/papers/make-papers.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { readDocumentDeclaration, readDocumentRow } from '#main/usecases/customs/papers/read-document.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { PaperOptions } from '#shared/model/customs-paper-options.ts';

/**
 * Draws a paper anew from the facts that stand with it: after damage, or in a newer form. The old row stays, replaced.
 * @throws AppError ERR_CUSTOMS_DOCUMENT_*, ERR_CUSTOMS_PAPER_*
 */
export async function redrawDocument(
  context: UseCaseContext,
  services: PapersServices,
  act: Act,
  { id, reason }: { readonly id: string; readonly reason: string },
): Promise<MadePaper> {
  const { read } = context;
  const row = readDocumentRow(read, id);
  const declaration = readDocumentDeclaration(read, row);
  const options = PaperOptions.parse(JSON.parse(row.options_json));
  const paper = await services.press.press({ kind: row.kind, declaration, options });
  const facts = {
    ...packDeclaration(declaration),
    options,
    // The rules by which it was judged then.
    ruleVersion: row.rule_version,
    keepYears: services.keepYears(read),
    reason,
  };
  return context.db.transaction((tx) => {
    const stored = storePaper(tx, context, act, facts, paper, true);
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'customs.paper_redrawn',
      target: row.order_id,
      data: { kind: row.kind, number: row.number, reason },
    });
    return { documentId: stored.id, kind: row.kind, insteadOf: null, isUnchanged: false };
  });
}
