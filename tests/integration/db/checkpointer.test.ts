import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startCheckpointer } from '#main/app/checkpointer.ts';
import type { CheckpointerOptions } from '#main/app/checkpointer.ts';
import { AUTOCHECKPOINT_PAGES } from '#main/db/connect.ts';
import { openDatabase } from '#main/db/open.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';
import { until } from '#tests/support/until.ts';

function openBench(more: Partial<CheckpointerOptions> = {}) {
  const { db, file, key, dir, [Symbol.dispose]: dispose } = openTestDatabase();
  // What making the tables left in the WAL is no part of a test.
  db.checkpoint('truncate');
  const problems: unknown[] = [];
  const onProblem = (problem: unknown): number => problems.push(problem);
  const checkpointer = startCheckpointer({ db, file, key, timers: systemTimers, onProblem, afterMs: 1, ...more });
  let id = 0;
  return {
    db,
    file,
    dir,
    key,
    problems,
    checkpointer,
    /** One commit with a text of 100 kB. */
    commit() {
      id += 1;
      db.transaction((tx) => {
        tx.prepare<[string, string]>(
          'INSERT INTO settings (name, value_json, version, updated_at_ms) VALUES (?, ?, 1, 0)',
        ).run(`test-${id}`, 'x'.repeat(100_000));
        tx.changed('orders');
      });
    },
    async [Symbol.asyncDispose]() {
      await checkpointer.stop();
      dispose();
    },
  };
}

describe('the checkpointer', () => {
  it('brings what was committed from the WAL into the file without a commit doing so', async () => {
    await using bench = openBench();
    const before = statSync(bench.file).size;
    bench.commit();
    await until(() => statSync(bench.file).size >= before + 100_000, 'the thread has copied the WAL');
    bench.commit();
    await until(() => statSync(bench.file).size >= before + 200_000, 'and copies it again');
    expect(bench.problems).toEqual([]);
  });

  it('leaves no WAL behind once it has ended and the database is closed', async () => {
    const bench = openBench();
    bench.commit();
    await bench.checkpointer.stop();
    bench.db.close();
    expect(statSync(`${bench.file}-wal`, { throwIfNoEntry: false })).toBeUndefined();
    const again = openDatabase({ file: bench.file, key: bench.key, mode: 'read-only' });
    expect(again.pluck<[], number>("SELECT LENGTH(value_json) FROM settings WHERE name = 'test-1'").get()).toBe(
      100_000,
    );
  });

  it('hands the work back to the commits when its thread fails', async () => {
    await using bench = openBench({ worker: new URL('data:text/javascript,process.exit(3)') });
    expect(bench.db.connection.pragma('wal_autocheckpoint', { simple: true })).toBeGreaterThan(AUTOCHECKPOINT_PAGES);
    bench.commit();
    await until(() => bench.problems.length > 0, 'the failure is told');
    expect(bench.db.connection.pragma('wal_autocheckpoint', { simple: true })).toBe(AUTOCHECKPOINT_PAGES);
    bench.commit();
    expect(bench.problems).toHaveLength(1);
  });
});
