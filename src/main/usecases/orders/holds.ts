import { requeueJob } from '#main/db/repos/jobs-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import type { JobId } from '#shared/model/ids.ts';
import type { HoldKind } from '#shared/model/order.ts';

/** Places a named hold; placing the same one again only refreshes its data. */
export function placeHold(
  tx: WriteTx,
  act: Act,
  atMs: number,
  hold: { orderId: string; kind: HoldKind; reasonCode: string; data: Readonly<Record<string, unknown>> },
): void {
  const dataJson = JSON.stringify(hold.data);
  const placed = tx
    .prepare<[string, string, string, string, number, string]>(
      'INSERT INTO order_holds (order_id, kind, reason_code, data_json, placed_at_ms, placed_by) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (order_id, kind, reason_code) DO NOTHING',
    )
    .run(hold.orderId, hold.kind, hold.reasonCode, dataJson, atMs, act.actor.name);
  if (placed.changes === 0) {
    tx.prepare<[string, string, string, string]>(
      'UPDATE order_holds SET data_json = ? WHERE order_id = ? AND kind = ? AND reason_code = ?',
    ).run(dataJson, hold.orderId, hold.kind, hold.reasonCode);
    return;
  }
  recordEvent(tx, {
    orderId: hold.orderId,
    atMs,
    type: 'hold.placed',
    act,
    rule: hold.reasonCode,
    data: { kind: hold.kind, reasonCode: hold.reasonCode, ...hold.data },
  });
  moveOrder(tx, atMs, hold.orderId, {});
}

/** Releases a hold with a reason; the last one lets a report to the channel that waited for it go on. @returns false when it did not stand. */
export function releaseHold(
  tx: WriteTx,
  act: Act,
  atMs: number,
  hold: { orderId: string; kind: HoldKind; reasonCode: string; reason: string },
): boolean {
  const released = tx
    .prepare<[string, string, string]>('DELETE FROM order_holds WHERE order_id = ? AND kind = ? AND reason_code = ?')
    .run(hold.orderId, hold.kind, hold.reasonCode);
  if (released.changes === 0) return false;
  recordEvent(tx, {
    orderId: hold.orderId,
    atMs,
    type: 'hold.released',
    act,
    rule: hold.reasonCode,
    data: { kind: hold.kind, reasonCode: hold.reasonCode, reason: hold.reason },
  });
  moveOrder(tx, atMs, hold.orderId, {});
  resumeReport(tx, atMs, hold.orderId);
  return true;
}

function resumeReport(tx: WriteTx, atMs: number, orderId: string): void {
  const parked = tx
    .pluck<[string], JobId>(
      `SELECT id FROM jobs WHERE order_id = ? AND topic = 'shipment.confirm' AND state = 'parked' AND json_extract(last_error_json, '$.code') = 'ERR_ORDER_ON_HOLD'
       AND NOT EXISTS (SELECT 1 FROM order_holds h WHERE h.order_id = jobs.order_id)`,
    )
    .all(orderId);
  for (const jobId of parked) requeueJob(tx, jobId, atMs);
}
