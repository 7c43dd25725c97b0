import type { OrderDraft, OrderDraftLine, OrderPromotion } from '#core/orders/order-draft.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { recipientHandleOf, recipientOf } from '#main/plugins/channels/jd/recipient.ts';
import { JdOrder } from '#main/plugins/channels/jd/schemas.ts';
import type { Item } from '#main/plugins/channels/jd/schemas.ts';
import { COD_PREFIX, JD_OFFSET_MINUTES, NO_TIME } from '#main/plugins/channels/jd/units.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import type { FulfilmentState } from '#shared/model/order.ts';
import { spreadAmount } from '#shared/model/spread-amount.ts';
import { parseFixedOffset } from '#shared/model/time.ts';

const LEFT: ReadonlySet<FulfilmentState> = new Set(['shipped', 'delivered', 'completed']);

/** Reads one archived order, as the search and the detail call send it. A state without a row in the map parks the order. */
export function readJdOrderPayload(
  payload: Uint8Array,
  context: { readonly currency: string; readonly statusMap: readonly StatusMapRow[] },
): OrderReading {
  const parsed = JdOrder.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const order = parsed.data;
  const status = context.statusMap.find((row) => row.axis === 'order' && row.vendorStatus === order.orderState);
  if (!status) {
    const data = { axis: 'order', vendorStatus: order.orderState, externalNumber: order.orderId };
    return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data };
  }
  return readDraft(() => toDraft(order, status, context.currency));
}

function toDraft(order: JdOrder, status: StatusMapRow, currency: string): OrderDraft {
  const fulfilment = status.fulfilment ?? stopReading('status_map', order.orderState);
  const totalMinor = amount(order.orderPayment, currency, 'orderPayment');
  const shippingFeeMinor = amountOrZero(order.freightPrice, currency, 'freightPrice');
  return {
    externalNumber: order.orderId,
    displayNumber: order.orderId,
    platformVersionMs: time(order.modified, 'modified'),
    platformStatus: order.orderState,
    payment: status.payment ?? stopReading('status_map', order.orderState),
    fulfilment,
    afterSales: status.afterSales ?? 'none',
    holds: status.hold
      ? [{ kind: status.hold, reasonCode: 'platform_status', data: { vendorStatus: order.orderState } }]
      : [],
    currency,
    totalMinor,
    shippingFeeMinor,
    placedAtMs: time(order.orderStartTime, 'orderStartTime'),
    paidAtMs: paidAtMs(order.paymentConfirmTime),
    buyerNote: order.orderRemark,
    sellerNote: order.venderRemark,
    flags: flagsOf(order, currency),
    promotions: promotionsOf(order, currency),
    recipient: recipientOf(order.consigneeInfo ?? null),
    recipientHandle: recipientHandleOf(order.consigneeInfo ?? null),
    lines: linesOf(order, fulfilment, Math.max(0, totalMinor - shippingFeeMinor), currency),
    externalIds: externalIdsOf(order),
    platformData: {},
  };
}

function paidAtMs(text: string): number | null {
  return text === '' || text === NO_TIME ? null : time(text, 'paymentConfirmTime');
}

/** What was paid for the goods is shared out over the lines by their prices. */
function linesOf(
  order: JdOrder,
  fulfilment: FulfilmentState,
  goodsMinor: number,
  currency: string,
): readonly OrderDraftLine[] {
  const prices = order.itemInfoList.map((item) => amountOrZero(item.jdPrice, currency, 'jdPrice'));
  const weights = order.itemInfoList.map((item, index) => weight(prices[index] ?? 0, item.itemTotal));
  const paid = spreadAmount(goodsMinor, weights);
  const ids = lineIdsOf(order.itemInfoList);
  return order.itemInfoList.map((item, index) => ({
    externalLineId: ids[index] ?? '',
    skuCode: item.outerSkuId,
    externalItemId: item.wareId,
    externalSkuId: item.skuId,
    title: item.skuName,
    variant: '',
    quantity: item.itemTotal,
    cancelledQuantity: fulfilment === 'cancelled' ? item.itemTotal : 0,
    // JD ships whole orders.
    shippedQuantity: LEFT.has(fulfilment) ? item.itemTotal : 0,
    unitPriceMinor: prices[index] ?? 0,
    paidMinor: paid[index] ?? 0,
    afterSales: 'none',
  }));
}

function weight(priceMinor: number, units: number): number {
  const product = priceMinor * units;
  return product >= 0 && Number.isSafeInteger(product) ? product : stopReading('amount', 'jdPrice');
}

/** Lines have no number of their own: the SKU stands in, and a second line of it (a gift) is counted. */
function lineIdsOf(items: readonly Item[]): readonly string[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const base = item.skuId === '' ? item.wareId : item.skuId;
    if (base === '') return stopReading('shape', 'itemInfoList.skuId');
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}#${count}`;
  });
}

function flagsOf(order: JdOrder, currency: string): readonly string[] {
  const promotions = (order.couponDetailList ?? []).flatMap(({ couponType }) =>
    couponType === '' ? [] : [`promotion:${couponType}`],
  );
  const discountMinor = amountOrZero(order.sellerDiscount, currency, 'sellerDiscount');
  return [
    ...(order.payType.startsWith(COD_PREFIX) ? ['cod'] : []),
    ...(order.orderState === 'WAIT_SEND_CODE' ? ['virtual'] : []),
    ...(discountMinor > 0 ? [`shop_discount:${order.sellerDiscount}`] : []),
    ...new Set(promotions),
  ];
}

/** Coupons with their amounts; where none is told, what the seller took off as a whole. */
function promotionsOf(order: JdOrder, currency: string): readonly OrderPromotion[] {
  const coupons = (order.couponDetailList ?? []).map(({ couponType, couponPrice }): OrderPromotion => {
    const kind = /京东|平台|京豆|全品/.test(couponType) ? 'platform' : 'coupon';
    return { kind, label: couponType, amountMinor: amountOrZero(couponPrice, currency, 'couponPrice') };
  });
  if (coupons.some((coupon) => coupon.amountMinor > 0)) return coupons;
  const amountMinor = amountOrZero(order.sellerDiscount, currency, 'sellerDiscount');
  return [...coupons, { kind: 'shop', label: '', amountMinor }];
}

function externalIdsOf(order: JdOrder): OrderDraft['externalIds'] {
  const parent = order.parentOrderId;
  return [
    ...(['', '0', order.orderId].includes(parent) ? [] : [{ kind: 'order' as const, value: parent }]),
    ...waybillsOf(order.waybill).map((value) => ({ kind: 'waybill' as const, value })),
  ];
}

/** Numbers of several parcels are joined by `|`, of one carrier by commas. */
export function waybillsOf(waybill: string): readonly string[] {
  return [...new Set(waybill.split(/[|,]/).map((number) => number.trim()))].filter((number) => number !== '');
}

function amountOrZero(text: string, currency: string, field: string): number {
  return text === '' ? 0 : amount(text, currency, field);
}

function amount(text: string, currency: string, field: string): number {
  return parseDecimalAmount(text, currency) ?? stopReading('amount', field);
}

function time(text: string, field: string): number {
  return parseFixedOffset(text, JD_OFFSET_MINUTES) ?? stopReading('time', field);
}
