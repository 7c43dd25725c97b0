import type { ConfirmShipmentRequest, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { obstacleAt, shipRefusal, unknownOrder } from '#main/plugins/channels/ship-refusal.ts';
import type { ShipObstacle } from '#main/plugins/channels/ship-refusal.ts';
import { writeDouyin } from '#main/plugins/channels/douyin/call.ts';
import { isUnknownOrder } from '#main/plugins/channels/douyin/error-table.ts';
import { readShopOrder } from '#main/plugins/channels/douyin/order-detail.ts';
import { afterSaleOf, shippedUnits } from '#main/plugins/channels/douyin/order-reading.ts';
import type { DouyinContext, ShopOrder, SkuOrder } from '#main/plugins/channels/douyin/schemas.ts';
import type { ParamObject } from '#main/plugins/channels/douyin/sign.ts';
import { COMPANY_CODES, DOUYIN_STATUS_MAP, STATUS } from '#main/plugins/channels/douyin/units.ts';
import { AFTER_SALES_OPEN } from '#main/plugins/channels/draft-rules.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** What the order's present state says about the parcel. */
type Plan =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly failure: PluginFailure }
  | { readonly kind: 'send'; readonly method: string; readonly params: ParamObject };

interface Share {
  readonly sku: SkuOrder;
  readonly units: number;
}

/**
 * Reports a parcel: the whole of an order with `order.logisticsAdd`, anything less with `order.logisticsAddMultiPack`,
 * whose `request_id` makes a repeated call harmless. The order is read first, each time: a parcel that is already there is
 * not reported again, and an order that must not be shipped by now is refused here. Open refund requests are never
 * rejected by shipping. When the answer is lost, the order is read once more before the outcome is called unknown.
 */
export async function confirmDouyinShipment(
  context: DouyinContext,
  request: ConfirmShipmentRequest,
): Promise<PluginResult<{ alreadyDone: boolean }>> {
  const before = await readShopOrder(context, request.externalNumber);
  if (!before.ok)
    return failed(isUnknownOrder(before.failure.vendorCode) ? unknownOrder(before.failure) : before.failure);
  const companyCode = context.config.companyCodes[request.carrierId] ?? COMPANY_CODES[request.carrierId];
  if (companyCode === undefined)
    return failed(shipRefusal('carrier', null, `no Douyin company code for carrier ${request.carrierId}`));
  const plan = planShipment(before.value, request, companyCode);
  if (plan.kind === 'done') return succeeded({ alreadyDone: true });
  if (plan.kind === 'refused') return failed(plan.failure);

  const sent = await writeDouyin(context, { method: plan.method, params: plan.params, answer: z.unknown() });
  if (sent.ok) return succeeded({ alreadyDone: false });
  if (sent.failure.kind !== 'unknown_outcome') return failed(sent.failure);
  const after = await readShopOrder(context, request.externalNumber);
  const arrived = after.ok && isReported(after.value, request.trackingNumber);
  return arrived ? succeeded({ alreadyDone: false }) : failed(sent.failure);
}

/** Pure: compares the parcel with the order. */
function planShipment(order: ShopOrder, request: ConfirmShipmentRequest, companyCode: string): Plan {
  if (isReported(order, request.trackingNumber)) return { kind: 'done' };
  const status = order.main_status ?? order.order_status;
  const statusMap = request.statusMap ?? DOUYIN_STATUS_MAP;
  if (status !== STATUS.waiting && status !== STATUS.partShipped)
    return refused(obstacleAt(statusMap, status), status, `the order stands at ${status}`);
  const open = order.sku_order_list.map((sku) => ({ sku, units: openUnits(order, sku) }));
  const lines = request.lines.length === 0 ? (request.inParcel ?? []) : request.lines;
  const shares = lines.length === 0 ? open.filter(({ units }) => units > 0) : sharesOf(open, lines);
  if (shares === null) return refused('less_left', status, 'the parcel holds more than the platform has left to ship');
  if (shares.length === 0) return refused('closed', status, 'nothing is left to ship');
  const isKnown = (each: string): boolean => statusMap.some((row) => row.axis === 'order' && row.vendorStatus === each);
  const unknown = [order.order_status, ...shares.map(({ sku }) => sku.order_status)].find((each) => !isKnown(each));
  if (unknown !== undefined) return refused('not_due', unknown, `a part of the order stands at ${unknown}`);
  const refunding = shares.find(({ sku }) => isAfterSaleOpen(sku, statusMap));
  if (refunding)
    return refused('refund', afterSaleOf(refunding.sku), `after-sales of ${refunding.sku.order_id} are under way`);

  const isWhole =
    status === STATUS.waiting &&
    open.every(({ sku, units }) => units === (shares.find((share) => share.sku === sku)?.units ?? 0));
  return isWhole ? sendWhole(request, companyCode) : sendPart(request, companyCode, shares);
}

function sendWhole(request: ConfirmShipmentRequest, companyCode: string): Plan {
  return {
    kind: 'send',
    method: 'order.logisticsAdd',
    params: {
      order_id: request.externalNumber,
      company_code: companyCode,
      logistics_code: request.trackingNumber,
    },
  };
}

function sendPart(request: ConfirmShipmentRequest, companyCode: string, shares: readonly Share[]): Plan {
  return {
    kind: 'send',
    method: 'order.logisticsAddMultiPack',
    params: {
      order_id: request.externalNumber,
      request_id: request.requestKey,
      pack_list: [
        {
          company_code: companyCode,
          logistics_code: request.trackingNumber,
          shipped_order_info: shares.map(({ sku, units }) => ({ shipped_order_id: sku.order_id, shipped_num: units })),
        },
      ],
    },
  };
}

/** The lines of the parcel as far as the order still has them open; null when it has less. */
function sharesOf(open: readonly Share[], lines: ConfirmShipmentRequest['lines']): readonly Share[] | null {
  const wanted = new Map<string, number>();
  for (const line of lines) wanted.set(line.externalLineId, (wanted.get(line.externalLineId) ?? 0) + line.quantity);
  const shares = [...wanted].map(([lineId, units]) => {
    const share = open.find(({ sku }) => sku.order_id === lineId);
    return share && share.units >= units ? { sku: share.sku, units } : null;
  });
  return shares.some((share) => share === null) ? null : shares.filter((share) => share !== null);
}

function openUnits(order: ShopOrder, sku: SkuOrder): number {
  if (STATUS.closed.has(sku.order_status) || STATUS.left.has(sku.order_status)) return 0;
  return sku.item_num - shippedUnits(order, sku);
}

function isReported(order: ShopOrder, trackingNumber: string): boolean {
  return order.logistics_info.some((parcel) => parcel.tracking_no === trackingNumber);
}

function isAfterSaleOpen(sku: SkuOrder, statusMap: readonly StatusMapRow[]): boolean {
  const row = statusMap.find((each) => each.axis === 'refund' && each.vendorStatus === afterSaleOf(sku));
  return row?.afterSales ? AFTER_SALES_OPEN.has(row.afterSales) : true;
}

function refused(obstacle: ShipObstacle, status: string, text: string): Plan {
  return { kind: 'refused', failure: shipRefusal(obstacle, status, text) };
}
