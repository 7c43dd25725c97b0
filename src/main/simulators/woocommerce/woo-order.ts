import type { WireValue } from '../kit/wire-json.ts';

/** Core's own statuses; plugins bring others. */
export const CORE_STATUSES = [
  'pending',
  'processing',
  'on-hold',
  'completed',
  'cancelled',
  'refunded',
  'failed',
  'checkout-draft',
  'trash',
] as const;

export interface WooMeta {
  readonly id: string;
  readonly key: string;
  readonly value: WireValue;
}

export interface WooLine {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly variant: string;
  readonly productId: string;
  readonly variationId: string;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly discountMinor: number;
  /** On what is left after the discount, on top of it. */
  readonly taxMinor: number;
}

export interface WooRefund {
  readonly id: string;
  readonly createdAtMs: number;
  readonly amountMinor: number;
  readonly reason: string;
  readonly lines: readonly { readonly id: string; readonly lineId: string; readonly quantity: number }[];
}

export interface WooNote {
  readonly id: string;
  readonly text: string;
  readonly toBuyer: boolean;
  readonly atMs: number;
}

export interface WooTracking {
  readonly id: string;
  readonly provider: string;
  readonly link: string;
  readonly number: string;
  readonly shippedOn: string;
}

export interface WooAddress {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
  readonly email: string;
}

/** One order as the shop holds it. Times UTC ms in whole seconds, amounts in minor units of `currency`. */
export interface WooOrder {
  /** Digits. */
  readonly id: string;
  /** What buyers see; the id, unless a plugin counts by itself. */
  readonly number: string;
  status: string;
  readonly currency: string;
  readonly createdAtMs: number;
  modifiedAtMs: number;
  paidAtMs: number | undefined;
  completedAtMs: number | undefined;
  readonly paymentMethod: string;
  readonly lines: readonly WooLine[];
  readonly shippingMinor: number;
  readonly feeMinor: number;
  readonly couponCode: string | undefined;
  readonly totalMinor: number;
  customerNote: string;
  address: WooAddress;
  meta: readonly WooMeta[];
  readonly notes: WooNote[];
  readonly refunds: WooRefund[];
  readonly trackings: WooTracking[];
  statusBeforeTrash: string | undefined;
}

export const wholeSecond = (atMs: number): number => Math.floor(atMs / 1000) * 1000;

export const lineTotalMinor = (line: WooLine): number => line.quantity * line.unitMinor - line.discountMinor;

export const refundedMinor = (order: WooOrder): number =>
  order.refunds.reduce((sum, refund) => sum + refund.amountMinor, 0);

const refundedUnits = (order: WooOrder, lineId: string): number =>
  order.refunds
    .flatMap((refund) => refund.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0);

/** Why a careful shop must not ship this order now; undefined when it may. */
export function blockReasonOf(order: WooOrder): string | undefined {
  if (['cancelled', 'failed', 'refunded', 'trash', 'on-hold', 'pending'].includes(order.status)) return order.status;
  if (order.paidAtMs === undefined && order.paymentMethod !== 'cod') return 'unpaid';
  return order.lines.every((line) => refundedUnits(order, line.id) >= line.quantity) ? 'refunded' : undefined;
}
