import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { isInWork } from '#main/usecases/cleaning/apply-to-order.ts';
import { listChangeRows } from '#main/usecases/cleaning/change-rows.ts';
import { NOTE_HOLD } from '#main/usecases/cleaning/record-changes.ts';
import type { OrderOutcome, RunRow } from '#main/usecases/cleaning/run-rows.ts';
import { readSubject, textAt, withTextAt, writeSubject } from '#main/usecases/cleaning/stored-subject.ts';
import { releaseHold } from '#main/usecases/orders/holds.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';

/**
 * Puts an order's texts back to what a version of a rule found. All of them or none: an order that is in work, or one of whose texts was
 * changed afterwards (by a person, its platform or a later rule), is left and told of.
 */
export function undoOnOrder(
  tx: WriteTx,
  act: Act,
  atMs: number,
  { rule_id: ruleId, version }: Pick<RunRow, 'rule_id' | 'version'>,
  orderId: string,
): OrderOutcome {
  const changes = listChangeRows(tx, orderId).filter(
    (change) => change.rule_id === ruleId && change.version === version && change.undone_at_ms === null,
  );
  const fields = changes.map(({ path }) => path).join(',');
  if (isInWork(tx, orderId)) return { outcome: 'in_work', fields };
  const subject = readSubject(tx, orderId);
  if (!subject) return { outcome: 'erased', fields };
  let current = subject;
  for (const { path, before_text: before, after_text: after } of changes.toReversed()) {
    if (textAt(current, path) !== after) return { outcome: 'changed_since', fields: path };
    current = withTextAt(current, path, before);
  }
  writeSubject(tx, atMs, subject, current);
  const mark = tx.prepare<[number, string, number]>(
    'UPDATE cleaning_changes SET undone_at_ms = ? WHERE order_id = ? AND seq = ?',
  );
  for (const { seq } of changes) mark.run(atMs, orderId, seq);
  recordEvent(tx, {
    orderId,
    atMs,
    type: 'cleaning.undone',
    act,
    rule: `${ruleId}@${version}`,
    data: { fields },
  });
  releaseNoteHold(tx, act, atMs, orderId, ruleId);
  return { outcome: 'changed', fields };
}

/** A hold that this rule alone asked for goes with its flag. */
function releaseNoteHold(tx: WriteTx, act: Act, atMs: number, orderId: string, ruleId: string): void {
  const rules = tx
    .pluck<[string, string], string>(
      "SELECT data_json ->> '$.rules' FROM order_holds WHERE order_id = ? AND kind = 'approval' AND reason_code = ?",
    )
    .get(orderId, NOTE_HOLD);
  if (rules === ruleId)
    releaseHold(tx, act, atMs, { orderId, kind: 'approval', reasonCode: NOTE_HOLD, reason: 'cleaning_undone' });
}
