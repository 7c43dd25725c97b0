import type { OrderDraft, OrderDraftLine, OrderPromotion } from '#core/orders/order-draft.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { combineAfterSales, lookupIn, readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import type { StatusLookup } from '#main/plugins/channels/draft-rules.ts';
import { TopError, Trade } from '#main/plugins/channels/taobao/schemas.ts';
import type { SubOrder } from '#main/plugins/channels/taobao/schemas.ts';
import { oidOf } from '#main/plugins/channels/taobao/shipment.ts';
import { CLOSED, LEFT, SELLER_FLAGS, TOP_OFFSET_MINUTES, UNSHIPPED } from '#main/plugins/channels/taobao/units.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseFixedOffset } from '#shared/model/time.ts';
import { z } from 'zod';

const Payload = z.object({ trade_fullinfo_get_response: z.object({ trade: Trade }) });

type Hold = OrderDraft['holds'][number];

/** Reads an archived answer of `taobao.trade.fullinfo.get`. A status without a row in the map parks the order. */
export function readTaobaoOrder(
  payload: Uint8Array,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): OrderReading {
  const json = parseJson(payload);
  const error = TopError.safeParse(json);
  if (error.success)
    return unreadable('vendor_error', error.data.error_response.sub_code || error.data.error_response.code);
  const parsed = Payload.safeParse(json);
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  return readDraft(() => toDraft(parsed.data.trade_fullinfo_get_response.trade, context));
}

function toDraft(trade: Trade, context: { currency: string; statusMap: readonly StatusMapRow[] }): OrderDraft {
  const externalNumber = trade.tid_str ?? trade.tid ?? stopReading('shape', 'tid');
  const lookup = lookupIn(context.statusMap, externalNumber);
  const status = lookup('order', trade.status);
  const presale = trade.step_trade_status === '' ? null : lookup('payment', trade.step_trade_status);
  const lines = trade.orders.order.map((order) => toLine(order, lookup, context.currency));
  const afterSales = status.afterSales ?? combineAfterSales(lines.map((line) => line.afterSales));
  const payment = presale?.payment ?? status.payment ?? stopReading('status_map', trade.status);
  const someRefunded = lines.some((line) => line.afterSales === 'refunded');
  return {
    externalNumber,
    displayNumber: externalNumber,
    platformVersionMs: time(trade.modified, 'modified'),
    platformStatus: trade.status,
    payment: payment === 'paid' && someRefunded ? 'partially_refunded' : payment,
    fulfilment: status.fulfilment ?? stopReading('status_map', trade.status),
    afterSales,
    holds: holdsOf(trade, status, presale, lookup),
    currency: context.currency,
    totalMinor: amount(trade.payment, context.currency, 'payment'),
    shippingFeeMinor: trade.post_fee === '' ? 0 : amount(trade.post_fee, context.currency, 'post_fee'),
    placedAtMs: time(trade.created, 'created'),
    paidAtMs: trade.pay_time === '' ? null : time(trade.pay_time, 'pay_time'),
    buyerNote: trade.buyer_message,
    sellerNote: trade.seller_memo,
    flags: flagsOf(trade),
    promotions: promotionsOf(trade, context.currency),
    recipient: recipientOf(trade),
    recipientHandle: trade.oaid === '' ? null : trade.oaid,
    lines,
    externalIds: externalIdsOf(trade),
    platformData: {},
  };
}

function toLine(order: SubOrder, lookup: StatusLookup, currency: string): OrderDraftLine {
  lookup('order', order.status);
  const paid = order.divide_order_fee === '' ? order.payment : order.divide_order_fee;
  return {
    externalLineId: oidOf(order) || stopReading('shape', 'oid'),
    skuCode: order.outer_sku_id === '' ? order.outer_iid : order.outer_sku_id,
    externalItemId: order.num_iid ?? '',
    externalSkuId: order.sku_id ?? '',
    title: order.title,
    variant: order.sku_properties_name,
    quantity: order.num,
    cancelledQuantity: CLOSED.has(order.status) ? order.num : 0,
    // TOP ships whole sub-orders.
    shippedQuantity: LEFT.has(order.status) ? order.num : 0,
    unitPriceMinor: order.price === '' ? 0 : amount(order.price, currency, 'price'),
    paidMinor: paid === '' ? 0 : amount(paid, currency, 'divide_order_fee'),
    afterSales: order.refund_status === '' ? 'none' : (lookup('refund', order.refund_status).afterSales ?? 'none'),
  };
}

/** One hold per reason: the trade's own status, a presale whose balance is open, refunds of goods that have not left. */
function holdsOf(
  trade: Trade,
  status: StatusMapRow,
  presale: StatusMapRow | null,
  lookup: StatusLookup,
): readonly Hold[] {
  const holds: Hold[] = [];
  if (status.hold)
    holds.push({ kind: status.hold, reasonCode: 'platform_status', data: { vendorStatus: trade.status } });
  if (presale?.hold) {
    holds.push({
      kind: presale.hold,
      reasonCode: 'presale_balance_unpaid',
      data: { vendorStatus: trade.step_trade_status },
    });
  }
  const refunding = trade.orders.order.filter(
    (order) => order.refund_status !== '' && lookup('refund', order.refund_status).hold,
  );
  const hold = refunding.map((order) => lookup('refund', order.refund_status).hold).find((kind) => kind !== null);
  if (hold) holds.push({ kind: hold, reasonCode: 'refund_open', data: { lines: refunding.map(oidOf).join(',') } });
  // Refunded, yet still listed as to be shipped: a part of the money, or a status that lags. A person decides.
  const unclear = trade.orders.order.filter(
    (order) => order.refund_status === 'SUCCESS' && UNSHIPPED.has(order.status),
  );
  if (unclear.length > 0) {
    holds.push({
      kind: 'refund',
      reasonCode: 'refunded_line_still_open',
      data: { lines: unclear.map(oidOf).join(',') },
    });
  }
  return holds;
}

function flagsOf(trade: Trade): readonly string[] {
  const colour = SELLER_FLAGS[trade.seller_flag ?? 0];
  const promotions = (trade.promotion_details?.promotion_detail ?? []).flatMap((detail) => [
    ...(detail.promotion_name === '' ? [] : [`promotion:${detail.promotion_name}`]),
    ...(detail.gift_item_name === '' ? [] : [`gift:${detail.gift_item_name}`]),
  ]);
  return [
    ...(colour ? [`seller_flag:${colour}`] : []),
    ...(trade.type === 'cod' ? ['cod'] : []),
    ...(trade.step_trade_status === '' ? [] : ['presale']),
    ...(trade.shipping_type === 'virtual' ? ['virtual'] : []),
    ...new Set(promotions),
  ];
}

/** What the trade tells by name; where it names no amount, what its lines were reduced by. */
function promotionsOf(trade: Trade, currency: string): readonly OrderPromotion[] {
  const named = (trade.promotion_details?.promotion_detail ?? []).map((detail): OrderPromotion => {
    const label = detail.promotion_name === '' ? detail.gift_item_name : detail.promotion_name;
    const amountMinor = amountOrZero(detail.discount_fee, currency, 'discount_fee');
    if (detail.gift_item_name !== '' && amountMinor === 0)
      return { kind: 'gift', label: detail.gift_item_name, amountMinor };
    return { kind: kindOf(`${detail.promotion_id} ${label}`), label, amountMinor };
  });
  if (named.some((promotion) => promotion.amountMinor > 0)) return named;
  const reduced = trade.orders.order.reduce(
    (sum, order) =>
      sum +
      amountOrZero(order.discount_fee, currency, 'discount_fee') +
      amountOrZero(order.part_mjz_discount, currency, 'part_mjz_discount'),
    0,
  );
  const unnamed: OrderPromotion = { kind: 'shop', label: '', amountMinor: reduced };
  return [...named, ...(reduced > 0 ? [unnamed] : [])];
}

/** TOP names the giver in the id (`Tmall$...`, `shopbonus-...`) or in the seller's own words. */
function kindOf(text: string): OrderPromotion['kind'] {
  if (/^tmall|platform|平台|跨店|购物津贴/i.test(text)) return 'platform';
  return /bonus|coupon|券|红包/i.test(text) ? 'coupon' : 'shop';
}

/** The city can be absent for directly administered counties: the district stands in for it. */
function recipientOf(trade: Trade): OrderDraft['recipient'] {
  const phone = trade.receiver_mobile === '' ? trade.receiver_phone : trade.receiver_mobile;
  return {
    name: trade.receiver_name,
    phone,
    country: 'CN',
    province: trade.receiver_state,
    city: trade.receiver_city === '' ? trade.receiver_district : trade.receiver_city,
    district: trade.receiver_district,
    town: trade.receiver_town,
    street: trade.receiver_address,
    postcode: trade.receiver_zip,
    isMasked: [trade.receiver_name, phone, trade.receiver_address].some((text) => text.includes('*')),
  };
}

function externalIdsOf(trade: Trade): OrderDraft['externalIds'] {
  const orders = trade.orders.order;
  const waybills = new Set(orders.map((order) => order.invoice_no).filter((number) => number !== ''));
  return [
    ...orders.map((order) => ({ kind: 'sub_order' as const, value: oidOf(order) })),
    ...orders.flatMap((order) => (order.refund_id ? [{ kind: 'refund' as const, value: order.refund_id }] : [])),
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
  return parseFixedOffset(text, TOP_OFFSET_MINUTES) ?? stopReading('time', field);
}
