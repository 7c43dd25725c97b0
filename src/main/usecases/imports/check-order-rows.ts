import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
import { parseFixedOffset, parseIsoInstant } from '#shared/model/time.ts';
import { identifierProblem, invalidValue, readAmount, readCountry } from '#main/usecases/imports/read-cell.ts';
import type { Problem } from '#shared/contract/common.ts';

/** Values of one row by field name; absent columns are empty. */
export type RowValues = Readonly<Record<string, string>>;

/** A row with its place in the file. */
export interface NumberedRow {
  readonly rowNumber: number;
  readonly values: RowValues;
}

/** All that is wrong with a row; none: it is good. */
export type RowProblems = readonly Problem[];

/** The platform status of an order that only files spoke of. */
export const IMPORTED = 'IMPORTED';
const CHINA_OFFSET_MINUTES = 480;
/** What makes one parcel of one buyer. */
const RECIPIENT_FIELDS = [
  'recipient_name',
  'phone',
  'street',
  'province',
  'city',
  'district',
  'postcode',
  'country',
] as const;
/** Many exports write these on the first row of an order alone. */
const ONCE_PER_ORDER = [...RECIPIENT_FIELDS, 'paid_at', 'payment_state', 'buyer_note'] as const;

/** Fills what stands on the first row of an order alone into its other rows. */
export function fillDownOrders(rows: readonly NumberedRow[]): NumberedRow[] {
  const first = new Map<string, RowValues>();
  return rows.map(({ rowNumber, values }) => {
    const number = orderNumberOf(values);
    const known = first.get(number);
    if (!known) {
      first.set(number, values);
      return { rowNumber, values };
    }
    const filled: Record<string, string> = { ...values };
    for (const field of ONCE_PER_ORDER) if (isBlank(values, field)) filled[field] = known[field] ?? '';
    return { rowNumber, values: filled };
  });
}

/**
 * All that is wrong with each row of an order file; `known`, what the reading of the file found, goes before it. An order is taken whole or not
 * at all: one wrong row holds back the others of its order, since a parcel without that line would be the wrong box.
 */
export function checkOrderRows(
  rows: readonly NumberedRow[],
  currency: string,
  known: readonly (Problem | null)[],
): RowProblems[] {
  const problems = rows.map(({ values }, index) => {
    const found = known[index];
    return found ? [found] : checkOrderRow(values, currency);
  });
  const isBad = ({ index }: { readonly index: number }): boolean => problems[index]?.length !== 0;
  for (const group of groupByOrder(rows.map((row, index) => ({ ...row, index })))) {
    checkGroup(group, currency).forEach((problem, place) => {
      const row = group[place];
      if (problem && row && !isBad(row)) problems[row.index] = [problem];
    });
    const broken = group.find(isBad);
    if (!broken) continue;
    for (const row of group)
      if (!isBad(row)) problems[row.index] = [{ code: 'ERR_IMPORT_ORDER_INCOMPLETE', data: { row: broken.rowNumber } }];
  }
  return problems;
}

/** Checked cell by cell, so that every error names its field. */
function checkOrderRow(values: RowValues, currency: string): Problem[] {
  const problems = ['order_number', 'sku', 'recipient_name', 'phone', 'street'].flatMap(
    (field) => identifierProblem(field, values[field] ?? '') ?? [],
  );
  const quantity = readQuantity(values['quantity'] ?? '');
  if (quantity === null) problems.push(invalidValue('quantity', values['quantity'] ?? '', 'whole_number'));
  const price = values['unit_price'] ?? '';
  const unitPriceMinor = isBlank(values, 'unit_price') ? 0 : readAmount(price, currency);
  if (unitPriceMinor === null || !Number.isSafeInteger(unitPriceMinor * (quantity ?? 1)))
    problems.push(invalidValue('unit_price', price, 'amount'));
  const paidAt = values['paid_at'] ?? '';
  if (paidAt.trim() !== '' && readTime(paidAt) === null) problems.push(invalidValue('paid_at', paidAt, 'time'));
  const paymentState = values['payment_state'] ?? '';
  if (readPaymentState(paymentState) === null)
    problems.push(invalidValue('payment_state', paymentState, 'payment_state'));
  const country = values['country'] ?? '';
  if (readCountry(country) === null) problems.push(invalidValue('country', country, 'country_code'));
  return problems;
}

/** What only shows when the rows of one order are seen together. */
function checkGroup(group: readonly NumberedRow[], currency: string): (Problem | null)[] {
  const first = group[0];
  const seen = new Map<string, number>();
  let totalMinor = 0;
  return group.map((row) => {
    totalMinor +=
      (readAmount(row.values['unit_price'] ?? '', currency) ?? 0) * (readQuantity(row.values['quantity'] ?? '') ?? 0);
    if (!Number.isSafeInteger(totalMinor)) return invalidValue('unit_price', row.values['unit_price'] ?? '', 'amount');
    const other = RECIPIENT_FIELDS.find((field) => clean(row.values, field) !== clean(first?.values ?? {}, field));
    if (other) return { code: 'ERR_IMPORT_ORDER_CONFLICT', data: { field: other, row: first?.rowNumber ?? 0 } };
    const key = whatRowSays(row.values);
    const same = seen.get(key);
    if (same !== undefined) return { code: 'ERR_IMPORT_ROW_REPEATED', data: { row: same } };
    seen.set(key, row.rowNumber);
    return null;
  });
}

function whatRowSays(values: RowValues): string {
  const filled = Object.keys(values).filter((field) => !isBlank(values, field));
  return JSON.stringify(filled.toSorted().map((field) => [field, clean(values, field)]));
}

/** Rows with the same order number, whatever invisible characters it carries, in the order of the file. */
export function groupByOrder<T extends NumberedRow>(rows: readonly T[]): T[][] {
  return [...Map.groupBy(rows, (row) => orderNumberOf(row.values)).values()];
}

export function orderNumberOf(values: RowValues): string {
  return cleanIdentifier(values['order_number'] ?? '');
}

function clean(values: RowValues, field: string): string {
  return cleanIdentifier(values[field] ?? '');
}

function isBlank(values: RowValues, field: string): boolean {
  return clean(values, field) === '';
}

function readQuantity(text: string): number | null {
  const clean = cleanIdentifier(text);
  return /^[1-9]\d{0,4}$/.test(clean) ? Number(clean) : null;
}

const AWAITED = new Set([
  'awaited',
  'awaiting',
  'pending',
  'unpaid',
  '待付款',
  '未付款',
  '等待付款',
  '待支付',
  '未支付',
]);
const PAID = new Set(['', 'paid', '已付款', '已支付', '付款成功']);

/** A file without the column, or with an empty cell, is of paid orders. An order that is not paid waits for its payment. */
function readPaymentState(text: string): 'paid' | 'awaited' | null {
  const clean = cleanIdentifier(text).toLowerCase();
  if (PAID.has(clean)) return 'paid';
  return AWAITED.has(clean) ? 'awaited' : null;
}

/** With an offset as it says; without one as the clock of China, where files without offsets come from. */
function readTime(text: string): number | null {
  const clean = cleanIdentifier(text)
    .replaceAll('/', '-')
    // Shopify: `2026-01-01 10:00:00 +0800`.
    .replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{2}:?\d{2})$/, '$1T$2$3');
  return (
    parseIsoInstant(clean) ??
    parseFixedOffset(/^\d{4}-\d{2}-\d{2}$/.test(clean) ? `${clean} 00:00:00` : clean, CHINA_OFFSET_MINUTES) ??
    parseFixedOffset(`${clean}:00`, CHINA_OFFSET_MINUTES)
  );
}

/**
 * The rows of one order, all checked, as a draft. `fallbackPaidAtMs` is taken where the file names no time. A file has no platform
 * version: whatever a channel says of the same order is newer.
 */
export function orderDraftOf(rows: readonly RowValues[], currency: string, fallbackPaidAtMs: number): OrderDraft {
  const first = rows[0] ?? {};
  const number = cleanIdentifier(first['order_number'] ?? '');
  const lines = rows.map((row, index) => lineOf(number, row, index, currency));
  const paidAtMs = readTime(first['paid_at'] ?? '') ?? fallbackPaidAtMs;
  const payment = readPaymentState(first['payment_state'] ?? '') ?? 'paid';
  return {
    externalNumber: number,
    displayNumber: number,
    platformVersionMs: 0,
    platformStatus: IMPORTED,
    payment,
    fulfilment: 'received',
    afterSales: 'none',
    holds: [],
    currency,
    totalMinor: lines.reduce((sum, line) => sum + line.paidMinor, 0),
    shippingFeeMinor: 0,
    placedAtMs: paidAtMs,
    paidAtMs: payment === 'paid' ? paidAtMs : null,
    buyerNote: cleanProse(first['buyer_note'] ?? ''),
    sellerNote: '',
    flags: [],
    recipient: {
      name: first['recipient_name'] ?? '',
      phone: first['phone'] ?? '',
      country: readCountry(first['country'] ?? '') ?? '',
      province: first['province'] ?? '',
      city: first['city'] ?? '',
      district: first['district'] ?? '',
      town: '',
      street: first['street'] ?? '',
      postcode: first['postcode'] ?? '',
      isMasked: false,
    },
    recipientHandle: null,
    lines,
    externalIds: [],
    platformData: {},
  };
}

function lineOf(number: string, row: RowValues, index: number, currency: string): OrderDraftLine {
  const quantity = readQuantity(row['quantity'] ?? '') ?? 0;
  const unitPriceMinor = readAmount(row['unit_price'] ?? '', currency) ?? 0;
  const skuCode = cleanIdentifier(row['sku'] ?? '');
  return {
    externalLineId: `${number}-${index + 1}`,
    skuCode,
    title: cleanProse(row['title'] ?? '') || skuCode,
    variant: cleanProse(row['variant'] ?? ''),
    quantity,
    cancelledQuantity: 0,
    unitPriceMinor,
    paidMinor: unitPriceMinor * quantity,
    afterSales: 'none',
  };
}
