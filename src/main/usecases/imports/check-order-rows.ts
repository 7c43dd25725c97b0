import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
import { parseFixedOffset, parseIsoInstant } from '#shared/model/time.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import type { Problem } from '#shared/contract/common.ts';

/** Values of one row by field name; absent columns are empty. */
export type RowValues = Readonly<Record<string, string>>;

const CHINA_OFFSET_MINUTES = 480;

/** What is wrong with one row of an order file, or null. Checked cell by cell, so that every error names its field. */
export function checkOrderRow(values: RowValues, currency: string): Problem | null {
  for (const field of ['order_number', 'sku', 'recipient_name', 'phone', 'street']) {
    if (cleanIdentifier(values[field] ?? '') === '') return invalid(field, values[field] ?? '', 'empty');
  }
  if (readQuantity(values['quantity'] ?? '') === null)
    return invalid('quantity', values['quantity'] ?? '', 'whole_number');
  const price = values['unit_price'] ?? '';
  if (price !== '' && parseDecimalAmount(cleanIdentifier(price), currency) === null)
    return invalid('unit_price', price, 'amount');
  const paidAt = values['paid_at'] ?? '';
  if (paidAt.trim() !== '' && readTime(paidAt) === null) return invalid('paid_at', paidAt, 'time');
  return null;
}

function invalid(field: string, value: string, expected: string): Problem {
  return { code: 'ERR_IMPORT_VALUE_INVALID', data: { field, value: value.slice(0, 60), expected } };
}

function readQuantity(text: string): number | null {
  const clean = cleanIdentifier(text);
  return /^[1-9]\d{0,4}$/.test(clean) ? Number(clean) : null;
}

/** With an offset as it says; without one as the clock of China, where files without offsets come from. */
function readTime(text: string): number | null {
  const clean = cleanIdentifier(text).replaceAll('/', '-');
  return (
    parseIsoInstant(clean) ??
    parseFixedOffset(/^\d{4}-\d{2}-\d{2}$/.test(clean) ? `${clean} 00:00:00` : clean, CHINA_OFFSET_MINUTES) ??
    parseFixedOffset(`${clean}:00`, CHINA_OFFSET_MINUTES)
  );
}

/** The rows of one order, all checked, as a draft; the first row speaks for buyer and address. */
export function orderDraftOf(rows: readonly RowValues[], currency: string, atMs: number): OrderDraft | null {
  const first = rows[0];
  if (!first) return null;
  const number = cleanIdentifier(first['order_number'] ?? '');
  const lines = rows.map((row, index) => lineOf(number, row, index, currency));
  const paidAtMs = readTime(first['paid_at'] ?? '') ?? atMs;
  return {
    externalNumber: number,
    displayNumber: number,
    platformVersionMs: atMs,
    platformStatus: 'IMPORTED',
    payment: 'paid',
    fulfilment: 'received',
    afterSales: 'none',
    holds: [],
    currency,
    totalMinor: lines.reduce((sum, line) => sum + line.paidMinor, 0),
    shippingFeeMinor: 0,
    placedAtMs: paidAtMs,
    paidAtMs,
    buyerNote: cleanProse(first['buyer_note'] ?? ''),
    sellerNote: '',
    flags: [],
    recipient: {
      name: first['recipient_name'] ?? '',
      phone: first['phone'] ?? '',
      country: (first['country'] ?? '') === '' ? 'CN' : (first['country'] ?? ''),
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
  const unitPriceMinor = parseDecimalAmount(cleanIdentifier(row['unit_price'] ?? ''), currency) ?? 0;
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
