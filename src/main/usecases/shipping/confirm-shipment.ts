import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { bookParcelOut } from '#main/usecases/shipping/book-parcel-out.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

interface ConfirmRow {
  order_id: string;
  state: string;
  shop_id: string;
  external_number: string;
  fulfilment: string;
  platform_json: string;
  tracking_number: string | null;
  carrier_id: string | null;
}

/**
 * Tells the channel that a labelled parcel leaves, then books the goods out and closes the parcel in one transaction.
 * Safe to repeat: the request key is the shipment, and the connector looks before it leaps.
 * @returns null when done or no longer due, else the channel's failure for the job engine.
 */
export async function confirmShipment(
  context: UseCaseContext,
  act: Act,
  openShop: OpenShop,
  shipmentId: string,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  const row = context.read
    .prepare<[string], ConfirmRow>(
      `SELECT s.order_id, s.state, o.shop_id, o.external_number, o.fulfilment, o.platform_json, w.tracking_number, a.carrier_id
       FROM shipments s JOIN orders o ON o.id = s.order_id LEFT JOIN waybills w ON w.shipment_id = s.id AND w.state = 'issued' LEFT JOIN carrier_accounts a ON a.id = w.carrier_account_id WHERE s.id = ?`,
    )
    .get(shipmentId);
  if (!row || row.state !== 'labelled' || row.fulfilment === 'cancelled') return null;
  const hold = context.read
    .prepare<[string], { reason_code: string }>(
      'SELECT reason_code FROM order_holds WHERE order_id = ? ORDER BY placed_at_ms LIMIT 1',
    )
    .get(row.order_id);
  // A parcel that somebody must look at first: the job parks, and the release of the last hold brings it back.
  if (hold) return refusal('ERR_ORDER_ON_HOLD', hold.reason_code);
  if (row.tracking_number === null || row.carrier_id === null)
    return refusal('ERR_CARRIER_ANSWER_INVALID', 'no waybill number');
  const shop = openShop(row.shop_id);
  if (shop.connector.capabilities.confirmShipment) {
    const request: ConfirmShipmentRequest = {
      requestKey: `confirm:${shipmentId}`,
      externalNumber: row.external_number,
      carrierId: row.carrier_id,
      trackingNumber: row.tracking_number,
      ...parcelLines(context, shipmentId, row.order_id),
      statusMap: shop.statusMap,
      platformData: JSON.parse(row.platform_json) as Record<string, unknown>,
    };
    const confirmed = await shop.connector.confirmShipment(shop.channelContext(signal), request);
    if (!confirmed.ok) return confirmed.failure;
  }
  close(context, act, shipmentId, row);
  return null;
}

function refusal(code: PluginFailure['code'], vendorText: string): PluginFailure {
  return { kind: 'refused', code, retryAfterMs: null, vendorCode: null, vendorText };
}

/** `lines` is empty when the parcel holds the whole order, which every platform takes as the simple case. */
function parcelLines(
  context: UseCaseContext,
  shipmentId: string,
  orderId: string,
): Required<Pick<ConfirmShipmentRequest, 'lines' | 'inParcel'>> {
  const lines = context.read
    .prepare<[string, string], { external_line_id: string; quantity: number; due: number }>(
      `SELECT l.external_line_id, COALESCE(sl.quantity, 0) AS quantity, l.quantity - l.cancelled_quantity AS due FROM order_lines l LEFT JOIN shipment_lines sl ON sl.order_line_id = l.id AND sl.shipment_id = ? WHERE l.order_id = ?`,
    )
    .all(shipmentId, orderId);
  const whole = lines.every((line) => line.quantity === line.due && line.due > 0);
  const inParcel = lines
    .filter((line) => line.quantity > 0)
    .map((line) => ({ externalLineId: line.external_line_id, quantity: line.quantity }));
  return { lines: whole ? [] : inParcel, inParcel };
}

function close(context: UseCaseContext, act: Act, shipmentId: string, row: ConfirmRow): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    if (!bookParcelOut(tx, act, atMs, { shipmentId, orderId: row.order_id })) return;
    recordEvent(tx, {
      orderId: row.order_id,
      atMs,
      type: 'shipment.confirmed',
      act,
      rule: null,
      data: { trackingNumber: row.tracking_number, carrier: row.carrier_id },
    });
  });
}
