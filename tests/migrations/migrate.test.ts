import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { migrate } from '#main/db/migrate.ts';
import type { MigrateOptions } from '#main/db/migrate.ts';
import type { Migration } from '#main/db/migrations/migration.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';

const PARENTS: Migration = {
  id: 10,
  name: 'parents',
  sql: `CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
        CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents(id) ON DELETE CASCADE) STRICT;`,
};
/** Rebuilds a table that others point at: with foreign keys on, the drop would take the children along. */
const REBUILD: Migration = {
  id: 20,
  name: 'rebuild',
  sql: `CREATE TABLE parents_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT NOT NULL DEFAULT '') STRICT;
        INSERT INTO parents_new (id, name) SELECT id, name FROM parents;
        DROP TABLE parents;
        ALTER TABLE parents_new RENAME TO parents;`,
};

let dir = '';
let db: OpenDatabase;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'packbench-migrate-'));
  db = openDatabase({ file: join(dir, 'm.db'), key: new Uint8Array(32), mode: 'read-write' });
});
afterEach(() => {
  db.close();
  rmSync(dir, { recursive: true, force: true });
});

function run(migrations: readonly Migration[], more: Partial<MigrateOptions> = {}) {
  return migrate(db, { migrations, appVersion: '1.2.0', nowMs: () => 77, backUpFirst: () => 'copy.db', ...more });
}

function failure(work: () => unknown): { code: string; data: object } {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, data: error.data };
    throw error;
  }
  throw new Error('nothing was thrown');
}

function tables(): string[] {
  return db
    .pluck<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_migrations' ORDER BY name`,
    )
    .all();
}

function fill(): void {
  db.connection.exec(
    `INSERT INTO parents VALUES (1, 'a'), (2, 'b'); INSERT INTO children VALUES (1, 1), (2, 1), (3, 2)`,
  );
}

describe('migrate', () => {
  it('applies what is missing, once, in order, and records it', () => {
    expect(run([REBUILD, PARENTS])).toEqual({ applied: ['0010-parents', '0020-rebuild'], backupFile: null });
    expect(run([PARENTS, REBUILD])).toEqual({ applied: [], backupFile: null });
    expect(db.prepare<[], object>('SELECT id, name, app_version, applied_at_ms FROM schema_migrations').all()).toEqual([
      { id: 10, name: 'parents', app_version: '1.2.0', applied_at_ms: 77 },
      { id: 20, name: 'rebuild', app_version: '1.2.0', applied_at_ms: 77 },
    ]);
  });

  it('rebuilds a table without losing the rows that point at it', () => {
    run([PARENTS]);
    fill();
    run([PARENTS, REBUILD]);
    expect(db.pluck<[], number>('SELECT count(*) FROM children').get()).toBe(3);
    expect(db.pluck<[], number>('PRAGMA foreign_keys').get()).toBe(1);
    expect(() => db.transaction((tx) => tx.prepare<[]>('INSERT INTO children VALUES (9, 9)').run())).toThrow(
      'ERR_DB_CONSTRAINT',
    );
  });

  it('runs a step that was merged late', () => {
    run([PARENTS, REBUILD]);
    const late = { id: 15, name: 'late', sql: 'CREATE TABLE late (id INTEGER PRIMARY KEY) STRICT' };
    expect(run([PARENTS, late, REBUILD]).applied).toEqual(['0015-late']);
  });

  it('backs a file with data up first and stops when it cannot', () => {
    run([PARENTS]);
    fill();
    const refuse = () => {
      throw new AppError('ERR_DB_DISK_FULL');
    };
    expect(failure(() => run([PARENTS, REBUILD], { backUpFirst: refuse })).code).toBe('ERR_DB_DISK_FULL');
    expect(db.pluck<[], number>('SELECT count(*) FROM schema_migrations').get()).toBe(1);
    expect(run([PARENTS, REBUILD]).backupFile).toBe('copy.db');
  });

  it.each([
    ['bad SQL in its middle', 'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE nonsense (', /incomplete input/],
    ['a broken reference', 'INSERT INTO children VALUES (9, 99)', /rows of children point at missing rows of parents/],
    ['a transaction of its own', 'CREATE TABLE half (id INTEGER) STRICT; COMMIT', /controls its own transaction/],
  ])('undoes a step with %s', (_name, sql, reason) => {
    run([PARENTS]);
    fill();
    const { code, data } = failure(() => run([PARENTS, { id: 30, name: 'bad', sql }]));
    expect(code).toBe('ERR_DB_MIGRATION_FAILED');
    expect(data).toMatchObject({ step: '0030-bad', reason: expect.stringMatching(reason) });
    expect(db.pluck<[], number>('SELECT count(*) FROM schema_migrations').get()).toBe(1);
    expect(db.pluck<[], number>('PRAGMA foreign_keys').get()).toBe(1);
    expect(db.pluck<[], number>('SELECT count(*) FROM children').get()).toBe(3);
    expect(tables()).toEqual(['children', 'parents']);
  });

  it('keeps the finished steps when a later one fails', () => {
    expect(failure(() => run([PARENTS, REBUILD, { id: 30, name: 'bad', sql: 'nonsense' }])).code).toBe(
      'ERR_DB_MIGRATION_FAILED',
    );
    expect(tables()).toEqual(['children', 'parents']);
    expect(run([PARENTS, REBUILD]).applied).toEqual([]);
  });

  it('notices that a released step was edited', () => {
    run([PARENTS]);
    const edited = { ...PARENTS, sql: `${PARENTS.sql} ` };
    expect(failure(() => run([edited]))).toEqual({ code: 'ERR_DB_MIGRATION_CHANGED', data: { step: '0010-parents' } });
  });

  it('refuses a database of a newer version and tells both versions', () => {
    run([PARENTS, REBUILD], { appVersion: '2.0.0' });
    expect(failure(() => run([PARENTS], { appVersion: '1.2.0' }))).toEqual({
      code: 'ERR_DB_NEWER_THAN_APP',
      data: { fileVersion: '2.0.0', appVersion: '1.2.0', step: '0020-rebuild' },
    });
  });

  it('refuses two steps with one id', () => {
    expect(failure(() => run([PARENTS, { ...REBUILD, id: 10 }])).code).toBe('ERR_DB_MIGRATION_FAILED');
  });
});
