import { parseJson } from '#main/lib/http-json.ts';
import type { OrderDraft, OrderDraftLine, OrderPromotion } from '#core/orders/order-draft.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { flagsOf, textOf, visibleMeta } from '#main/plugins/channels/woocommerce/order-flags.ts';
import { OrderPayload } from '#main/plugins/channels/woocommerce/order-payload.ts';
import { paidAt } from '#main/plugins/channels/woocommerce/paid-orders.ts';
import { readParcels } from '#main/plugins/channels/woocommerce/parcels.ts';
import { unitsRefunded } from '#main/plugins/channels/woocommerce/refund-lines.ts';
import type { Address, LineItem, Order, RefundRecord } from '#main/plugins/channels/woocommerce/schemas.ts';
import { CHINESE_STATES, parseGmt, toMinor } from '#main/plugins/channels/woocommerce/units.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Reads an archived order with its refunds. A status without a row in the map parks the order. */
export function readWooOrder(payload: Uint8Array, context: { statusMap: readonly StatusMapRow[] }): OrderReading {
  const parsed = OrderPayload.safeParse(parseJson(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const { order, refunds } = parsed.data;
  const row = context.statusMap.find((each) => each.axis === 'order' && each.vendorStatus === order.status);
  if (!row) {
    const data = { axis: 'order', vendorStatus: order.status, externalNumber: order.id };
    return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data };
  }
  return readDraft(() => toDraft(order, refunds, row));
}

function toDraft(order: Order, refunds: readonly RefundRecord[], row: StatusMapRow): OrderDraft {
  const { currency } = order;
  const money = (text: string, field: string) => toMinor(text, currency) ?? stopReading('amount', field);
  const totalMinor = money(order.total, 'total');
  const returnedMinor = (order.refunds ?? []).reduce((sum, each) => sum + Math.abs(money(each.total, 'refunds')), 0);
  const completedMs = parseGmt(order.date_completed_gmt);
  return {
    externalNumber: order.id,
    displayNumber: order.number ?? order.id,
    platformVersionMs: time(order.date_modified_gmt, 'date_modified_gmt'),
    platformStatus: order.status,
    payment: paymentOf(order, row, totalMinor, returnedMinor),
    fulfilment: row.fulfilment ?? stopReading('status_map', order.status),
    afterSales: row.afterSales ?? 'none',
    holds: row.hold ? [{ kind: row.hold, reasonCode: 'platform_status', data: { vendorStatus: order.status } }] : [],
    currency,
    totalMinor,
    shippingFeeMinor: money(order.shipping_total, 'shipping_total') + money(order.shipping_tax, 'shipping_tax'),
    placedAtMs: time(order.date_created_gmt, 'date_created_gmt'),
    paidAtMs: paidAt(order),
    buyerNote: order.customer_note,
    sellerNote: '',
    flags: flagsOf(order),
    promotions: promotionsOf(order, money),
    recipient: recipientOf(order),
    recipientHandle: null,
    lines: order.line_items.map((line) => toLine(line, unitsRefunded(refunds, line.id, completedMs), money)),
    externalIds: externalIdsOf(order, refunds),
    platformData: {},
  };
}

/** Money that came back counts; a status that stops the order says nothing about money, so that its time of payment decides. */
function paymentOf(order: Order, row: StatusMapRow, totalMinor: number, returnedMinor: number): OrderDraft['payment'] {
  const said = row.payment ?? stopReading('status_map', order.status);
  if (said !== 'paid') return said;
  if (row.hold !== null && paidAt(order) === null) return 'awaited';
  if (returnedMinor === 0) return 'paid';
  return returnedMinor >= totalMinor ? 'refunded' : 'partially_refunded';
}

function toLine(line: LineItem, cancelled: number, money: (text: string, field: string) => number): OrderDraftLine {
  const listMinor = money(line.subtotal, 'subtotal') + money(line.subtotal_tax, 'subtotal_tax');
  const cancelledQuantity = Math.min(line.quantity, cancelled);
  const variant = visibleMeta(line.meta_data).map((meta) => textOf(meta.display_value) || textOf(meta.value));
  return {
    externalLineId: line.id,
    skuCode: line.sku,
    title: line.parent_name || line.name,
    variant: variant.filter((text) => text !== '').join(' / '),
    quantity: line.quantity,
    cancelledQuantity,
    unitPriceMinor: Math.round(listMinor / line.quantity),
    paidMinor: money(line.total, 'total') + money(line.total_tax, 'total_tax'),
    afterSales: cancelledQuantity === line.quantity ? 'refunded' : 'none',
  };
}

/** Coupons by their codes; what else the lines were reduced by is the shop's; and what was charged beside the goods. */
function promotionsOf(order: Order, money: (text: string, field: string) => number): readonly OrderPromotion[] {
  const coupons = (order.coupon_lines ?? []).map((line): OrderPromotion => {
    return { kind: 'coupon', label: line.code, amountMinor: money(line.discount, 'coupon_lines') };
  });
  const reduced = order.line_items.reduce(
    (sum, line) => sum + money(line.subtotal, 'subtotal') - money(line.total, 'total'),
    0,
  );
  const byCoupons = coupons.reduce((sum, coupon) => sum + coupon.amountMinor, 0);
  const rest: OrderPromotion = { kind: 'shop', label: '', amountMinor: reduced - byCoupons };
  const fees = (order.fee_lines ?? []).map((line): OrderPromotion => {
    return { kind: 'fee', label: line.name, amountMinor: 0 - money(line.total, 'fee_lines') };
  });
  return [...coupons, ...(rest.amountMinor > 0 ? [rest] : []), ...fees];
}

function recipientOf(order: Order): OrderDraft['recipient'] {
  const shipping = order.shipping && isFilled(order.shipping) ? order.shipping : order.billing;
  const country = shipping?.country ?? '';
  return {
    name: nameOf(shipping),
    phone: shipping?.phone || (order.billing?.phone ?? ''),
    country,
    province:
      country === 'CN' ? (CHINESE_STATES[shipping?.state ?? ''] ?? shipping?.state ?? '') : (shipping?.state ?? ''),
    city: shipping?.city ?? '',
    district: '',
    town: '',
    street: [shipping?.company, shipping?.address_1, shipping?.address_2].filter((part) => part).join(', '),
    postcode: shipping?.postcode ?? '',
    isMasked: false,
  };
}

/** Shops that ask for one address leave the other empty. */
function isFilled(address: Address): boolean {
  return address.address_1 !== '' || address.city !== '' || address.postcode !== '';
}

const EASTERN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+$/u;

/** Family name first, without a blank, where both parts are written in such a script. */
function nameOf(address: Address | null | undefined): string {
  const first = address?.first_name.trim() ?? '';
  const last = address?.last_name.trim() ?? '';
  if (EASTERN.test(first) && EASTERN.test(last)) return `${last}${first}`;
  return [first, last].filter((part) => part !== '').join(' ');
}

function externalIdsOf(order: Order, refunds: readonly RefundRecord[]): OrderDraft['externalIds'] {
  const refundIds = new Set([...(order.refunds ?? []), ...refunds].map((refund) => refund.id));
  const waybills = new Set(readParcels(order.meta_data).map((parcel) => parcel.trackingNumber));
  return [
    ...(order.number && order.number !== order.id ? [{ kind: 'display' as const, value: order.number }] : []),
    ...(order.transaction_id === '' ? [] : [{ kind: 'payment' as const, value: order.transaction_id }]),
    ...[...refundIds].map((value) => ({ kind: 'refund' as const, value })),
    ...[...waybills].map((value) => ({ kind: 'waybill' as const, value })),
  ];
}

function time(text: string, field: string): UtcMs {
  return parseGmt(text) ?? stopReading('time', field);
}
