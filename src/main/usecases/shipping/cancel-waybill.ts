import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { ConnectedCarrier } from '#main/usecases/shipping/connected-carrier.ts';
import type { WaybillRow } from '#main/usecases/shipping/waybill-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Gives a waybill back to its carrier, once; a number that is cancelled already counts as done. */
export async function cancelWaybill(
  context: UseCaseContext,
  act: Act,
  openCarrier: (accountId: string) => ConnectedCarrier,
  waybillId: string,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  const row = context.read.prepare<[string], WaybillRow>('SELECT * FROM waybills WHERE id = ?').get(waybillId);
  if (!row || row.state === 'cancelled' || row.state === 'failed') return null;
  const carrier = openCarrier(row.carrier_account_id);
  const returned = await giveBack(carrier, row, signal);
  if (returned) return returned;
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    tx.prepare<[number, string]>("UPDATE waybills SET state = 'cancelled', cancelled_at_ms = ? WHERE id = ?").run(
      atMs,
      waybillId,
    );
    const order = tx
      .prepare<[string], { order_id: string }>('SELECT order_id FROM shipments WHERE id = ?')
      .get(row.shipment_id);
    if (order) {
      tx.prepare<[string, string]>('UPDATE orders SET tracking_number = NULL WHERE id = ? AND tracking_number = ?').run(
        order.order_id,
        row.tracking_number ?? '',
      );
      recordEvent(tx, {
        orderId: order.order_id,
        atMs,
        type: 'waybill.cancelled',
        act,
        rule: null,
        data: { trackingNumber: row.tracking_number, requestKey: row.request_key },
      });
    }
    tx.changed('orders');
  });
  return null;
}

/** A request whose answer never came may have bought nothing, and what does not exist cannot be given back: that is done too. */
async function giveBack(
  carrier: ConnectedCarrier,
  row: WaybillRow,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  if (row.state !== 'issued') {
    const found = await carrier.connector.findWaybill(carrier.carrierContext(signal), row.request_key);
    if (!found.ok) return found.failure;
    if (found.value === null) return null;
  }
  const cancelled = await carrier.connector.cancelWaybill(carrier.carrierContext(signal), row.request_key);
  return cancelled.ok ? null : cancelled.failure;
}
