import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { obstacleAt, shipRefusal, unknownOrder } from '#main/plugins/channels/ship-refusal.ts';
import type { ShipObstacle } from '#main/plugins/channels/ship-refusal.ts';
import { writeJd } from '#main/plugins/channels/jd/call.ts';
import { isUnknownOrder, resultFailure } from '#main/plugins/channels/jd/failures.ts';
import { readJdOrder } from '#main/plugins/channels/jd/order-detail.ts';
import { waybillsOf } from '#main/plugins/channels/jd/order-reading.ts';
import { ShipmentAnswer } from '#main/plugins/channels/jd/schemas.ts';
import type { JdContext, JdOrder } from '#main/plugins/channels/jd/schemas.ts';
import { JD_STATUS_MAP, LOGISTICS_IDS, SHIPPABLE } from '#main/plugins/channels/jd/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

type Plan =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly failure: PluginFailure }
  | { readonly kind: 'send' };

/**
 * Reports a parcel with `jingdong.pop.order.shipment`. The order is read first, each time: a parcel that is already there is
 * not reported again, and an order that must not be shipped by now is refused here. When the answer to the report is lost,
 * the order is read once more before the outcome is called unknown. JD takes all parcels of an order in one report: a second
 * number is refused.
 */
export async function confirmJdShipment(
  context: JdContext,
  request: ConfirmShipmentRequest,
): Promise<PluginResult<{ alreadyDone: boolean }>> {
  const before = await readJdOrder(context, request.externalNumber);
  if (!before.ok) {
    const isGone = before.failure.kind === 'refused' && isUnknownOrder(before.failure.vendorText);
    return failed(isGone ? unknownOrder(before.failure) : before.failure);
  }
  const plan = planShipment(before.order, request);
  if (plan.kind === 'done') return succeeded({ alreadyDone: true });
  if (plan.kind === 'refused') return failed(plan.failure);
  const logisticsId = context.config.logisticsIds[request.carrierId] ?? LOGISTICS_IDS[request.carrierId];
  if (logisticsId === undefined)
    return failed(shipRefusal('carrier', null, `no JD company number for carrier ${request.carrierId}`));

  const sent = await writeJd(context, {
    method: 'jingdong.pop.order.shipment',
    // JD's own spelling.
    parameters: { orderId: request.externalNumber, logiCoprId: logisticsId, logiNo: request.trackingNumber },
    answer: ShipmentAnswer,
  });
  if (sent.ok) {
    const result = sent.value.sopjosshipment_result;
    return result.success ? succeeded({ alreadyDone: false }) : failed(resultFailure(result));
  }
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await readJdOrder(context, request.externalNumber);
  const arrived = after.ok && planShipment(after.order, request).kind === 'done';
  return arrived ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

/** Pure: compares the parcel with the order. */
function planShipment({ waybill, orderState }: JdOrder, request: ConfirmShipmentRequest): Plan {
  const known = waybillsOf(waybill);
  if (known.includes(request.trackingNumber)) return { kind: 'done' };
  if (known.length > 0) return refused('other_parcel', orderState, `the order already left with ${known.join(', ')}`);
  if (SHIPPABLE.has(orderState)) return { kind: 'send' };
  const obstacle = obstacleAt(request.statusMap ?? JD_STATUS_MAP, orderState);
  return refused(obstacle, orderState, `the order stands at ${orderState}`);
}

function refused(obstacle: ShipObstacle, status: string, text: string): Plan {
  return { kind: 'refused', failure: shipRefusal(obstacle, status, text) };
}
