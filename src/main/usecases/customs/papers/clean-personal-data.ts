import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { addYears } from '#main/usecases/customs/papers/add-years.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** One turn of the event loop's worth of deletions. */
const SLICE = 50;

/**
 * Erases what customs asked of buyers (id numbers and the like) once nobody needs it: as soon as the order's own personal data were
 * erased, else when the term of its papers is over; and files for customs, posts and brokers whose term is over. Papers of the archive
 * hold the same numbers and stay for their term (clean-archive.ts). An order whose case is open keeps all.
 * @returns how many orders and files went in this turn; 0: nothing is left to do
 */
export function cleanPersonalData(
  context: UseCaseContext,
  services: Pick<PapersServices, 'keepYears'>,
  act: Act,
): number {
  return context.db.transaction((tx) => {
    const nowMs = context.clock.nowMs();
    const today = new Date(nowMs).toISOString().slice(0, 10);
    const termMs = Date.parse(addYears(today, -services.keepYears(tx)));
    const orders = eraseValues(tx, termMs);
    const files = eraseFiles(tx, termMs);
    if (orders + files === 0) return 0;
    recordAudit(tx, { atMs: nowMs, act, what: 'customs.personal_data_erased', target: today, data: { orders, files } });
    tx.changed('orders');
    tx.changed('customs-data');
    return orders + files;
  });
}

function eraseValues(tx: WriteTx, termMs: number): number {
  const orderIds = tx
    .pluck<[number, number], string>(
      `SELECT DISTINCT v.order_id FROM customs_case_values v
       WHERE NOT EXISTS (SELECT 1 FROM customs_cases c WHERE c.order_id = v.order_id AND c.is_open = 1)
         AND (EXISTS (SELECT 1 FROM order_recipients r WHERE r.order_id = v.order_id AND r.erased_at_ms IS NOT NULL)
           OR (v.at_ms < ? AND NOT EXISTS (SELECT 1 FROM customs_documents d WHERE d.order_id = v.order_id)))
       LIMIT ?`,
    )
    .all(termMs, SLICE);
  const values = tx.prepare<[string]>('DELETE FROM customs_case_values WHERE order_id = ?');
  // What was filled in before, kept so that a fill can be undone.
  const fills = tx.prepare<[string]>('DELETE FROM customs_fill_items WHERE order_id = ?');
  for (const orderId of orderIds) {
    values.run(orderId);
    fills.run(orderId);
  }
  return orderIds.length;
}

/** The file goes; its number, hash and orders stay. */
function eraseFiles(tx: WriteTx, termMs: number): number {
  const ids = tx
    .pluck<[number, number], string>(
      `SELECT f.export_id FROM customs_export_files f JOIN customs_exports e ON e.id = f.export_id WHERE e.created_at_ms < ? LIMIT ?`,
    )
    .all(termMs, SLICE);
  const file = tx.prepare<[string]>('DELETE FROM customs_export_files WHERE export_id = ?');
  for (const id of ids) file.run(id);
  return ids.length;
}
