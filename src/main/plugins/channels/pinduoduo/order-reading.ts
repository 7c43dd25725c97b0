import type { OrderDraft, OrderDraftLine, OrderPromotion } from '#core/orders/order-draft.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { readStanding } from '#main/plugins/channels/pinduoduo/order-status.ts';
import type { OrderStanding } from '#main/plugins/channels/pinduoduo/order-status.ts';
import { recipientHandleOf, recipientOf } from '#main/plugins/channels/pinduoduo/recipient.ts';
import { PddOrder } from '#main/plugins/channels/pinduoduo/schemas.ts';
import type { Item } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { PDD_OFFSET_MINUTES, REMARK_TAGS } from '#main/plugins/channels/pinduoduo/units.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import type { FulfilmentState, PaymentState } from '#shared/model/order.ts';
import { spreadAmount } from '#shared/model/spread-amount.ts';
import { parseFixedOffset } from '#shared/model/time.ts';

type Hold = OrderDraft['holds'][number];
type ReadContext = { readonly currency: string; readonly statusMap: readonly StatusMapRow[] };

/** States in which the goods have left, as far as the platform can tell. */
const LEFT: ReadonlySet<FulfilmentState> = new Set(['shipped', 'delivered', 'completed']);

/** Reads one archived order, as the lists and the detail call send it. A status without a row in the map parks the order. */
export function readPinduoduoOrder(payload: Uint8Array, context: ReadContext): OrderReading {
  const parsed = PddOrder.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const reading = readStanding(parsed.data, context.statusMap);
  if (!reading.ok) {
    const { axis, vendorStatus } = reading;
    const data = { axis, vendorStatus, externalNumber: parsed.data.order_sn };
    return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data };
  }
  return readDraft(() => toDraft(parsed.data, reading.standing, context.currency));
}

function toDraft(order: PddOrder, standing: OrderStanding, currency: string): OrderDraft {
  const fulfilment = standing.order.fulfilment ?? stopReading('status_map', standing.vendorStatus);
  const totalMinor = amount(order.pay_amount, currency, 'pay_amount');
  const shippingFeeMinor = amountOrZero(order.postage, currency, 'postage');
  const paidAtMs = order.pay_time === '' ? null : time(order.pay_time, 'pay_time');
  return {
    externalNumber: order.order_sn,
    displayNumber: order.order_sn,
    platformVersionMs: time(order.updated_at, 'updated_at'),
    platformStatus: standing.vendorStatus,
    payment: paymentOf(standing, fulfilment, paidAtMs !== null),
    fulfilment,
    afterSales: standing.afterSales,
    holds: holdsOf(order, standing, fulfilment),
    currency,
    totalMinor,
    shippingFeeMinor,
    placedAtMs: time(order.created_time, 'created_time'),
    paidAtMs,
    buyerNote: order.buyer_memo,
    sellerNote: order.remark,
    flags: flagsOf(order, currency),
    promotions: promotionsOf(order, currency),
    recipient: recipientOf(order),
    recipientHandle: recipientHandleOf(order),
    lines: linesOf(order, standing, fulfilment, { goodsMinor: Math.max(0, totalMinor - shippingFeeMinor), currency }),
    externalIds: externalIdsOf(order),
    platformData: {},
  };
}

/** Money that came in and went back is refunded; how much of it, an order does not tell while it goes on. */
function paymentOf(standing: OrderStanding, fulfilment: FulfilmentState, wasPaid: boolean): PaymentState {
  const payment = standing.step?.payment ?? standing.order.payment ?? stopReading('status_map', standing.vendorStatus);
  if (standing.afterSales !== 'refunded' || payment === 'awaited') return payment;
  if (fulfilment === 'cancelled') return wasPaid ? 'refunded' : payment;
  return payment === 'paid' ? 'partially_refunded' : payment;
}

function holdsOf(order: PddOrder, standing: OrderStanding, fulfilment: FulfilmentState): readonly Hold[] {
  const holds: Hold[] = [];
  const { vendorStatus } = standing;
  if (standing.order.hold)
    holds.push({ kind: standing.order.hold, reasonCode: 'platform_status', data: { vendorStatus } });
  if (standing.risk?.hold) {
    holds.push({
      kind: standing.risk.hold,
      reasonCode: 'platform_risk_review',
      data: { vendorStatus: standing.risk.vendorStatus },
    });
  }
  if (standing.step?.hold) {
    holds.push({
      kind: standing.step.hold,
      reasonCode: 'presale_balance_unpaid',
      data: { vendorStatus: standing.step.vendorStatus },
    });
  }
  const refund = standing.refunds.find((row) => row.hold !== null);
  if (refund?.hold) {
    holds.push({ kind: refund.hold, reasonCode: 'refund_open', data: { vendorStatus: refund.vendorStatus } });
  } else if (standing.afterSales === 'refunded' && fulfilment === 'received') {
    // Refunded, yet still listed as to be shipped: a part of the money, or a status that lags. A person decides.
    holds.push({
      kind: 'refund',
      reasonCode: 'refunded_line_still_open',
      data: { lines: order.item_list.map((item) => item.sku_id).join(',') },
    });
  }
  return holds;
}

/** Pinduoduo tells what the whole order cost; it is shared out over the lines by their prices. */
function linesOf(
  order: PddOrder,
  standing: OrderStanding,
  fulfilment: FulfilmentState,
  money: { readonly goodsMinor: number; readonly currency: string },
): readonly OrderDraftLine[] {
  const prices = order.item_list.map((item) => amountOrZero(item.goods_price, money.currency, 'goods_price'));
  const weights = order.item_list.map((item, index) => weight(prices[index] ?? 0, item.goods_count));
  const paid = spreadAmount(money.goodsMinor, weights);
  const ids = lineIdsOf(order.item_list);
  return order.item_list.map((item, index) => ({
    externalLineId: ids[index] ?? '',
    skuCode: item.outer_id === '' ? item.outer_goods_id : item.outer_id,
    externalItemId: item.goods_id,
    externalSkuId: item.sku_id,
    title: item.goods_name,
    variant: item.goods_spec,
    quantity: item.goods_count,
    cancelledQuantity: fulfilment === 'cancelled' ? item.goods_count : 0,
    // Pinduoduo ships whole orders.
    shippedQuantity: LEFT.has(fulfilment) ? item.goods_count : 0,
    unitPriceMinor: prices[index] ?? 0,
    paidMinor: paid[index] ?? 0,
    afterSales: standing.afterSales,
  }));
}

function weight(priceMinor: number, units: number): number {
  const product = priceMinor * units;
  return product >= 0 && Number.isSafeInteger(product) ? product : stopReading('amount', 'goods_price');
}

/** Lines have no number of their own: the SKU stands in, and a second line of it is counted. */
function lineIdsOf(items: readonly Item[]): readonly string[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const base = item.sku_id === '' ? item.goods_id : item.sku_id;
    if (base === '') return stopReading('shape', 'item_list.sku_id');
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base}#${count}`;
  });
}

function flagsOf(order: PddOrder, currency: string): readonly string[] {
  const colour = REMARK_TAGS[order.remark_tag ?? 0];
  const discount = (text: string, name: string): readonly string[] =>
    amountOrZero(text, currency, name) > 0 ? [`${name}:${text}`] : [];
  const gifts = (order.gift_list ?? []).flatMap((gift) => (gift.goods_name === '' ? [] : [`gift:${gift.goods_name}`]));
  const tags = (order.order_tag_list ?? []).flatMap((tag) =>
    tag.name !== '' && isOn(tag.value) ? [`tag:${tag.name}`] : [],
  );
  return [
    ...(colour ? [`seller_flag:${colour}`] : []),
    ...(order.is_pre_sale === 1 || order.step_order_info ? ['presale'] : []),
    ...(order.is_lucky_flag === 2 ? ['lottery'] : []),
    ...(order.is_stock_out === 1 ? ['stock_out'] : []),
    ...(order.free_sf === 1 ? ['free_sf'] : []),
    ...(order.invoice_status === 1 ? ['invoice'] : []),
    ...discount(order.platform_discount, 'platform_discount'),
    ...discount(order.seller_discount, 'shop_discount'),
    ...new Set([...gifts, ...tags]),
  ];
}

const isOn = (value: unknown): boolean => value === 1 || value === '1' || value === true;

function promotionsOf(order: PddOrder, currency: string): readonly OrderPromotion[] {
  const gifts = (order.gift_list ?? []).flatMap((gift): OrderPromotion[] =>
    gift.goods_name === '' ? [] : [{ kind: 'gift', label: gift.goods_name, amountMinor: 0 }],
  );
  return [
    { kind: 'platform', label: '', amountMinor: amountOrZero(order.platform_discount, currency, 'platform_discount') },
    { kind: 'shop', label: '', amountMinor: amountOrZero(order.seller_discount, currency, 'seller_discount') },
    ...gifts,
  ];
}

function externalIdsOf(order: PddOrder): OrderDraft['externalIds'] {
  const parcels = [
    ...(order.extra_delivery_list ?? []),
    ...(order.gift_delivery_list ?? []),
    ...(order.resend_delivery_list ?? []),
  ].map((parcel) => parcel.tracking_number);
  const waybills = new Set([order.tracking_number, ...parcels].filter((number) => number !== ''));
  return [
    ...(order.pay_no === '' ? [] : [{ kind: 'payment' as const, value: order.pay_no }]),
    ...[...waybills].map((value) => ({ kind: 'waybill' as const, value })),
  ];
}

function amountOrZero(text: string, currency: string, field: string): number {
  return text === '' ? 0 : amount(text, currency, field);
}

function amount(text: string, currency: string, field: string): number {
  return parseDecimalAmount(text, currency) ?? stopReading('amount', field);
}

function time(text: string, field: string): number {
  return parseFixedOffset(text, PDD_OFFSET_MINUTES) ?? stopReading('time', field);
}
