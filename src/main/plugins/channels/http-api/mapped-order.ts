import type { ExternalIdKind, OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
import { plainText } from '#main/plugins/channels/http-api/value-at.ts';
import { readTime } from '#main/plugins/channels/http-api/times.ts';
import type { HttpOrderState } from '#shared/model/http-template/http-template.ts';
import { minorDigits, parseDecimalAmount } from '#shared/model/money.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** How the values of a mapped order are to be understood; kept beside it, so that the same bytes always give the same draft. */
export interface Manners {
  readonly zone: string;
  readonly amounts: 'major' | 'minor';
  readonly currency: string;
}

/** What is wrong with one field of a mapped order: `missing`, or `time`, `amount`, `count`, `text`, `list` where it is none. */
export interface FieldFault {
  readonly field: string;
  readonly problem: 'missing' | 'time' | 'amount' | 'count' | 'text' | 'list' | 'currency' | 'twice' | 'object';
}

/** An order as a mapping gives it, read; states come from its status and are added later. */
export type MappedOrder = Omit<OrderDraft, 'payment' | 'fulfilment' | 'afterSales' | 'holds'>;

export interface MappedReading {
  /** Null while a needed field is missing or wrong. */
  readonly order: MappedOrder | null;
  readonly faults: readonly FieldFault[];
}

const MOST_LINES = 2000;
/** Of one line; beyond it a number is a mistake of its sender. */
const MOST_UNITS = 1_000_000;
const MOST_FLAGS = 40;
const LONGEST_FLAG = 120;

/**
 * Reads the object that a mapping made of one order, and names every field that is missing or is not what it should be. Needed: `number`,
 * `status`, `total`, `placedAt`, `lines` with `sku` or `title`, and `quantity`.
 */
export function readMappedOrder(mapped: unknown, manners: Manners): MappedReading {
  const faults: FieldFault[] = [];
  const root = fieldsOf(mapped);
  if (!root) return { order: null, faults: [{ field: '', problem: 'object' }] };
  const read = fieldReader(root, '', manners, faults);
  const currency = (plainText(root.currency) ?? manners.currency).trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) faults.push({ field: 'currency', problem: 'currency' });
  const amounts = { ...manners, currency };
  const money = fieldReader(root, '', amounts, faults);
  const placedAtMs = read.time('placedAt') ?? missing(faults, root, 'placedAt');
  const paidAtMs = read.time('paidAt');
  const modifiedAtMs = read.time('modifiedAt') ?? Math.max(placedAtMs, paidAtMs ?? 0);
  const externalNumber = read.text('number') || missingText(faults, 'number');
  const lines = readLines(root.lines, amounts, faults);
  const platformStatus = read.text('status') || missingText(faults, 'status');
  const totalMinor = money.amount('total') ?? missing(faults, root, 'total');
  const order: MappedOrder = {
    externalNumber,
    displayNumber: read.text('displayNumber') || externalNumber,
    platformVersionMs: modifiedAtMs,
    platformStatus,
    currency,
    totalMinor,
    shippingFeeMinor: money.amount('shippingFee') ?? 0,
    placedAtMs,
    paidAtMs,
    buyerNote: read.text('buyerNote'),
    sellerNote: read.text('sellerNote'),
    flags: flagsOf(root),
    recipient: recipientOf(root.recipient),
    recipientHandle: read.text('recipientHandle') || null,
    lines,
    externalIds: externalIdsOf(root),
    platformData: {},
  };
  if (faults.length > 0) return { order: null, faults };
  return { order, faults };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** One element stands for a list of one: expressions give either. */
function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

function fieldReader(fields: Fields, prefix: string, manners: Manners, faults: FieldFault[]) {
  const isEmpty = (name: string): boolean => {
    const value = fields[name];
    return value === undefined || value === null || value === '';
  };
  return {
    /** Empty where absent. */
    text(name: string): string {
      if (isEmpty(name)) return '';
      const text = plainText(fields[name]);
      if (text === null) faults.push({ field: `${prefix}${name}`, problem: 'text' });
      return text?.trim() ?? '';
    },
    /** Null where absent or wrong; wrong ones are noted. */
    time(name: string): UtcMs | null {
      if (isEmpty(name)) return null;
      const time = readTime(plainText(fields[name]), manners.zone);
      if (time === null) faults.push({ field: `${prefix}${name}`, problem: 'time' });
      return time;
    },
    amount(name: string): number | null {
      if (isEmpty(name)) return null;
      const amount = readAmount(plainText(fields[name]), manners);
      if (amount === null) faults.push({ field: `${prefix}${name}`, problem: 'amount' });
      return amount;
    },
    count(name: string): number | null {
      if (isEmpty(name)) return null;
      const count = readCount(plainText(fields[name]));
      if (count === null) faults.push({ field: `${prefix}${name}`, problem: 'count' });
      return count;
    },
  };
}

/** `1,234.50`, `¥12`, `12.5`; sums of decimals may bear a trace of binary rounding. */
export function readAmount(
  text: string | null,
  { amounts, currency }: Pick<Manners, 'amounts' | 'currency'>,
): number | null {
  const plain = (text ?? '')
    .trim()
    .replaceAll(/[¥￥$€£\s]/g, '')
    .replaceAll(/,(?=\d{3}(\D|$))/g, '');
  if (amounts === 'minor') return /^-?\d{1,15}$/.test(plain) ? Number(plain) + 0 : null;
  const exact = parseDecimalAmount(plain, currency);
  if (exact !== null || !/^-?\d{1,12}\.\d+$/.test(plain)) return exact;
  const scaled = Number(plain) * 10 ** minorDigits(currency);
  const rounded = Math.round(scaled);
  return Math.abs(scaled - rounded) < 1e-4 ? rounded : null;
}

/** Units; systems with weights write `2.000`. */
function readCount(text: string | null): number | null {
  const match = /^(\d{1,7})(?:\.0*)?$/.exec((text ?? '').trim());
  const count = match ? Number(match[1]) : MOST_UNITS + 1;
  return count <= MOST_UNITS ? count : null;
}

function missing(faults: FieldFault[], fields: Fields, field: string): number {
  const value = fields[field];
  // A wrong value was noted as such.
  if (value === undefined || value === null || value === '') faults.push({ field, problem: 'missing' });
  return 0;
}

function missingText(faults: FieldFault[], field: string): string {
  if (!faults.some((fault) => fault.field === field)) faults.push({ field, problem: 'missing' });
  return '';
}

function readLines(value: unknown, manners: Manners, faults: FieldFault[]): readonly OrderDraftLine[] {
  const rows = listOf(value);
  if (rows.length === 0) faults.push({ field: 'lines', problem: 'missing' });
  if (rows.length > MOST_LINES) faults.push({ field: 'lines', problem: 'list' });
  const seen = new Set<string>();
  return rows.slice(0, MOST_LINES).flatMap((row, index) => {
    const prefix = `lines[${index}].`;
    const fields = fieldsOf(row);
    if (!fields) {
      faults.push({ field: `lines[${index}]`, problem: 'object' });
      return [];
    }
    const line = readLine(fields, prefix, String(index + 1), manners, faults);
    if (seen.has(line.externalLineId)) faults.push({ field: `${prefix}id`, problem: 'twice' });
    seen.add(line.externalLineId);
    return [line];
  });
}

function readLine(
  fields: Fields,
  prefix: string,
  place: string,
  manners: Manners,
  faults: FieldFault[],
): OrderDraftLine {
  const read = fieldReader(fields, prefix, manners, faults);
  const skuCode = read.text('sku');
  const title = read.text('title');
  if (skuCode === '' && title === '') faults.push({ field: `${prefix}sku`, problem: 'missing' });
  const hadFaults = faults.length;
  const quantity = read.count('quantity');
  if (quantity === null && faults.length === hadFaults) faults.push({ field: `${prefix}quantity`, problem: 'missing' });
  const units = quantity ?? 0;
  const priceMinor = read.amount('price');
  const paidMinor = read.amount('paid') ?? (priceMinor ?? 0) * units;
  const shippedQuantity = read.count('shipped');
  return {
    externalLineId: read.text('id') || place,
    skuCode,
    externalItemId: read.text('itemId'),
    externalSkuId: read.text('skuId'),
    title,
    variant: read.text('variant'),
    quantity: units,
    cancelledQuantity: Math.min(units, read.count('cancelled') ?? 0),
    ...(shippedQuantity === null ? {} : { shippedQuantity: Math.min(units, shippedQuantity) }),
    unitPriceMinor: priceMinor ?? (units === 0 ? 0 : Math.round(paidMinor / units)),
    paidMinor,
    afterSales: 'none',
  };
}

function recipientOf(value: unknown): OrderDraft['recipient'] {
  const fields = fieldsOf(value) ?? {};
  const text = (name: string): string => (plainText(fields[name]) ?? '').trim();
  return {
    name: text('name'),
    phone: text('phone'),
    country: text('country') || 'CN',
    province: text('province'),
    city: text('city'),
    district: text('district'),
    town: text('town'),
    street: text('street'),
    postcode: text('postcode'),
    isMasked: text('isMasked') === 'true',
  };
}

/** Labels as they are; promotions as `promotion:name -amount`. */
function flagsOf(root: Fields): readonly string[] {
  const promotions = listOf(root.promotions).flatMap((each) => {
    const fields = fieldsOf(each);
    const name = plainText(fields ? fields.name : each)?.trim() ?? '';
    const amount = fields ? (plainText(fields.amount)?.trim() ?? '') : '';
    return name === '' ? [] : [`promotion:${name}${amount === '' ? '' : ` -${amount.replace(/^-/, '')}`}`];
  });
  const labels = listOf(root.labels).flatMap((each) => plainText(each)?.trim() ?? []);
  return [...new Set([...labels, ...promotions])]
    .filter((label) => label !== '' && label.length <= LONGEST_FLAG)
    .slice(0, MOST_FLAGS);
}

const NUMBER_LISTS: readonly (readonly [string, ExternalIdKind])[] = [
  ['payments', 'payment'],
  ['waybills', 'waybill'],
  ['refunds', 'refund'],
  ['subOrders', 'sub_order'],
];

function externalIdsOf(root: Fields): OrderDraft['externalIds'] {
  return NUMBER_LISTS.flatMap(([name, kind]) =>
    [...new Set(listOf(root[name]).flatMap((each) => plainText(each)?.trim() || []))].map((value) => ({ kind, value })),
  );
}

export type OrderStates = Pick<OrderDraft, 'payment' | 'fulfilment' | 'afterSales'> & { readonly isHeld: boolean };

/** What a state of a template's status table means on our axes; a cart is none. */
export const ORDER_STATES: Readonly<Record<Exclude<HttpOrderState, 'skip'>, OrderStates>> = {
  unpaid: { payment: 'awaited', fulfilment: 'received', afterSales: 'none', isHeld: false },
  paid: { payment: 'paid', fulfilment: 'received', afterSales: 'none', isHeld: false },
  held: { payment: 'paid', fulfilment: 'received', afterSales: 'none', isHeld: true },
  part_shipped: { payment: 'paid', fulfilment: 'partially_shipped', afterSales: 'none', isHeld: false },
  shipped: { payment: 'paid', fulfilment: 'shipped', afterSales: 'none', isHeld: false },
  delivered: { payment: 'paid', fulfilment: 'delivered', afterSales: 'none', isHeld: false },
  completed: { payment: 'paid', fulfilment: 'completed', afterSales: 'none', isHeld: false },
  cancelled: { payment: 'voided', fulfilment: 'cancelled', afterSales: 'none', isHeld: false },
  refunding: { payment: 'paid', fulfilment: 'received', afterSales: 'requested', isHeld: false },
  refunded: { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'refunded', isHeld: false },
};
