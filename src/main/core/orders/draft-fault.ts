import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';

/** No parcel holds more of one thing; beyond it a number is a mistake of its sender. */
const MOST_UNITS = 1_000_000;

/**
 * The first field of a cleaned draft that no order can have, or null: whoever reads a platform's message may be misled by
 * it, and what is stored must hold all the same.
 */
export function draftFault(draft: OrderDraft): string | null {
  if (draft.externalNumber === '') return 'externalNumber';
  if (!/^[A-Z]{3}$/.test(draft.currency)) return 'currency';
  const numbers = { ...amountsOf(draft), paidAtMs: draft.paidAtMs ?? 0 };
  const wrong = Object.entries(numbers).find(([, value]) => !Number.isSafeInteger(value));
  if (wrong) return wrong[0];
  if (draft.lines.length === 0) return 'lines';
  const seen = new Set<string>();
  for (const [index, line] of draft.lines.entries()) {
    const field = lineFault(line) ?? (seen.has(line.externalLineId) ? 'externalLineId' : null);
    if (field !== null) return `lines[${index}].${field}`;
    seen.add(line.externalLineId);
  }
  return null;
}

function amountsOf({ platformVersionMs, totalMinor, shippingFeeMinor, placedAtMs }: OrderDraft): object {
  return { platformVersionMs, totalMinor, shippingFeeMinor, placedAtMs };
}

function lineFault(line: OrderDraftLine): string | null {
  if (line.externalLineId === '') return 'externalLineId';
  if (!isCount(line.quantity, MOST_UNITS)) return 'quantity';
  if (!isCount(line.cancelledQuantity, line.quantity)) return 'cancelledQuantity';
  if (!isCount(line.shippedQuantity ?? 0, line.quantity)) return 'shippedQuantity';
  if (!Number.isSafeInteger(line.unitPriceMinor)) return 'unitPriceMinor';
  return Number.isSafeInteger(line.paidMinor) ? null : 'paidMinor';
}

function isCount(value: number, most: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= most;
}
