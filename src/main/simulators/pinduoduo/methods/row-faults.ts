import type { WireObject, WireValue } from '#main/simulators/kit/wire-json.ts';
import type { PddContext } from '../pdd-context.ts';

/** Invisible, and part of the text all the same. */
const ZERO_WIDTH = '\u200B';
/** A status that no table knows; platforms add such without notice. */
const UNKNOWN_STATUS = 9;

const IDENTIFIERS = new Set(['order_sn', 'outer_id', 'outer_goods_id', 'tracking_number']);

function withZeroWidth(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map((item) => withZeroWidth(item as WireValue));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as WireObject).flatMap(([name, member]): [string, WireValue][] => {
    if (member === undefined) return [];
    const isIdentifier = IDENTIFIERS.has(name) && typeof member === 'string' && member !== '';
    return [[name, isIdentifier ? `${member}${ZERO_WIDTH}` : withZeroWidth(member)]];
  });
  return Object.fromEntries(members);
}

/** Applies the content faults to the rows of one answer; rows keep their order unless `reordered-rows` strikes. */
export function applyRowFaults(rows: readonly WireObject[], operation: string, context: PddContext): WireObject[] {
  const { faults, random } = context;
  let result = [...rows];
  if (result.length === 0) return result;
  if (result.some((row) => 'order_status' in row) && faults.draw('unknown-enum', operation)) {
    const chosen = random.integer(0, result.length - 1);
    result = result.map((row, index) => (index === chosen ? { ...row, order_status: UNKNOWN_STATUS } : row));
  }
  if (faults.draw('zero-width', operation)) result = result.map((row) => withZeroWidth(row) as WireObject);
  if (faults.draw('duplicate-rows', operation)) result = result.flatMap((row) => [row, row]);
  if (faults.draw('reordered-rows', operation)) result = result.toReversed();
  return result;
}
