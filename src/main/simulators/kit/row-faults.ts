import type { FaultSwitchboard } from './fault-switchboard.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { WireObject, WireValue } from './wire-json.ts';

/** Where the content faults of a platform's rows strike. */
export interface RowFaultPlaces {
  readonly statusMember: string;
  /** A status that no table knows; platforms add such without notice. */
  readonly unknownStatus: WireValue;
  /** Members that are identifiers wherever they stand. */
  readonly identifiers: ReadonlySet<string>;
}

/** Invisible, and part of the text all the same. */
const ZERO_WIDTH = '\u200B';

/** Applies the content faults to the rows of one answer; rows keep their order unless `reordered-rows` strikes. */
export function applyRowFaults(
  rows: readonly WireObject[],
  operation: string,
  context: { readonly faults: FaultSwitchboard; readonly random: SeededRandom },
  places: RowFaultPlaces,
): WireObject[] {
  const { faults, random } = context;
  let result = [...rows];
  if (result.length === 0) return result;
  if (result.some((row) => places.statusMember in row) && faults.draw('unknown-enum', operation)) {
    const chosen = random.integer(0, result.length - 1);
    result = result.map((row, index) =>
      index === chosen ? { ...row, [places.statusMember]: places.unknownStatus } : row,
    );
  }
  if (faults.draw('zero-width', operation)) result = result.map((row) => withZeroWidth(row, places) as WireObject);
  if (faults.draw('duplicate-rows', operation)) result = result.flatMap((row) => [row, row]);
  if (faults.draw('reordered-rows', operation)) result = result.toReversed();
  return result;
}

function withZeroWidth(value: WireValue, places: RowFaultPlaces): WireValue {
  if (Array.isArray(value)) return value.map((item) => withZeroWidth(item as WireValue, places));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as WireObject).flatMap(([name, member]): [string, WireValue][] => {
    if (member === undefined) return [];
    const isIdentifier = places.identifiers.has(name) && typeof member === 'string';
    return [[name, isIdentifier ? `${member}${ZERO_WIDTH}` : withZeroWidth(member, places)]];
  });
  return Object.fromEntries(members);
}
