import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { openDatabase } from '#main/db/open.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { SlowQuery } from '#main/db/timed-statement.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';

const INSERT = 'INSERT INTO settings (name, value_json, version, updated_at_ms) VALUES (?, ?, 1, 0)';

function insert(tx: WriteTx, name: string, value = '1'): void {
  tx.prepare<[string, string]>(INSERT).run(name, value);
}

function names(db: { pluck: ReturnType<typeof openTestDatabase>['db']['pluck'] }): string[] {
  return db.pluck<[], string>('SELECT name FROM settings ORDER BY name').all();
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'nothing thrown';
}

describe('openDatabase', () => {
  it('keeps neither the file nor its WAL readable without the key', () => {
    using test = openTestDatabase();
    test.db.transaction((tx) => insert(tx, 'planted', '"planted-value"'));
    expect(readFileSync(`${test.file}-wal`).includes('planted-value')).toBe(false);
    test.db.checkpoint('truncate');
    const bytes = readFileSync(test.file);
    expect(bytes.includes('planted-value')).toBe(false);
    expect(bytes.subarray(0, 15).toString()).not.toBe('SQLite format 3');
  });

  it('says that the key is wrong instead of showing an empty database', () => {
    using test = openTestDatabase();
    const wrong = new Uint8Array(32).fill(8);
    expect(codeOf(() => openDatabase({ file: test.file, key: wrong, mode: 'read-write' }))).toBe('ERR_DB_KEY_WRONG');
    expect(codeOf(() => openDatabase({ file: test.file, key: new Uint8Array(31), mode: 'read-write' }))).toBe(
      'ERR_DB_KEY_WRONG',
    );
  });

  it('runs with the settings that survive a power cut', () => {
    using test = openTestDatabase();
    expect(test.db.pluck<[], string>('PRAGMA journal_mode').get()).toBe('wal');
    expect(test.db.pluck<[], number>('PRAGMA synchronous').get()).toBe(2);
    expect(test.db.pluck<[], number>('PRAGMA foreign_keys').get()).toBe(1);
    expect(test.db.pluck<[], number>('PRAGMA temp_store').get()).toBe(2);
  });

  it('refuses writes on a read-only handle', () => {
    using test = openTestDatabase();
    const reader = openDatabase({ file: test.file, key: test.key, mode: 'read-only' });
    expect(codeOf(() => reader.transaction((tx) => insert(tx, 'a')))).toBe('ERR_DB_READ_ONLY');
    reader.close();
  });

  it('reports slow statements with their text and without their values', () => {
    const slow: SlowQuery[] = [];
    using test = openTestDatabase({ slowQueryMs: 0, onSlowQuery: (query) => slow.push(query) });
    test.db.transaction((tx) => insert(tx, 'secret-name'));
    expect(slow.map((query) => query.sql)).toContain(INSERT);
    expect(JSON.stringify(slow)).not.toContain('secret-name');
  });

  it.each([
    { openMs: 199, how: 'commit', told: [] },
    { openMs: 200, how: 'commit', told: [{ sql: 'open transaction', durationMs: 200 }] },
    { openMs: 200, how: 'undo', told: [{ sql: 'open transaction', durationMs: 200 }] },
  ] as const)('of a transaction held open for $openMs ms until its $how reports $told', ({ openMs, how, told }) => {
    const slow: SlowQuery[] = [];
    using test = openTestDatabase({ onSlowQuery: (query) => slow.push(query) });
    let nowMs = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const transaction = test.db.openTransaction(() => undefined);
    transaction.run(() => test.db.transaction((tx) => insert(tx, 'a')));
    nowMs = openMs;
    transaction[how](new Error('stop'));
    clock.mockRestore();
    expect(slow).toEqual(told);
  });
});

describe('transaction', () => {
  it.each(['commit', 'undo'] as const)('flushes at its own commit again after an open one has ended by %s', (how) => {
    using test = openTestDatabase();
    const synchronous = () => test.db.connection.pragma('synchronous', { simple: true });
    const open = test.db.openTransaction(() => undefined);
    const meanwhile = synchronous();
    open[how](new Error('stop'));
    expect({ meanwhile, afterwards: synchronous() }).toEqual({ meanwhile: 1, afterwards: 2 });
  });

  it('rolls everything back when the work throws', () => {
    using test = openTestDatabase();
    expect(() =>
      test.db.transaction((tx) => {
        insert(tx, 'a');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(names(test.db)).toEqual([]);
  });

  it('refuses work that is asynchronous and keeps nothing of it', () => {
    using test = openTestDatabase();
    expect(() =>
      test.db.transaction((tx) => {
        insert(tx, 'a');
        return Promise.resolve();
      }),
    ).toThrow('must be synchronous');
    expect(names(test.db)).toEqual([]);
  });

  it('undoes only the nested part when a nested failure is caught', () => {
    using test = openTestDatabase();
    test.db.transaction((tx) => {
      insert(tx, 'outer');
      expect(() =>
        test.db.transaction((inner) => {
          insert(inner, 'inner');
          throw new Error('nested');
        }),
      ).toThrow('nested');
      insert(tx, 'after');
    });
    expect(names(test.db)).toEqual(['after', 'outer']);
  });

  it('undoes finished nested work when the outer part fails', () => {
    using test = openTestDatabase();
    expect(() =>
      test.db.transaction(() => {
        test.db.transaction((inner) => insert(inner, 'inner'));
        throw new Error('outer');
      }),
    ).toThrow('outer');
    expect(names(test.db)).toEqual([]);
  });

  it('announces changed areas and runs later work only after the outermost commit', () => {
    using test = openTestDatabase();
    const seen: string[] = [];
    test.db.onCommit((areas) => seen.push(`areas ${[...areas].join()}`));
    test.db.transaction((tx) => {
      test.db.transaction((inner) => {
        inner.changed('orders');
        inner.afterCommit(() => seen.push(`on disk: ${names(test.db).join()}`));
      });
      tx.changed('orders');
      insert(tx, 'a');
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual(['on disk: a', 'areas orders']);
  });

  it('forgets announcements of a transaction that rolled back', () => {
    using test = openTestDatabase();
    const seen: string[] = [];
    test.db.onCommit((areas) => seen.push(`areas ${[...areas].join()}`));
    expect(() =>
      test.db.transaction((tx) => {
        tx.changed('orders');
        tx.afterCommit(() => seen.push('after'));
        throw new Error('stop');
      }),
    ).toThrow('stop');
    test.db.transaction((tx) => insert(tx, 'a'));
    expect(seen).toEqual(['areas ']);
  });

  it('stands although work after its commit throws', () => {
    const errors: unknown[] = [];
    using test = openTestDatabase({ onAfterCommitError: (error) => errors.push(error) });
    test.db.transaction((tx) => {
      insert(tx, 'a');
      tx.afterCommit(() => {
        throw new Error('listener');
      });
    });
    expect(names(test.db)).toEqual(['a']);
    expect(errors).toHaveLength(1);
  });

  it('names the columns of a broken unique rule and none of the values', () => {
    using test = openTestDatabase();
    test.db.transaction((tx) => insert(tx, 'private-value'));
    try {
      test.db.transaction((tx) => insert(tx, 'private-value'));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).code).toBe('ERR_DB_CONFLICT');
      expect((error as AppError).data).toEqual({ constraint: 'UNIQUE constraint failed: settings.name' });
    }
  });

  it('tells a second writer that the file is locked', () => {
    using test = openTestDatabase();
    const other = openDatabase({ file: test.file, key: test.key, mode: 'read-write' });
    other.connection.pragma('busy_timeout = 0');
    test.db.transaction(() => {
      expect(codeOf(() => other.transaction((tx) => insert(tx, 'b')))).toBe('ERR_DB_LOCKED_BY_OTHER');
    });
    other.close();
  });

  it('protects append-only tables also from INSERT OR REPLACE', () => {
    using test = openTestDatabase();
    const row = `INTO audit_log (seq, at_ms, actor_kind, actor_id, act, target, data_json, prev_hash, hash) VALUES (1, 0, 'system', 's', 'a', 't', '{}', '', 'h')`;
    test.db.transaction((tx) => tx.prepare<[]>(`INSERT ${row}`).run());
    for (const sql of [`INSERT OR REPLACE ${row}`, `UPDATE audit_log SET act = 'b'`, 'DELETE FROM audit_log']) {
      expect(codeOf(() => test.db.transaction((tx) => tx.prepare<[]>(sql).run()))).toBe('ERR_DB_CONSTRAINT');
    }
  });
});
