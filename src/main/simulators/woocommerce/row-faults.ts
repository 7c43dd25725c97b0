import type { WireObject, WireValue } from '../kit/wire-json.ts';
import type { WooContext } from './woo-context.ts';

const ZERO_WIDTH = '\u200B';
/** As a plugin adds one. */
const UNKNOWN_STATUS = 'awaiting-inspection';
const IDENTIFIERS = new Set(['number', 'sku', 'transaction_id']);

function withZeroWidth(value: WireValue): WireValue {
  if (Array.isArray(value)) return (value as readonly WireValue[]).map(withZeroWidth);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as WireObject).map(([name, member = null]) => [
      name,
      IDENTIFIERS.has(name) && typeof member === 'string' ? `${member}${ZERO_WIDTH}` : withZeroWidth(member),
    ]),
  );
}

/** Applies the content faults to the rows of one answer. */
export function applyRowFaults(
  rows: readonly WireObject[],
  operation: string,
  { faults, random }: Pick<WooContext, 'faults' | 'random'>,
): readonly WireObject[] {
  let result = rows;
  if (result.length === 0) return result;
  if (result.some((row) => 'status' in row) && faults.draw('unknown-enum', operation)) {
    const chosen = random.integer(0, result.length - 1);
    result = result.map((row, index) => (index === chosen ? { ...row, status: UNKNOWN_STATUS } : row));
  }
  if (faults.draw('zero-width', operation)) result = result.map((row) => withZeroWidth(row) as WireObject);
  if (faults.draw('duplicate-rows', operation)) result = result.flatMap((row) => [row, row]);
  if (faults.draw('reordered-rows', operation)) result = result.toReversed();
  return result;
}
