import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { cleanOrder, countCleaning } from '#main/usecases/cleaning/cleaning-run.ts';
import type { CleaningRun } from '#main/usecases/cleaning/cleaning-run.ts';
import { cleanedFields, noteHold, recordChanges } from '#main/usecases/cleaning/record-changes.ts';
import type { OrderOutcome } from '#main/usecases/cleaning/run-rows.ts';
import { readSubject, writeSubject } from '#main/usecases/cleaning/stored-subject.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

/** Applies a rule to one stored order; nothing that somebody has in hand is touched. */
export function applyToOrder(
  tx: WriteTx,
  act: Act,
  atMs: number,
  cleaning: CleaningRun,
  orderId: string,
): OrderOutcome {
  if (isInWork(tx, orderId)) return { outcome: 'in_work', fields: '' };
  const subject = readSubject(tx, orderId);
  if (!subject) return { outcome: 'erased', fields: '' };
  const cleaned = cleanOrder(cleaning, subject.shopId, subject);
  countCleaning(cleaning, cleaned, orderId);
  const { changes, troubles } = cleaned;
  if (changes.length === 0) return { outcome: troubles.length > 0 ? 'problem' : 'same', fields: '' };
  writeSubject(tx, atMs, subject, cleaned.subject);
  const last = tx
    .pluck<[string], number | null>('SELECT MAX(seq) FROM cleaning_changes WHERE order_id = ?')
    .get(orderId);
  recordChanges(tx, orderId, atMs, changes, (last ?? -1) + 1);
  const fields = changes.map(({ path }) => path).join(',');
  const [rule] = cleaning.pipeline.rules;
  recordEvent(tx, {
    orderId,
    atMs,
    type: 'order.cleaned',
    act,
    rule: rule ? `${rule.id}@${rule.version}` : null,
    data: { cleaned: cleanedFields(changes), fields },
  });
  const hold = noteHold(cleaned);
  if (hold) placeHold(tx, act, atMs, { orderId, ...hold });
  return { outcome: troubles.length > 0 ? 'problem' : 'changed', fields };
}

/** A parcel is open, packed or gone: its label says what the order said then. */
export function isInWork(db: ReadDb, orderId: string): boolean {
  const row = db
    .prepare<[string], { fulfilment: FulfilmentState; open: number }>(
      `SELECT fulfilment, EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = orders.id AND s.state IN ('open', 'packed', 'labelled', 'shipped')) AS open
       FROM orders WHERE id = ?`,
    )
    .get(orderId);
  return row === undefined || row.open === 1 || (row.fulfilment !== 'received' && row.fulfilment !== 'reserved');
}
