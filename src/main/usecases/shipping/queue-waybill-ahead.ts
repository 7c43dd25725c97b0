import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Has the waybill of a box that was just opened bought by the outbox, where its shop allows that. An order whose box was put
 * back with its waybill once is packed otherwise than expected: the next waybill is bought when its box is closed.
 */
export function queueWaybillAhead(
  tx: WriteTx,
  context: Pick<UseCaseContext, 'clock' | 'ids'>,
  parcel: { readonly shipmentId: string; readonly orderId: string },
): void {
  const shop = tx
    .prepare<[string], { id: string; buys_ahead: number }>(
      'SELECT s.id, s.buys_ahead FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ?',
    )
    .get(parcel.orderId);
  if (shop?.buys_ahead !== 1) return;
  const gaveBack = tx
    .pluck<[string], number>(
      "SELECT EXISTS (SELECT 1 FROM shipments s JOIN waybills w ON w.shipment_id = s.id WHERE s.order_id = ? AND s.state = 'cancelled' AND w.state <> 'failed')",
    )
    .get(parcel.orderId);
  if (gaveBack === 1) return;
  enqueueJob(tx, context, {
    topic: 'waybill.ahead',
    key: `waybill-ahead:${parcel.shipmentId}`,
    payload: { shipmentId: parcel.shipmentId },
    orderId: parcel.orderId,
    shopId: shop.id,
  });
}
