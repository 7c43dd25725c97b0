import { decimalText } from '../kit/decimal-text.ts';
import type { WireObject } from '../kit/wire-json.ts';
import { lineTotalMinor } from './woo-order.ts';
import type { WooAddress, WooLine, WooOrder, WooRefund } from './woo-order.ts';

/** The site's clock, apart from UTC so that whoever reads the wrong one of two dates is found out. */
const SITE_OFFSET_MS = 8 * 3_600_000;

const gmt = (atMs: number): string => new Date(atMs).toISOString().slice(0, 19);
const siteTime = (atMs: number): string => gmt(atMs + SITE_OFFSET_MS);

/** Reads a time of a query: UTC with `dates_are_gmt`, else the site's. NaN for no time. */
export function parseQueryTime(text: string, isGmt: boolean): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Date.parse(text);
  return Date.parse(`${text}Z`) - (isGmt ? 0 : SITE_OFFSET_MS);
}

const digitsOf = (currency: string): number => (currency === 'JPY' ? 0 : 2);

/** Each date twice, without an offset. */
function dates(name: string, atMs: number | undefined): WireObject {
  return {
    [`date_${name}`]: atMs === undefined ? null : siteTime(atMs),
    [`date_${name}_gmt`]: atMs === undefined ? null : gmt(atMs),
  };
}

function addressView(address: WooAddress): WireObject {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    company: address.company,
    address_1: address.line1,
    address_2: address.line2,
    city: address.city,
    state: address.state,
    postcode: address.postcode,
    country: address.country,
    phone: address.phone,
  };
}

function lineView(line: WooLine, currency: string): WireObject {
  const money = (minor: number): string => decimalText(minor, digitsOf(currency));
  return {
    id: BigInt(line.id),
    name: `${line.title} - ${line.variant}`,
    parent_name: line.title,
    product_id: BigInt(line.productId),
    variation_id: BigInt(line.variationId),
    quantity: line.quantity,
    tax_class: '',
    subtotal: money(line.quantity * line.unitMinor),
    subtotal_tax: money(line.taxMinor),
    total: money(lineTotalMinor(line)),
    total_tax: money(line.taxMinor),
    sku: line.sku,
    // A number here, of the discounted price: not one to count on.
    price: lineTotalMinor(line) / line.quantity / 10 ** digitsOf(currency),
    meta_data: [
      {
        id: BigInt(line.id) + 1n,
        key: 'pa_variant',
        value: line.variant,
        display_key: 'Variant',
        display_value: line.variant,
      },
      { id: BigInt(line.id) + 2n, key: '_reduced_stock', value: String(line.quantity) },
    ],
  };
}

export function refundView(order: WooOrder, refund: WooRefund): WireObject {
  const money = (minor: number): string => decimalText(minor, digitsOf(order.currency));
  return {
    id: BigInt(refund.id),
    ...dates('created', refund.createdAtMs),
    amount: money(refund.amountMinor),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: false,
    meta_data: [],
    line_items: refund.lines.map((line) => {
      const item = order.lines.find((each) => each.id === line.lineId);
      return {
        id: BigInt(line.id),
        name: item?.title ?? '',
        product_id: BigInt(item?.productId ?? 0),
        variation_id: BigInt(item?.variationId ?? 0),
        quantity: -line.quantity,
        total: money(item ? -Math.round((lineTotalMinor(item) * line.quantity) / item.quantity) : 0),
        meta_data: [{ id: BigInt(line.id) + 1n, key: '_refunded_item_id', value: line.lineId }],
      };
    }),
  };
}

/** The order in full, as the REST API and a webhook give it. */
export function orderView(order: WooOrder): WireObject {
  const money = (minor: number): string => decimalText(minor, digitsOf(order.currency));
  const discountMinor = order.lines.reduce((sum, line) => sum + line.discountMinor, 0);
  const taxMinor = order.lines.reduce((sum, line) => sum + line.taxMinor, 0);
  return {
    id: BigInt(order.id),
    parent_id: 0,
    status: order.status,
    currency: order.currency,
    version: '10.9.0',
    prices_include_tax: false,
    ...dates('created', order.createdAtMs),
    ...dates('modified', order.modifiedAtMs),
    discount_total: money(discountMinor),
    discount_tax: money(0),
    shipping_total: money(order.shippingMinor),
    shipping_tax: money(0),
    cart_tax: money(taxMinor),
    total: money(order.totalMinor),
    total_tax: money(taxMinor),
    customer_id: 0,
    order_key: `wc_order_${order.id}`,
    billing: { ...addressView(order.address), email: order.address.email },
    shipping: addressView(order.address),
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethod === 'cod' ? 'Cash on delivery' : 'Credit card',
    transaction_id: order.paidAtMs === undefined ? '' : `ch_${order.id}`,
    customer_note: order.customerNote,
    ...dates('completed', order.completedAtMs),
    ...dates('paid', order.paidAtMs),
    number: order.number,
    meta_data: order.meta.map((meta) => ({ id: BigInt(meta.id), key: meta.key, value: meta.value })),
    line_items: order.lines.map((line) => lineView(line, order.currency)),
    tax_lines: [],
    shipping_lines: [
      {
        id: 1,
        method_title: order.shippingMinor === 0 ? 'Free shipping' : 'Flat rate',
        method_id: 'flat_rate',
        total: money(order.shippingMinor),
      },
    ],
    fee_lines:
      order.feeMinor === 0 ? [] : [{ id: 2, name: 'Gift wrap', total: money(order.feeMinor), total_tax: money(0) }],
    coupon_lines:
      order.couponCode === undefined ? [] : [{ id: 3, code: order.couponCode, discount: money(discountMinor) }],
    refunds: order.refunds.map((refund) => ({
      id: BigInt(refund.id),
      reason: refund.reason,
      total: money(-refund.amountMinor),
    })),
    currency_symbol: '',
  };
}
