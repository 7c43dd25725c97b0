import type { ConfirmShipmentRequest } from '#main/plugins/channels/channel-connector.ts';
import { writePdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { findLogisticsId } from '#main/plugins/channels/pinduoduo/company.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { obstacleOf, shipRefusal, unknownOrder } from '#main/plugins/channels/ship-refusal.ts';
import type { ShipObstacle } from '#main/plugins/channels/ship-refusal.ts';
import { isUnknownOrder } from '#main/plugins/channels/pinduoduo/failures.ts';
import { readPddOrder } from '#main/plugins/channels/pinduoduo/order-detail.ts';
import { readStanding } from '#main/plugins/channels/pinduoduo/order-status.ts';
import { SuccessAnswer } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { PddOrder, PinduoduoContext } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { PINDUODUO_STATUS_MAP, TO_SHIP } from '#main/plugins/channels/pinduoduo/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';

/** What the order's present state says about the parcel. */
type Plan =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly failure: PluginFailure }
  | { readonly kind: 'send' };

const FIRST_DELIVERY = '1';

/**
 * Reports a parcel with `pdd.logistics.online.send`. The order is read first, each time: a parcel that is already there is
 * not reported again, and an order that must not be shipped by now is refused here. When the answer to the report is lost,
 * the order is read once more before the outcome is called unknown. Pinduoduo ships whole orders: the first parcel ships
 * all lines, and a second number is refused instead of replacing the first.
 */
export async function confirmPinduoduoShipment(
  context: PinduoduoContext,
  request: ConfirmShipmentRequest,
): Promise<PluginResult<{ alreadyDone: boolean }>> {
  const before = await readPddOrder(context, request.externalNumber);
  if (!before.ok) {
    const isGone = before.failure.kind === 'refused' && isUnknownOrder(before.failure.vendorText);
    return failed(isGone ? unknownOrder(before.failure) : before.failure);
  }
  const plan = planShipment(before.value.order_info, request);
  if (plan.kind === 'done') return succeeded({ alreadyDone: true });
  if (plan.kind === 'refused') return failed(plan.failure);
  const company = await findLogisticsId(context, request.carrierId);
  if (!company.ok) return failed(company.failure);

  const sent = await writePdd(context, {
    type: 'pdd.logistics.online.send',
    root: 'logistics_online_send_response',
    parameters: {
      order_sn: request.externalNumber,
      logistics_id: company.logisticsId,
      tracking_number: request.trackingNumber,
      redelivery_type: FIRST_DELIVERY,
    },
    answer: SuccessAnswer,
  });
  if (sent.ok && sent.value.is_success) return succeeded({ alreadyDone: false });
  if (sent.ok) return failed(refusal(null, 'is_success is false'));
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await readPddOrder(context, request.externalNumber);
  const arrived = after.ok && planShipment(after.value.order_info, request).kind === 'done';
  return arrived ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

/** Pure: compares the parcel with the order. */
function planShipment(order: PddOrder, request: ConfirmShipmentRequest): Plan {
  const known = [order.tracking_number, ...(order.extra_delivery_list ?? []).map((parcel) => parcel.tracking_number)];
  if (known.includes(request.trackingNumber)) return { kind: 'done' };
  const reading = readStanding(order, request.statusMap ?? PINDUODUO_STATUS_MAP);
  if (!reading.ok)
    return refused(
      reading.axis === 'refund' ? 'refund' : 'not_due',
      reading.vendorStatus,
      `the order stands at ${reading.vendorStatus}`,
    );
  const { standing } = reading;
  if (order.tracking_number !== '')
    return refused('other_parcel', standing.vendorStatus, `the order already left with ${order.tracking_number}`);
  if (standing.vendorStatus !== TO_SHIP)
    return refused(obstacleOf(standing.order), standing.vendorStatus, `the order stands at ${standing.vendorStatus}`);
  const barring = [standing.risk, standing.step, ...standing.refunds].find((row) => row?.hold);
  if (barring)
    return refused(
      barring.hold === 'refund' ? 'refund' : 'not_due',
      barring.vendorStatus,
      `the order must not be shipped: ${barring.vendorStatus}`,
    );
  return standing.afterSales === 'refunded'
    ? refused('closed', standing.vendorStatus, 'the order is refunded')
    : { kind: 'send' };
}

function refused(obstacle: ShipObstacle, status: string, text: string): Plan {
  return { kind: 'refused', failure: shipRefusal(obstacle, status, text) };
}
