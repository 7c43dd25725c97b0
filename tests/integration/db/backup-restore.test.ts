import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { fileKeystore } from '#main/app/keystore-file.ts';
import { listBackupFiles } from '#main/db/backup-files.ts';
import { createBackup, inspectBackup, salvageDatabase } from '#main/db/backup.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { backupFileName, openDataFolder, parseBackupFileName } from '#main/db/data-folder.ts';
import { findChainBreak } from '#core/kernel/event-chain.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';
import { listOrderEvents, orderEventLink } from '#main/db/repos/append-order-event.ts';
import { planRestore, planUndo } from '#main/db/restore.ts';
import { recordDamage, startDatabase } from '#main/db/start-database.ts';
import { writeBackupFile } from '#main/db/write-backup-file.ts';
import type { DatabaseStart, StartDatabaseOptions } from '#main/db/start-database.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import type { OrderId } from '#shared/model/ids.ts';
import { fillOrder, fillOrders } from '#tests/support/fill-database.ts';

const NOW_MS = Date.UTC(2026, 6, 11, 10, 15, 30);
const PAGE_BYTES = 4096;
const NEWEST_STEP = ALL_MIGRATIONS.at(-1)?.id ?? 0;

let dir = '';
let open: DatabaseStart[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-start-'));
  open = [];
});
afterEach(() => {
  for (const start of open) if (start.kind !== 'refused') start.close();
  rmSync(dir, { recursive: true, force: true });
});

async function start(more: Partial<StartDatabaseOptions> = {}): Promise<DatabaseStart> {
  const started = await startDatabase({
    dataDir: dir,
    store: fileKeystore(dir),
    appVersion: '0.1.0',
    nowMs: () => NOW_MS,
    ...more,
  });
  open.push(started);
  return started;
}

async function startReady(more: Partial<StartDatabaseOptions> = {}) {
  const started = await start(more);
  if (started.kind !== 'ready')
    throw new Error(`expected ready, got ${started.kind} ${'problem' in started ? started.problem.message : ''}`);
  return started;
}

function countOrders(db: OpenDatabase): number {
  return db.pluck<[], number>('SELECT count(*) FROM orders').get() ?? -1;
}

/** Overwrites whole pages in the middle of a closed database file, as a dying disk does. */
function pageAt(file: string, share: number): number {
  return Math.floor(Math.floor(statSync(file).size / PAGE_BYTES) * share);
}

/** @param first from 0 */
function destroyPages(file: string, first: number, pages: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(PAGE_BYTES * pages, 0x5a), 0, PAGE_BYTES * pages, first * PAGE_BYTES);
  closeSync(handle);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing thrown',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );
}

describe('startDatabase', () => {
  it('makes a new encrypted database and opens the same one at the next start', async () => {
    const first = await startReady();
    expect(first).toMatchObject({
      isNew: true,
      migrated: ALL_MIGRATIONS.map(({ id, name }) => `${String(id).padStart(4, '0')}-${name}`),
    });
    fillOrders(first.db, 3);
    first.close();
    const second = await startReady();
    expect(second).toMatchObject({ isNew: false, migrated: [] });
    expect(countOrders(second.db)).toBe(3);
  });

  it('lets one process at a time into a data folder', async () => {
    const first = await startReady();
    const second = await start();
    expect(second).toMatchObject({ kind: 'refused', problem: { code: 'ERR_DB_LOCKED_BY_OTHER' } });
    first.close();
    await startReady();
  });

  it('refuses a database of a newer version and changes nothing', async () => {
    const first = await startReady();
    first.db.transaction((tx) =>
      tx.prepare<[]>(`INSERT INTO schema_migrations VALUES (990, 'future', 'x', '9.0.0', 0)`).run(),
    );
    first.close();
    const before = readFileSync(openDataFolder(dir).databaseFile);
    const second = await start();
    expect(second).toMatchObject({
      kind: 'refused',
      problem: { code: 'ERR_DB_NEWER_THAN_APP', data: { fileVersion: '9.0.0', appVersion: '0.1.0' } },
    });
    expect(readFileSync(openDataFolder(dir).databaseFile).equals(before)).toBe(true);
  });

  it('asks for the recovery key when the keystore lost the entry, and goes on with it', async () => {
    const first = await startReady();
    fillOrders(first.db, 2);
    const printed = first.keyring.rotateRecoveryKey();
    first.close();
    rmSync(join(dir, 'keystore.json'));
    const closed = await start();
    if (closed.kind !== 'needs_recovery_key') throw new Error(`expected a question, got ${closed.kind}`);
    expect(await codeOf(closed.enter('WRONG'))).toBe('ERR_DB_RECOVERY_KEY_INVALID');
    const opened = await closed.enter(printed);
    if (opened.kind !== 'ready') throw new Error(`expected ready, got ${opened.kind}`);
    expect(countOrders(opened.db)).toBe(2);
    opened.close();
    expect((await startReady()).isNew).toBe(false);
  });

  it('backs up and checks before a new schema step touches data', async () => {
    const first = await startReady();
    fillOrders(first.db, 5);
    first.close();
    const { ALL_MIGRATIONS } = await import('#main/db/migrations/all.ts');
    const step = { id: 980, name: 'more', sql: 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT' };
    const second = await startReady({ migrations: [...ALL_MIGRATIONS, step] });
    expect(second.migrated).toEqual(['0980-more']);
    const [backup] = listBackupFiles(second.folder.backupDir);
    expect(backup?.kind).toBe('before_update');
    const { inspection } = await inspectBackup(backup?.path ?? '', second.keyring.databaseKey);
    expect(inspection).toEqual({ ok: true, detail: 'ok', orders: 5, step: NEWEST_STEP });
  });
});

describe('an update that is begun again within the same second', () => {
  it('keeps the first copy and makes another', async () => {
    const { ALL_MIGRATIONS } = await import('#main/db/migrations/all.ts');
    const first = await startReady();
    fillOrders(first.db, 1);
    first.close();
    writeFileSync(
      join(first.folder.backupDir, backupFileName(NOW_MS, 'before_update', 1)),
      'from the start that was killed',
    );
    const step = { id: 980, name: 'more', sql: 'CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT' };
    const second = await startReady({ migrations: [...ALL_MIGRATIONS, step] });
    expect(listBackupFiles(second.folder.backupDir)).toHaveLength(2);
  });
});

describe('backup', () => {
  it('is complete, encrypted and readable with the same key while orders keep coming', async () => {
    const { db, folder, keyring } = await startReady();
    fillOrders(db, 2_000);
    const target = join(folder.backupDir, backupFileName(NOW_MS, 'manual', 1));
    let next = 2_001;
    const writer = setInterval(() => db.transaction((tx) => fillOrder(tx, next++)), 1);
    const backup = await createBackup({ source: folder.databaseFile, key: keyring.databaseKey, target });
    clearInterval(writer);
    expect(next).toBeGreaterThan(2_010);
    expect(backup.orders).toBeGreaterThanOrEqual(2_000);
    expect(backup.bytes).toBe(statSync(target).size);
    const bytes = readFileSync(target);
    expect(bytes.includes('13900001234')).toBe(false);
    expect(bytes.includes('植入姓名')).toBe(false);
    const checked = await inspectBackup(target, keyring.databaseKey);
    expect(checked).toMatchObject({ sha256: backup.sha256, inspection: { ok: true, orders: backup.orders } });
    expect(readdirSync(folder.backupDir).filter((name) => name.includes('partial'))).toEqual([]);
  });

  it('never replaces a file and leaves nothing behind when it fails', async () => {
    const { folder, keyring } = await startReady();
    const target = join(folder.backupDir, 'taken.db');
    writeFileSync(target, 'mine');
    const task = { source: folder.databaseFile, key: keyring.databaseKey };
    expect(await codeOf(createBackup({ ...task, target }))).toBe('ERR_DB_BACKUP_FAILED');
    expect(readFileSync(target, 'utf8')).toBe('mine');
    expect(await codeOf(createBackup({ ...task, target: join(target, 'b.db') }))).toBe('ERR_DB_BACKUP_FAILED');
    expect(await codeOf(createBackup({ ...task, source: join(dir, 'none.db'), target: join(dir, 'c.db') }))).toBe(
      'ERR_DB_BACKUP_FAILED',
    );
    expect(existsSync(join(dir, 'c.db'))).toBe(false);
  });

  it('is not kept when reading it through finds something wrong', async () => {
    const { db, folder, keyring } = await startReady();
    fillOrders(db, 1);
    const target = join(folder.backupDir, backupFileName(NOW_MS, 'manual', 1));
    const findFault = (partial: string) => {
      // As SQLite leaves it where the disk was full.
      writeFileSync(`${partial}-journal`, '');
      return { ok: false, detail: 'page 7 is never used', orders: null, step: null };
    };
    expect(() => writeBackupFile(folder.databaseFile, keyring.databaseKey, target, findFault)).toThrow(
      'ERR_DB_BACKUP_INVALID',
    );
    expect(readdirSync(folder.backupDir).filter((name) => name.startsWith('packbench-'))).toEqual([]);
  });

  it('names its files by time and kind', () => {
    const name = backupFileName(NOW_MS, 'manual', 1);
    expect(name).toBe('packbench-20260711T101530Z-manual-1.db');
    expect(parseBackupFileName(name)).toEqual({ atMs: NOW_MS, kind: 'manual', number: 1 });
    expect(parseBackupFileName('packbench.db')).toBeNull();
  });
});

describe('restore', () => {
  async function backedUp() {
    const started = await startReady();
    fillOrders(started.db, 10);
    const target = join(started.folder.backupDir, backupFileName(NOW_MS, 'manual', 1));
    await createBackup({ source: started.folder.databaseFile, key: started.keyring.databaseKey, target });
    started.db.transaction((tx) => fillOrder(tx, 11));
    return {
      ...started,
      target,
      plan: { path: target, key: started.keyring.databaseKey, newestStep: NEWEST_STEP, nowMs: NOW_MS },
    };
  }

  it('puts the backup in place at the next start and can be undone', async () => {
    const first = await backedUp();
    const plan = await planRestore(first.folder, first.plan);
    expect(countOrders(first.db)).toBe(11);
    first.close();

    const second = await startReady();
    expect(countOrders(second.db)).toBe(10);
    expect(second.restored).toMatchObject({ fromBackup: first.target });
    planUndo(second.folder, plan.keepAs, NOW_MS);
    second.close();

    const third = await startReady();
    expect(countOrders(third.db)).toBe(11);
  });

  it('keeps what stood in the WAL of a backend that was killed', async () => {
    const first = await backedUp();
    const plan = await planRestore(first.folder, first.plan);
    const wal = readFileSync(`${first.folder.databaseFile}-wal`);
    const main = readFileSync(first.folder.databaseFile);
    first.close();
    writeFileSync(`${first.folder.databaseFile}-wal`, wal);
    writeFileSync(first.folder.databaseFile, main);
    (await startReady()).close();
    expect(existsSync(`${plan.keepAs}-wal`)).toBe(false);
    expect((await inspectBackup(plan.keepAs, first.keyring.databaseKey)).inspection.orders).toBe(11);
  });

  it('refuses a damaged backup, a foreign file and one of a newer version', async () => {
    const first = await backedUp();
    expect(await codeOf(planRestore(first.folder, { ...first.plan, newestStep: 5 }))).toBe('ERR_DB_NEWER_THAN_APP');
    destroyPages(first.target, pageAt(first.target, 0.5), 2);
    expect(await codeOf(planRestore(first.folder, first.plan))).toBe('ERR_DB_BACKUP_INVALID');
    writeFileSync(first.target, 'no database at all');
    expect(await codeOf(planRestore(first.folder, first.plan))).toBe('ERR_DB_BACKUP_INVALID');
    expect(existsSync(first.folder.restoreFile)).toBe(false);
  });
});

describe('a damaged database', () => {
  /** @param where share of the file, or a table whose rows lie there */
  async function damage(where: number | string, pages: number, orders = 3_000) {
    const first = await startReady();
    fillOrders(first.db, orders);
    const inTable = "SELECT min(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'";
    const page = typeof where === 'string' ? first.db.pluck<[string], number>(inTable).get(where) : undefined;
    const target = join(first.folder.backupDir, backupFileName(NOW_MS, 'manual', 1));
    await createBackup({ source: first.folder.databaseFile, key: first.keyring.databaseKey, target });
    first.close();
    const file = first.folder.databaseFile;
    destroyPages(file, typeof where === 'number' ? pageAt(file, where) : (page ?? 0) - 1, pages);
    return { folder: first.folder, key: first.keyring.databaseKey, target };
  }

  it('starts read-only, says so, and stays read-only until it is mended', async () => {
    await damage(0.5, 3);
    const started = await start();
    expect(started).toMatchObject({ kind: 'damaged', problem: { code: 'ERR_DB_CORRUPT' } });
    if (started.kind !== 'damaged') return;
    expect(started.db?.mode).toBe('read-only');
    started.close();
    const again = await start();
    expect(again.kind).toBe('damaged');
  });

  it('stays read-only after damage that a start does not see by itself, until a restore', async () => {
    const first = await startReady();
    const target = join(first.folder.backupDir, backupFileName(NOW_MS, 'manual', 1));
    await createBackup({ source: first.folder.databaseFile, key: first.keyring.databaseKey, target });
    recordDamage(first.folder, new AppError('ERR_DB_CORRUPT', { sqlite: 'SQLITE_CORRUPT' }), NOW_MS);
    first.close();
    const second = await start();
    expect(second.kind).toBe('damaged');
    await planRestore(first.folder, {
      path: target,
      key: first.keyring.databaseKey,
      newestStep: NEWEST_STEP,
      nowMs: NOW_MS,
    });
    if (second.kind === 'damaged') second.close();
    await startReady();
  });

  it('is salvaged row by row into a sound file, with the loss counted per table', async () => {
    const { folder, key } = await damage('order_recipients', 3);
    const target = join(folder.backupDir, backupFileName(NOW_MS + 1_000, 'salvaged', 2));
    const report = await salvageDatabase({
      source: folder.databaseFile,
      target,
      key,
      appVersion: '0.1.0',
      nowMs: NOW_MS,
    });
    const { inspection } = await inspectBackup(target, key);
    expect(inspection).toMatchObject({ ok: true, step: NEWEST_STEP });
    const lost = report.tables.reduce((sum, table) => sum + (table.lost ?? 0), 0);
    const copied = report.tables.reduce((sum, table) => sum + table.copied, 0);
    expect(lost).toBeGreaterThan(0);
    // 3 pages of about 4 KiB hold some dozen rows; everything else must come through.
    expect(copied).toBeGreaterThan(4 * 3_000 * 0.9);
    expect(report.tables.find((table) => table.name === 'shops')).toEqual({ name: 'shops', copied: 1, lost: 0 });

    await planRestore(folder, { path: target, key, newestStep: NEWEST_STEP, nowMs: NOW_MS });
    const started = await startReady();
    expect(countOrders(started.db)).toBe(inspection.orders);
    const survivor = started.db.pluck<[], OrderId>('SELECT order_id FROM order_events LIMIT 1').get();
    const events = listOrderEvents(started.db, survivor ?? ('' as OrderId));
    expect(findChainBreak(sha256Hex, events.map(orderEventLink))).toBeNull();
    expect(() => started.db.transaction((tx) => tx.prepare<[]>('DELETE FROM order_events').run())).toThrow(
      'append-only',
    );
  });

  it('with nothing readable at all still offers the last good backup', async () => {
    const { folder, key, target } = await damage(0, 1, 10);
    const started = await start();
    expect(started).toMatchObject({ kind: 'damaged', db: null });
    if (started.kind !== 'damaged') return;
    expect(listBackupFiles(folder.backupDir).map((backup) => backup.path)).toContain(target);
    await planRestore(folder, { path: target, key, newestStep: NEWEST_STEP, nowMs: NOW_MS });
    started.close();
    const mended = await startReady();
    expect(countOrders(mended.db)).toBe(10);
  });

  it('that shows only while running is remembered for the next start', async () => {
    const seen: AppError[] = [];
    const first = await startReady();
    fillOrders(first.db, 3_000);
    first.close();
    const second = await startReady({ onDamage: (error) => seen.push(error) });
    destroyPages(second.folder.databaseFile, pageAt(second.folder.databaseFile, 0.5), 8);
    second.db.connection.pragma('cache_size = 0');
    second.db.connection.pragma('shrink_memory');
    expect(() =>
      second.db.prepare<[]>('SELECT * FROM orders, order_recipients, order_lines, order_events LIMIT 1').all(),
    ).not.toThrow();
    for (const table of ['orders', 'order_recipients', 'order_lines', 'order_events']) {
      try {
        second.db.prepare<[]>(`SELECT * FROM ${table} NOT INDEXED`).all();
      } catch (error) {
        expect(error).toMatchObject({ code: 'ERR_DB_CORRUPT' });
      }
    }
    expect(seen.length).toBeGreaterThan(0);
    second.close();
    expect((await start()).kind).toBe('damaged');
  });
});
