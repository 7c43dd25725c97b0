import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { addYears } from '#main/usecases/customs/papers/add-years.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** One turn of the event loop's worth of deletions. */
const SLICE = 50;

/**
 * Removes papers whose term has passed: the one promised when they were made, and the one that the settings name today.
 * @returns how many went in this turn; 0: nothing is left to do
 */
export function cleanArchive(context: UseCaseContext, services: Pick<PapersServices, 'keepYears'>, act: Act): number {
  return context.db.transaction((tx) => {
    const today = new Date(context.clock.nowMs()).toISOString().slice(0, 10);
    const lastShipDate = addYears(today, -services.keepYears(tx));
    const ids = tx
      .pluck<[string, string, number], string>(
        `SELECT id FROM customs_documents WHERE keep_until < ? AND ship_date < ? ORDER BY keep_until LIMIT ?`,
      )
      .all(today, lastShipDate, SLICE);
    if (ids.length === 0) return 0;
    const forget = tx.prepare<[string]>('UPDATE customs_documents SET superseded_by = NULL WHERE superseded_by = ?');
    const numbers = tx.prepare<[string]>('DELETE FROM customs_document_numbers WHERE document_id = ?');
    const row = tx.prepare<[string]>('DELETE FROM customs_documents WHERE id = ?');
    for (const id of ids) {
      forget.run(id);
      numbers.run(id);
      row.run(id);
    }
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'customs.archive_cleaned',
      target: today,
      data: { papers: ids.length, shippedBefore: lastShipDate },
    });
    tx.changed('customs-papers');
    return ids.length;
  });
}
