import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { migrate } from '#main/db/migrate.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { RELINK_LEDGER } from '#main/db/relink-ledger.ts';
import { dropOrphans } from '#main/db/salvage-orphans.ts';
import { readableRows } from '#main/db/salvage-rows.ts';
import type { SalvageTable } from '#main/db/salvage-rows.ts';
import { PARTIAL_SUFFIX } from '#main/db/write-backup-file.ts';
import { flushFile, flushFolder } from '#main/db/write-file-durably.ts';

export interface SalvageTask {
  readonly source: string;
  readonly target: string;
  readonly key: Uint8Array;
  readonly appVersion: string;
  readonly nowMs: UtcMs;
}

export interface SalvagedTable {
  readonly name: string;
  readonly copied: number;
  /** Rows that were there and could not be read, or whose parent could not; null when not even their number could be read. */
  readonly lost: number | null;
}

export interface SalvageReport {
  readonly path: string;
  readonly tables: readonly SalvagedTable[];
}

/** Written by the migration itself, or built again from the orders. */
const NOT_COPIED = new Set(['schema_migrations', 'order_counts', 'order_search_due', 'order_phone_tails']);

/**
 * Copies every readable row of a damaged database into a new one with the same schema steps, and counts what is lost per table.
 * The source is only read.
 * @throws AppError ERR_DB_NOT_SALVAGEABLE when it opens and holds no table, ERR_DB_KEY_WRONG when not even the first page can be read: then only a backup helps
 */
export function salvage(task: SalvageTask): SalvageReport {
  const partial = `${task.target}${PARTIAL_SUFFIX}`;
  // The parts of an attempt that was killed: a half-salvaged file must never look like a finished one.
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${partial}${suffix}`, { force: true });
  const tables = salvageInto(partial, task);
  flushFile(partial);
  renameSync(partial, task.target);
  flushFolder(dirname(task.target));
  return { path: task.target, tables };
}

function salvageInto(partial: string, task: SalvageTask): readonly SalvagedTable[] {
  const source = openDatabase({ file: task.source, key: task.key, mode: 'read-only' });
  if (source.pluck<[], number>('SELECT count(*) FROM sqlite_schema').get() === 0) {
    source.close();
    throw new AppError('ERR_DB_NOT_SALVAGEABLE');
  }
  const target = openDatabase({ file: partial, key: task.key, mode: 'read-write' });
  try {
    createSchema(source, target, task);
    const tables = listTables(target);
    target.connection.pragma('foreign_keys = OFF');
    const counts = withoutTriggers(target, () => {
      const copied = new Map(tables.map((table) => [table.name, copyTable(source, target, table)]));
      const orphans = dropOrphans(target);
      relinkLedger(target);
      return tables.map((table) => {
        const kept = (copied.get(table.name) ?? 0) - (orphans.get(table.name) ?? 0);
        const expected = countRows(source, table.name);
        return { name: table.name, copied: kept, lost: expected === null ? null : expected - kept };
      });
    });
    // The triggers that carry the counts along were off.
    target.transaction((tx) =>
      tx
        .prepare<[]>('INSERT INTO order_counts SELECT shop_id, status, count(*) FROM orders GROUP BY shop_id, status')
        .run(),
    );
    queueForIndexing(target);
    target.checkpoint('truncate');
    return counts;
  } finally {
    source.close();
    target.close();
  }
}

/** The same steps as in the damaged file, so that a salvaged old database is migrated by the next start like any other. */
function createSchema(source: OpenDatabase, target: OpenDatabase, task: SalvageTask): void {
  const applied = readOrNull(() => source.pluck<[], number>('SELECT id FROM schema_migrations').all());
  const migrations = applied ? ALL_MIGRATIONS.filter((step) => applied.includes(step.id)) : ALL_MIGRATIONS;
  migrate(target, { migrations, appVersion: task.appVersion, nowMs: () => task.nowMs, backUpFirst: () => task.source });
}

/** Ordinary tables; virtual tables and their shadows are built again. */
function listTables(target: OpenDatabase): SalvageTable[] {
  const tables = target
    .prepare<[], { name: string; wr: number }>(`PRAGMA main.table_list`)
    .all()
    .filter((table) => 'type' in table && table.type === 'table' && !table.name.startsWith('sqlite_'))
    .filter((table) => !NOT_COPIED.has(table.name));
  return tables.map((table) => {
    const columns = target.prepare<[], { name: string; pk: number }>(`PRAGMA table_info(${table.name})`).all();
    const keyColumns = columns.filter((column) => column.pk > 0).toSorted((a, b) => a.pk - b.pk);
    return {
      name: table.name,
      columns: columns.map((column) => column.name),
      keyColumns: keyColumns.map((column) => column.name),
      hasRowid: table.wr === 0,
    };
  });
}

function copyTable(source: OpenDatabase, target: OpenDatabase, table: SalvageTable): number {
  const marks = table.columns.map(() => '?').join(', ');
  return target.transaction((tx) => {
    const insert = tx.prepare<unknown[]>(
      `INSERT OR IGNORE INTO ${table.name} (${table.columns.join(', ')}) VALUES (${marks})`,
    );
    const empty = tx.prepare<[]>(`DELETE FROM ${table.name}`);
    let copied = 0;
    for (const row of readableRows(source, table)) {
      // What the schema steps put there themselves gives way to what became of it.
      if (copied === 0) empty.run();
      copied += insert.run(...table.columns.map((column) => row[column])).changes;
    }
    return copied;
  });
}

/** Movements that were lost left gaps in the links of the ledger. A file of an older version has none yet. */
function relinkLedger(target: OpenDatabase): void {
  if (hasColumn(target, 'stock_movements', 'prev_seq')) target.connection.exec(RELINK_LEDGER);
}

/** The indexes hold words and ends of phones without the orders that they came from, so every order is queued for them again. */
function queueForIndexing(target: OpenDatabase): void {
  const sql = hasColumn(target, 'order_search_due', 'phone_tail')
    ? `INSERT OR IGNORE INTO order_search_due (list_key, phone_tail)
       SELECT o.list_key, COALESCE(substr(replace(replace(r.phone, ' ', ''), '-', ''), -4), '') FROM orders o LEFT JOIN order_recipients r ON r.order_id = o.id`
    : 'INSERT OR IGNORE INTO order_search_due (list_key) SELECT list_key FROM orders';
  target.transaction((tx) => tx.prepare<[]>(sql).run());
}

function hasColumn(target: OpenDatabase, table: string, column: string): boolean {
  return (
    target.pluck<[string, string], number>('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) === 1
  );
}

/** Append-only tables refuse the removal of rows whose parent is lost; their triggers come back before the file is used. */
function withoutTriggers<T>(target: OpenDatabase, work: () => T): T {
  const triggers = target
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`)
    .all();
  for (const trigger of triggers) target.connection.exec(`DROP TRIGGER ${trigger.name}`);
  const result = work();
  for (const trigger of triggers) target.connection.exec(trigger.sql);
  return result;
}

function countRows(source: OpenDatabase, table: string): number | null {
  return readOrNull(() => source.pluck<[], number>(`SELECT count(*) FROM ${table}`).get() ?? 0);
}

function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
