import type { WriteTx } from '#main/db/handles.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';

const CONFIRM = 'confirm:';

/** Key of the outbox row that tells the channel of a parcel. */
export function confirmKey(shipmentId: string): string {
  return `${CONFIRM}${shipmentId}`;
}

/** The parcel that such a row is about. */
export function shipmentOf(key: string): string {
  return key.slice(CONFIRM.length);
}

/**
 * The label is on the box: the parcel counts as labelled and the channel is told through the outbox, in the transaction
 * that recorded the print. Repeats change nothing.
 */
export function markLabelled(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  act: Act,
  shipmentId: string,
): void {
  const atMs = context.clock.nowMs();
  const shipment = tx
    .prepare<[string], { order_id: string; state: string; fulfilment: string; shop_id: string }>(
      'SELECT s.order_id, s.state, o.fulfilment, o.shop_id FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.id = ?',
    )
    .get(shipmentId);
  if (!shipment || shipment.state !== 'packed') return;
  tx.prepare<[number, string]>(
    "UPDATE shipments SET state = 'labelled', labelled_at_ms = ?, version = version + 1 WHERE id = ?",
  ).run(atMs, shipmentId);
  tx.changed('packing');
  // Cancelled while the label was printing: the parcel must not leave, so the channel is not told.
  if (shipment.fulfilment !== 'packed') return;
  moveOrder(tx, atMs, shipment.order_id, { fulfilment: 'labelled' });
  enqueueJob(tx, context, {
    topic: 'shipment.confirm',
    key: confirmKey(shipmentId),
    payload: { shipmentId },
    orderId: shipment.order_id,
    shopId: shipment.shop_id,
  });
  recordEvent(tx, {
    orderId: shipment.order_id,
    atMs,
    type: 'shipment.confirm_queued',
    act,
    rule: null,
    data: { shipmentId },
  });
}
