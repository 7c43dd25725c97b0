import { obstacleAt, shipRefusal, unknownOrder } from '#main/plugins/channels/ship-refusal.ts';
import type { ShipObstacle } from '#main/plugins/channels/ship-refusal.ts';
import type { ConfirmShipmentRequest, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { AFTER_SALES_OPEN } from '#main/plugins/channels/draft-rules.ts';
import { writeXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import { isUnknownOrder } from '#main/plugins/channels/xiaohongshu/error-table.ts';
import { hasLeft, linesOf, trackingNumbersOf } from '#main/plugins/channels/xiaohongshu/order-reading.ts';
import { readOrderNow } from '#main/plugins/channels/xiaohongshu/orders.ts';
import type { Order, XiaohongshuContext } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { COMPANY_CODES, STATUS, XIAOHONGSHU_STATUS_MAP } from '#main/plugins/channels/xiaohongshu/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** What the order's present state says about the parcel. */
type Plan =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly failure: PluginFailure }
  | { readonly kind: 'send'; readonly fields: Readonly<Record<string, unknown>> };

/**
 * Reports a parcel with `order.orderDeliver`. The order is read first, each time: a number that is already there is not
 * reported again, and an order that must not be shipped by now is refused here. When the answer is lost, the order is read
 * once more before the outcome is called unknown.
 */
export async function confirmXiaohongshuShipment(
  context: XiaohongshuContext,
  request: ConfirmShipmentRequest,
): Promise<PluginResult<{ alreadyDone: boolean }>> {
  const before = await readOrderNow(context, request.externalNumber);
  if (!before.ok)
    return failed(isUnknownOrder(before.failure.vendorCode) ? unknownOrder(before.failure) : before.failure);
  const companyCode = context.config.companyCodes[request.carrierId] ?? COMPANY_CODES[request.carrierId];
  if (companyCode === undefined)
    return failed(shipRefusal('carrier', null, `no Xiaohongshu company code for carrier ${request.carrierId}`));
  const plan = planShipment(before.value, request, companyCode);
  if (plan.kind === 'done') return succeeded({ alreadyDone: true });
  if (plan.kind === 'refused') return failed(plan.failure);

  const sent = await writeXiaohongshu(context, {
    method: 'order.orderDeliver',
    fields: plan.fields,
    answer: z.unknown(),
  });
  if (sent.ok) return succeeded({ alreadyDone: false });
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await readOrderNow(context, request.externalNumber);
  const arrived = after.ok && trackingNumbersOf(after.value).includes(request.trackingNumber);
  return arrived ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

/** Pure: compares the parcel with the order. Goods ship whole; a part of an order goes with `unpack`. */
function planShipment(order: Order, request: ConfirmShipmentRequest, companyCode: string): Plan {
  if (trackingNumbersOf(order).includes(request.trackingNumber)) return { kind: 'done' };
  const status = order.orderStatus;
  const statusMap = request.statusMap ?? XIAOHONGSHU_STATUS_MAP;
  if (status !== STATUS.waiting && status !== STATUS.partShipped)
    return refused(obstacleAt(statusMap, status), status, `the order stands at ${status}`);
  const blocking = openAfterSale(order, statusMap);
  if (blocking !== null) return refused('refund', blocking, 'after-sales or a cancellation are under way');

  const lines = linesOf(order);
  const inParcel = request.lines.length === 0 ? (request.inParcel ?? []) : request.lines;
  const wantedIds = new Set(inParcel.map((line) => line.externalLineId));
  const open = lines.filter(({ sku }) => !hasLeft(order, sku));
  const wanted = wantedIds.size === 0 ? open : lines.filter(({ id }) => wantedIds.has(id));
  if (wanted.length < wantedIds.size)
    return refused('less_left', status, 'a line of the parcel is unknown to the platform');
  const gone = wanted.find(({ sku }) => hasLeft(order, sku));
  if (gone) return refused('other_parcel', status, `${gone.id} already left with another parcel`);
  if (wanted.length === 0) return refused('closed', status, 'nothing is left to ship');

  const isWhole = status === STATUS.waiting && wanted.length === lines.length;
  return {
    kind: 'send',
    fields: {
      orderId: order.orderId,
      expressNo: request.trackingNumber,
      expressCompanyCode: companyCode,
      unpack: !isWhole,
      ...(isWhole ? {} : { skuIdList: [...new Set(wanted.map(({ sku }) => sku.skuId))] }),
    },
  };
}

/** The state that forbids shipping, or null. */
function openAfterSale(order: Order, statusMap: readonly StatusMapRow[]): string | null {
  const states = [order.orderAfterSalesStatus ?? '1', `cancel:${order.cancelStatus ?? '0'}`];
  const isOpen = (state: string): boolean => {
    const row = statusMap.find((each) => each.axis === 'refund' && each.vendorStatus === state);
    return row?.afterSales ? AFTER_SALES_OPEN.has(row.afterSales) : true;
  };
  return states.find(isOpen) ?? null;
}

function refused(obstacle: ShipObstacle, status: string, text: string): Plan {
  return { kind: 'refused', failure: shipRefusal(obstacle, status, text) };
}
