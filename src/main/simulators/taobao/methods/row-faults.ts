import type { TopContext } from '../top-context.ts';
import type { TopObject, TopValue } from '../top-value.ts';

/** Invisible, and part of the text all the same. */
const ZERO_WIDTH = '\u200B';
/** A status that no table knows; platforms add such without notice. */
const UNKNOWN_STATUS = 'WAIT_PLATFORM_INSPECTION';

const IDENTIFIERS = new Set(['tid_str', 'oid_str', 'outer_sku_id', 'outer_iid', 'invoice_no']);

function withZeroWidth(value: TopValue): TopValue {
  if (Array.isArray(value)) return value.map((item) => withZeroWidth(item as TopValue));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as TopObject).flatMap(([name, member]): [string, TopValue][] => {
    if (member === undefined) return [];
    const isIdentifier = IDENTIFIERS.has(name) && typeof member === 'string';
    return [[name, isIdentifier ? `${member}${ZERO_WIDTH}` : withZeroWidth(member)]];
  });
  return Object.fromEntries(members);
}

/** Applies the content faults to the rows of one answer; rows keep their order unless `reordered-rows` strikes. */
export function applyRowFaults(rows: readonly TopObject[], operation: string, context: TopContext): TopObject[] {
  const { faults, random } = context;
  let result = [...rows];
  if (result.length === 0) return result;
  if (result.some((row) => 'status' in row) && faults.draw('unknown-enum', operation)) {
    const chosen = random.integer(0, result.length - 1);
    result = result.map((row, index) => (index === chosen ? { ...row, status: UNKNOWN_STATUS } : row));
  }
  if (faults.draw('zero-width', operation)) result = result.map((row) => withZeroWidth(row) as TopObject);
  if (faults.draw('duplicate-rows', operation)) result = result.flatMap((row) => [row, row]);
  if (faults.draw('reordered-rows', operation)) result = result.toReversed();
  return result;
}
