import { AppError } from '#shared/errors/app-error.ts';
import type { ReadDb } from '#main/db/handles.ts';

export interface SalvageTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly keyColumns: readonly string[];
  readonly hasRowid: boolean;
}

export type SalvagedRow = Readonly<Record<string, unknown>>;

/** Beyond this gap between two rowids nothing is looked for any more; list_key of orders begins at some 10^12. */
const LONGEST_GAP = 2 ** 50;

/** Every row of a table that can still be read, going around unreadable pages. The same row may come twice. */
export function readableRows(db: ReadDb, table: SalvageTable): Iterable<SalvagedRow> {
  return table.hasRowid ? rowsByRowid(db, table) : rowsFromBothEnds(db, table);
}

/** Forward until a page fails, then a jump of growing width over the hole, then backward to the hole's far edge, and on. */
function* rowsByRowid(db: ReadDb, table: SalvageTable): Iterable<SalvagedRow> {
  const select = `SELECT rowid AS salvage_rowid, * FROM ${table.name} NOT INDEXED`;
  const forward = db.prepare<[number], SalvagedRow & { salvage_rowid: number }>(
    `${select} WHERE rowid > ? ORDER BY rowid`,
  );
  const backward = db.prepare<[number, number], SalvagedRow & { salvage_rowid: number }>(
    `${select} WHERE rowid > ? AND rowid < ? ORDER BY rowid DESC`,
  );
  let last = -1;
  for (;;) {
    let failed = false;
    for (const row of untilUnreadable(forward.iterate(last), () => (failed = true))) {
      last = row.salvage_rowid;
      yield row;
    }
    if (!failed) return;
    const next = firstReadableAfter(db, table, last);
    if (next === null) return;
    yield* untilUnreadable(backward.iterate(last, next));
    last = next - 1;
  }
}

function firstReadableAfter(db: ReadDb, table: SalvageTable, last: number): number | null {
  const probe = db.pluck<[number], number>(
    `SELECT rowid FROM ${table.name} NOT INDEXED WHERE rowid > ? ORDER BY rowid LIMIT 1`,
  );
  for (let gap = 1; gap < LONGEST_GAP; gap *= 2) {
    try {
      return probe.get(last + gap) ?? null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}

/** Tables without rowid have no numbers to jump by: from the start to the hole, and from the end back to it. */
function* rowsFromBothEnds(db: ReadDb, table: SalvageTable): Iterable<SalvagedRow> {
  const select = `SELECT * FROM ${table.name} NOT INDEXED ORDER BY`;
  let failed = false;
  const ascending = db.prepare<[], SalvagedRow>(`${select} ${table.keyColumns.join(', ')}`);
  yield* untilUnreadable(ascending.iterate(), () => (failed = true));
  if (!failed) return;
  const descending = db.prepare<[], SalvagedRow>(
    `${select} ${table.keyColumns.map((column) => `${column} DESC`).join(', ')}`,
  );
  yield* untilUnreadable(descending.iterate());
}

function* untilUnreadable<Row>(rows: Iterable<Row>, onFailure: () => void = () => {}): Iterable<Row> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    onFailure();
  }
}
