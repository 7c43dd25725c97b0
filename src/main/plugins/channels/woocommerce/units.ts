import { statusRow } from '#main/plugins/channels/wire-fields.ts';
import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { minorDigits } from '#shared/model/money.ts';
import { parseIsoInstant } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** All of WooCommerce's words in one place. Source: REST API v3, developer.woocommerce.com. */
export const WOO_API_VERSION = 'wc/v3';

/**
 * The status of an order, which is payment and fulfilment in one here. A status that a plugin of the shop brought along has
 * no row: such an order is parked until a person adds one.
 */
export const WOO_STATUS_MAP: readonly StatusMapRow[] = [
  statusRow('order', 'pending', { payment: 'awaited', fulfilment: 'received' }),
  // Waits for somebody to find the money (bank transfer, cheque), or was stopped by staff after payment.
  statusRow('order', 'on-hold', { payment: 'paid', fulfilment: 'received', hold: 'platform' }),
  statusRow('order', 'processing', { payment: 'paid', fulfilment: 'received' }),
  statusRow('order', 'completed', { payment: 'paid', fulfilment: 'shipped' }),
  statusRow('order', 'cancelled', { payment: 'voided', fulfilment: 'cancelled' }),
  // The buyer may still pay at a second try; the order then comes back as processing.
  statusRow('order', 'failed', { payment: 'voided', fulfilment: 'cancelled' }),
  statusRow('order', 'trash', { payment: 'voided', fulfilment: 'cancelled' }),
  statusRow('order', 'refunded', { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'refunded' }),
  // A refund is written down when it is done; it has no other state.
  statusRow('refund', 'completed', { afterSales: 'refunded' }),
];

/** Carts that became an order number before anybody ordered. */
export const DRAFTS: ReadonlySet<string> = new Set(['checkout-draft', 'auto-draft']);

export const COMPLETED = 'completed';
export const CASH_ON_DELIVERY = 'cod';

export const ERROR = {
  noRoute: 'rest_no_route',
  unknownOrder: 'woocommerce_rest_shop_order_invalid_id',
} as const;

/** Our carrier ids -> names shown to the buyer. */
export const COMPANY_NAMES: Readonly<Record<string, string>> = {
  'sf-express': 'SF Express',
  zto: 'ZTO Express',
  yto: 'YTO Express',
  sto: 'STO Express',
  yunda: 'Yunda Express',
  ems: 'China Post',
};

/** WooCommerce's own codes of China's provinces; other countries' codes are those of ISO 3166-2 or postal ones. */
export const CHINESE_STATES: Readonly<Record<string, string>> = {
  CN1: '云南省',
  CN2: '北京市',
  CN3: '天津市',
  CN4: '河北省',
  CN5: '山西省',
  CN6: '内蒙古自治区',
  CN7: '辽宁省',
  CN8: '吉林省',
  CN9: '黑龙江省',
  CN10: '上海市',
  CN11: '江苏省',
  CN12: '浙江省',
  CN13: '安徽省',
  CN14: '福建省',
  CN15: '江西省',
  CN16: '山东省',
  CN17: '河南省',
  CN18: '湖北省',
  CN19: '湖南省',
  CN20: '广东省',
  CN21: '广西壮族自治区',
  CN22: '海南省',
  CN23: '重庆市',
  CN24: '四川省',
  CN25: '贵州省',
  CN26: '陕西省',
  CN27: '甘肃省',
  CN28: '青海省',
  CN29: '宁夏回族自治区',
  CN30: '澳门特别行政区',
  CN31: '西藏自治区',
  CN32: '新疆维吾尔自治区',
};

/** An order number in WooCommerce's form: the digits of its id. */
export function isOrderId(text: string): boolean {
  return /^\d{1,20}$/.test(text);
}

/** `date_…_gmt`: UTC without saying so. Null for an absent or impossible time. */
export function parseGmt(text: string | null | undefined): UtcMs | null {
  return text ? parseIsoInstant(`${text.replace(/Z$/, '')}Z`) : null;
}

/** For `modified_after` beside `dates_are_gmt=true`; whole seconds. */
export function toGmt(atMs: UtcMs): string {
  return new Date(atMs).toISOString().slice(0, 19);
}

/**
 * Decimal text in major units to integer minor units. A shop may keep more digits than its currency has (a setting), so
 * surplus ones are rounded half away from zero. Null for what is no decimal or too large.
 */
export function toMinor(text: string, currency: string): number | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{0,20}))?$/.exec(text.trim());
  if (!match) return null;
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? '').padEnd(digits + 1, '0');
  const cut = BigInt(`${match[2]}${fraction.slice(0, digits)}`);
  const minor = Number(fraction.charAt(digits) >= '5' ? cut + 1n : cut);
  if (!Number.isSafeInteger(minor)) return null;
  return match[1] === '-' && minor !== 0 ? -minor : minor;
}
