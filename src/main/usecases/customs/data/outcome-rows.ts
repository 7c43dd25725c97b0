import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { placeHold, releaseHold } from '#main/usecases/orders/holds.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { z } from 'zod';
import { ClearanceResult } from '#shared/model/customs-data.ts';

/** A result of one parcel, before it is recorded; stored with its row while an import is looked at. */
export const NewOutcome = z.object({
  orderId: z.string(),
  shipmentId: z.string().nullable(),
  territory: z.string(),
  result: ClearanceResult,
  reasonCode: z.string(),
  reasonText: z.string(),
  costMinor: z.int().nullable(),
  costCurrency: z.string().nullable(),
  /** Null: the file does not say when; the time of recording counts. */
  atMs: z.int().nullable(),
});
export type NewOutcome = z.infer<typeof NewOutcome>;

/** Results after which somebody must look at the order. */
const FLAGGED: ReadonlySet<ClearanceResult> = new Set<ClearanceResult>(['refused', 'held', 'returned']);
/** Results from which a rule may be learned. */
const TAUGHT: ReadonlySet<ClearanceResult> = new Set<ClearanceResult>(['refused', 'held']);

/** Whether the same is known already: same parcel, result and reason, and the same time where one is told. */
export function isKnownOutcome(db: ReadDb, outcome: NewOutcome): boolean {
  const found = db
    .pluck<(string | number | null)[], number>(
      `SELECT 1 FROM customs_outcomes WHERE order_id = ? AND shipment_id IS ? AND result = ? AND reason_code = ? AND reason_text = ?
       AND (? IS NULL OR at_ms = ?) AND removed_at_ms IS NULL LIMIT 1`,
    )
    .get(
      outcome.orderId,
      outcome.shipmentId,
      outcome.result,
      outcome.reasonCode,
      outcome.reasonText,
      outcome.atMs,
      outcome.atMs,
    );
  return found !== undefined;
}

/**
 * Records a result: timeline, a hold as the flag that everybody sees for what was refused, held or returned, an entry of the
 * learning list. A clearance takes the flags away that earlier results of the order placed.
 * @returns its id
 */
export function insertOutcome(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  outcome: NewOutcome,
  from: { readonly source: string; readonly raw: string; readonly importId: string | null },
): string {
  const id = context.ids.next();
  const nowMs = context.clock.nowMs();
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO customs_outcomes (id, order_id, shipment_id, territory, result, reason_code, reason_text, cost_minor, cost_currency, at_ms, source, raw,
       import_id, recorded_by, recorded_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    outcome.orderId,
    outcome.shipmentId,
    outcome.territory,
    outcome.result,
    outcome.reasonCode,
    outcome.reasonText,
    outcome.costMinor,
    outcome.costCurrency,
    outcome.atMs ?? nowMs,
    from.source,
    from.raw,
    from.importId,
    act.actor.name,
    nowMs,
  );
  recordEvent(tx, {
    orderId: outcome.orderId,
    atMs: nowMs,
    type: 'customs.outcome',
    act,
    rule: null,
    data: { result: outcome.result, reasonCode: outcome.reasonCode, reason: outcome.reasonText },
  });
  if (FLAGGED.has(outcome.result))
    placeHold(tx, act, nowMs, {
      orderId: outcome.orderId,
      kind: 'customs',
      reasonCode: flagOf(outcome.result),
      data: { customsCode: outcome.reasonCode, reason: outcome.reasonText },
    });
  if (outcome.result === 'cleared')
    for (const result of FLAGGED)
      releaseHold(tx, act, nowMs, {
        orderId: outcome.orderId,
        kind: 'customs',
        reasonCode: flagOf(result),
        reason: 'cleared',
      });
  if (TAUGHT.has(outcome.result))
    tx.prepare<[string, string, string, number]>(
      "INSERT INTO customs_lessons (id, outcome_id, order_id, state, reason, version, created_at_ms) VALUES (?, ?, ?, 'open', '', 1, ?)",
    ).run(context.ids.next(), id, outcome.orderId, nowMs);
  tx.changed('customs-data');
  tx.changed('orders');
  return id;
}

/** Takes a result back; its flag goes with it unless another result of the order says the same. @returns false when it was gone */
export function removeOutcomeRow(tx: WriteTx, context: UseCaseContext, act: Act, id: string, reason: string): boolean {
  const nowMs = context.clock.nowMs();
  const row = tx
    .prepare<[number, string, string, string], { order_id: string; result: ClearanceResult }>(
      'UPDATE customs_outcomes SET removed_at_ms = ?, removed_by = ?, removed_reason = ? WHERE id = ? AND removed_at_ms IS NULL RETURNING order_id, result',
    )
    .get(nowMs, act.actor.name, reason, id);
  if (!row) return false;
  recordEvent(tx, {
    orderId: row.order_id,
    atMs: nowMs,
    type: 'customs.outcome_undone',
    act,
    rule: null,
    data: { result: row.result, reason },
  });
  tx.prepare<[string, string, number, string]>(
    "UPDATE customs_lessons SET state = 'dismissed', reason = ?, decided_by = ?, decided_at_ms = ?, version = version + 1 WHERE outcome_id = ? AND state = 'open'",
  ).run(reason, act.actor.name, nowMs, id);
  const others = tx
    .pluck<[string, string], number>(
      'SELECT COUNT(*) FROM customs_outcomes WHERE order_id = ? AND result = ? AND removed_at_ms IS NULL',
    )
    .get(row.order_id, row.result);
  if (FLAGGED.has(row.result) && others === 0)
    releaseHold(tx, act, nowMs, {
      orderId: row.order_id,
      kind: 'customs',
      reasonCode: flagOf(row.result),
      reason,
    });
  if (row.result === 'cleared' && others === 0) flagAgain(tx, act, nowMs, row.order_id);
  tx.changed('customs-data');
  tx.changed('orders');
  return true;
}

/** The clearance that took the flags away is gone: what was refused or held before it stands again. */
function flagAgain(tx: WriteTx, act: Act, nowMs: number, orderId: string): void {
  const standing = tx
    .prepare<[string], { result: ClearanceResult; reason_code: string; reason_text: string }>(
      "SELECT result, reason_code, reason_text FROM customs_outcomes WHERE order_id = ? AND result <> 'cleared' AND removed_at_ms IS NULL ORDER BY at_ms",
    )
    .all(orderId);
  for (const { result, reason_code: code, reason_text: text } of standing)
    placeHold(tx, act, nowMs, {
      orderId,
      kind: 'customs',
      reasonCode: flagOf(result),
      data: { customsCode: code, reason: text },
    });
}

function flagOf(result: ClearanceResult): string {
  return `clearance_${result}`;
}
