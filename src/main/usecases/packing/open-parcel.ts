import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { nothingIsLeft } from '#main/usecases/orders/nothing-is-left.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { checkAtPacking } from '#main/usecases/customs/desk/check-at-packing.ts';
import { checkMayPack } from '#main/usecases/packing/check-may-pack.ts';
import { orderState, stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { queueWaybillAhead } from '#main/usecases/shipping/queue-waybill-ahead.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Puts an order onto a station's table: resumes its unfinished parcel or opens a new one.
 * @throws AppError of {@link checkMayPack}; ERR_PACKING_OPEN_ELSEWHERE when another station holds it; ERR_PACKING_NO_SESSION
 * when this station still holds another parcel
 */
export function openParcel(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  stationId: string,
  orderId: string,
): void {
  const held = stationParcel(tx, stationId);
  if (held && held.order_id === orderId && (held.state === 'open' || held.state === 'packed')) return;
  if (held && held.state === 'open')
    throw new AppError('ERR_PACKING_OPEN_ELSEWHERE', {
      station: stationId,
      number: orderState(tx, held.order_id).display_number,
    });
  checkAtPacking(tx, context.clock.nowMs(), act, orderId);
  checkMayPack(tx, orderId);
  const unfinished = tx
    .prepare<[string], ParcelRow>(
      "SELECT * FROM shipments WHERE order_id = ? AND state IN ('open', 'packed') ORDER BY parcel_number DESC LIMIT 1",
    )
    .get(orderId);
  if (unfinished) return resume(tx, context, stationId, unfinished);
  const order = orderState(tx, orderId);
  if (order.fulfilment === 'partially_shipped' && nothingIsLeft(tx, orderId))
    throw new AppError('ERR_PACKING_ALREADY_SHIPPED', { number: order.display_number });
  if (order.fulfilment !== 'reserved' && order.fulfilment !== 'partially_shipped')
    throw new AppError('ERR_ORDER_TRANSITION', { orderId, from: order.fulfilment, to: 'packing' });
  create(tx, context, act, stationId, orderId);
}

/** A parcel that another station's table still holds is not pulled away; one that nobody holds goes on here. */
function resume(tx: WriteTx, context: Pick<UseCaseContext, 'clock'>, stationId: string, parcel: ParcelRow): void {
  const holder = tx
    .prepare<[string], { id: string; name: string }>('SELECT id, name FROM stations WHERE shipment_id = ?')
    .get(parcel.id);
  if (holder && holder.id !== stationId)
    throw new AppError('ERR_PACKING_OPEN_ELSEWHERE', {
      station: holder.name,
      number: orderState(tx, parcel.order_id).display_number,
    });
  tx.prepare<[string, string]>('UPDATE shipments SET station_id = ? WHERE id = ?').run(stationId, parcel.id);
  putOnTable(tx, context.clock.nowMs(), stationId, parcel.id);
}

function create(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  stationId: string,
  orderId: string,
): void {
  const atMs = context.clock.nowMs();
  const id = context.ids.next();
  const parcelNumber =
    (tx
      .prepare<[string], { last: number | null }>('SELECT MAX(parcel_number) AS last FROM shipments WHERE order_id = ?')
      .get(orderId)?.last ?? 0) + 1;
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO shipments (id, order_id, parcel_number, state, station_id, operator_id, opened_at_ms) VALUES (?, ?, ?, 'open', ?, ?, ?)`,
  ).run(id, orderId, parcelNumber, stationId, act.actor.id, atMs);
  putOnTable(tx, atMs, stationId, id);
  moveOrder(tx, atMs, orderId, { fulfilment: 'packing' });
  recordEvent(tx, {
    orderId,
    atMs,
    type: 'packing.opened',
    act,
    rule: null,
    data: { shipmentId: id, parcelNumber, stationId },
  });
  queueWaybillAhead(tx, context, { shipmentId: id, orderId });
}

/** What the station holds survives a restart. */
export function putOnTable(tx: WriteTx, atMs: number, stationId: string, shipmentId: string | null): void {
  tx.prepare<[string, string, string | null, number]>(
    'INSERT INTO stations (id, name, shipment_id, updated_at_ms) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET shipment_id = excluded.shipment_id, next_quantity = NULL, updated_at_ms = excluded.updated_at_ms',
  ).run(stationId, stationId, shipmentId, atMs);
  tx.changed('packing');
}
