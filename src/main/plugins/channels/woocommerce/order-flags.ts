import type { Meta, Order } from '#main/plugins/channels/woocommerce/schemas.ts';
import { CASH_ON_DELIVERY } from '#main/plugins/channels/woocommerce/units.ts';

/** Visible, and of no use to anybody who packs. */
const NOISE: ReadonlySet<string> = new Set(['is_vat_exempt']);
const LONGEST_LABEL = 120;
const MOST_LABELS = 40;

/**
 * What the order bears beside its goods, as labels: coupons, extra charges, the way of shipping that the buyer chose, cash on
 * delivery, and the visible meta data that plugins wrote (delivery date, gift wrapping, the answers of checkout fields).
 */
export function flagsOf(order: Order): readonly string[] {
  const labels = [
    ...(order.coupon_lines ?? []).map((line) => `coupon:${line.code} -${line.discount}`),
    ...(order.fee_lines ?? []).map((line) => `fee:${line.name} ${line.total}`),
    ...(order.shipping_lines ?? [])
      .filter((line) => line.method_title !== '')
      .map((line) => `shipping:${line.method_title}`),
    ...(order.payment_method === CASH_ON_DELIVERY ? ['payment:cod'] : []),
    ...visibleMeta(order.meta_data).flatMap((meta) => {
      const value = textOf(meta.value);
      return value === '' ? [] : [`${meta.key}=${value}`];
    }),
  ];
  return [...new Set(labels.filter((label) => label.length <= LONGEST_LABEL))].slice(0, MOST_LABELS);
}

/** Meta data that WordPress itself shows: keys with a leading underscore are internal. */
export function visibleMeta(metas: readonly Meta[] | null | undefined): readonly Meta[] {
  return (metas ?? []).filter((meta) => !meta.key.startsWith('_') && !NOISE.has(meta.key));
}

/** A plain value as text, without the tags that plugins decorate it with; empty for lists and objects. */
export function textOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '';
  return value.replaceAll(/<[^<>]*>/g, '').trim();
}
