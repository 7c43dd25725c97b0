import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';

const ZERO_WIDTH = '\u200B';
/** Values that no enum of any version knows. */
const UNKNOWN_STATUS = 'QUARANTINED';

const STATUSES = new Set(['displayFulfillmentStatus', 'displayFinancialStatus']);
/** Where an answer tells of an order by its parts alone. */
const PARTS = new Set(['fulfillmentOrders']);
const IDENTIFIERS = new Set(['sku', 'name', 'barcode']);

type Json = unknown;
const isObject = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mapTree(value: Json, change: (name: string, member: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => mapTree(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapTree(change(name, member), change)]),
  );
}

function holds(value: Json, names: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => holds(item, names));
  return isObject(value) && Object.entries(value).some(([name, member]) => names.has(name) || holds(member, names));
}

function withStrangePart(connection: Json): Json {
  if (!isObject(connection) || !Array.isArray(connection['nodes'])) return connection;
  const nodes = (connection['nodes'] as Json[]).map((node, index) =>
    index === 0 && isObject(node) ? { ...node, status: UNKNOWN_STATUS } : node,
  );
  return { ...connection, nodes };
}

/** Rows of the root connection only: the pages that a poller reads. */
function mapRows(data: Json, change: (rows: readonly Json[]) => readonly Json[]): Json {
  if (!isObject(data)) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, root]) => {
      if (!isObject(root)) return [name, root];
      const rows = (member: string): Record<string, Json> =>
        Array.isArray(root[member]) ? { [member]: change(root[member] as Json[]) } : {};
      return [name, { ...root, ...rows('nodes'), ...rows('edges') }];
    }),
  );
}

/** Applies the content faults to the data of one answer. */
export function applyResultFaults(data: Json, operation: string, faults: FaultSwitchboard): Json {
  let result = data;
  if (!holds(result, STATUSES) && holds(result, PARTS) && faults.draw('unknown-enum', operation))
    result = mapTree(result, (name, member) => (PARTS.has(name) ? withStrangePart(member) : member));
  if (holds(result, STATUSES) && faults.draw('unknown-enum', operation)) {
    let done = false;
    result = mapTree(result, (name, member) => {
      if (done || !STATUSES.has(name)) return member;
      done = true;
      return UNKNOWN_STATUS;
    });
  }
  if (holds(result, IDENTIFIERS) && faults.draw('zero-width', operation)) {
    result = mapTree(result, (name, member) =>
      IDENTIFIERS.has(name) && typeof member === 'string' ? `${member}${ZERO_WIDTH}` : member,
    );
  }
  if (faults.draw('duplicate-rows', operation)) result = mapRows(result, (rows) => rows.flatMap((row) => [row, row]));
  if (faults.draw('reordered-rows', operation)) result = mapRows(result, (rows) => rows.toReversed());
  return result;
}
