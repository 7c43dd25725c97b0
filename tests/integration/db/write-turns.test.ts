import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createWriteTurns } from '#main/db/write-turns.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { openDatabase } from '#main/db/open.ts';
import { openTestDatabase, TEST_DATABASE_KEY } from '#tests/support/open-test-database.ts';

function openBench(pieceMs = 0) {
  const test = openTestDatabase();
  const { db } = test;
  let commits = 0;
  let atMs = 0;
  let last = 0;
  db.onCommit(() => (commits += 1));
  const turns = createWriteTurns(db, () => atMs);
  const write = (name: string) =>
    db.transaction((tx) => {
      atMs += pieceMs;
      tx.prepare<[string, number]>(
        'INSERT INTO settings (name, value_json, version, updated_at_ms) VALUES (?, 1, 1, ?)',
      ).run(name, (last += 1));
      tx.changed('settings');
      return name;
    });
  return {
    db,
    file: test.file,
    turns,
    write,
    commits: () => commits,
    passes: (ms: number) => void (atMs += ms),
    names: () => db.pluck<[], string>("SELECT name FROM settings WHERE name LIKE 't%' ORDER BY updated_at_ms").all(),
    [Symbol.dispose]: () => test[Symbol.dispose](),
  };
}

/** What another connection sees. */
function readBack(file: string): string[] {
  const db = openDatabase({ file, key: TEST_DATABASE_KEY, mode: 'read-only' });
  try {
    return db.pluck<[], string>("SELECT name FROM settings WHERE name LIKE 't%' ORDER BY updated_at_ms").all();
  } finally {
    db.close();
  }
}

describe('write turns', () => {
  it('store what waits for the same turn with one commit', async () => {
    using bench = openBench();
    const results = await Promise.all(['t1', 't2', 't3'].map((name) => bench.turns.run(() => bench.write(name))));
    expect(results).toEqual(['t1', 't2', 't3']);
    expect(bench.commits()).toBe(1);
  });

  it('let those go first who waited while something else held the event loop', async () => {
    using bench = openBench();
    const waiting = bench.turns.run(() => bench.write('t2'));
    bench.passes(5);
    await nextTurn();
    bench.write('t1');
    await waiting;
    expect(bench.names()).toEqual(['t1', 't2']);
  });

  it('wait while they are held; who writes without them does not', async () => {
    using bench = openBench();
    let letGo = () => {};
    const held = bench.turns.holdDuring(() => new Promise<void>((resolve) => (letGo = resolve)));
    const waiting = bench.turns.run(() => bench.write('t2'));
    await nextTurn();
    bench.write('t1');
    await nextTurn();
    expect(bench.names()).toEqual(['t1']);
    letGo();
    await Promise.all([held, waiting]);
    expect(bench.names()).toEqual(['t1', 't2']);
  });

  it('store what has gathered before they are held, and go on when what held them failed', async () => {
    using bench = openBench(3);
    const gathering = bench.turns.runEach(['t1', 't2', 't3'], bench.write);
    await nextTurn();
    const held = bench.turns.holdDuring(() => {
      expect(readBack(bench.file)).toEqual(['t1', 't2']);
      return Promise.reject(new Error('no thread'));
    });
    await expect(held).rejects.toThrow('no thread');
    expect(await gathering).toEqual(['t1', 't2', 't3']);
  });

  it('answer only once the commit is there', async () => {
    using bench = openBench();
    const first = bench.turns.run(() => bench.write('t1'));
    const isStored = first.then(() => bench.commits());
    void bench.turns.run(() => bench.write('t2'));
    expect(bench.commits()).toBe(0);
    expect(await isStored).toBe(1);
  });

  it('keep what others wrote when one work fails, and what the failing one had finished', async () => {
    using bench = openBench();
    const failing = bench.turns.run(() => {
      bench.write('t1');
      throw new AppError('ERR_CHANNEL_SIGNATURE_INVALID', {});
    });
    const other = bench.turns.run(() => bench.write('t2'));
    await expect(failing).rejects.toMatchObject({ code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
    expect(await other).toBe('t2');
    expect(bench.names()).toEqual(['t1', 't2']);
  });

  it('undo the part of a work that broke a constraint, and no other', async () => {
    using bench = openBench();
    const twice = bench.turns.run(() => bench.db.transaction(() => [bench.write('t1'), bench.write('t1')]));
    const other = bench.turns.run(() => bench.write('t2'));
    await expect(twice).rejects.toMatchObject({ code: 'ERR_DB_CONFLICT' });
    expect(await other).toBe('t2');
    expect(bench.names()).toEqual(['t2']);
  });

  it('fail as a whole when the database is in trouble, and go on afterwards', async () => {
    using bench = openBench();
    const before = bench.turns.run(() => bench.write('t1'));
    const full = bench.turns.run(() => {
      throw new AppError('ERR_DB_DISK_FULL', {});
    });
    const after = bench.turns.run(() => bench.write('t3'));
    const outcomes = await Promise.allSettled([before, full, after]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(bench.names()).toEqual(['t3']);
  });

  it('let others in between the pieces of a long work', async () => {
    using bench = openBench();
    const long = bench.turns.runEach(['t1', 't2', 't3'], bench.write);
    const short = bench.turns.run(() => bench.write('t9'));
    expect(await long).toEqual(['t1', 't2', 't3']);
    await short;
    expect(bench.names()).toEqual(['t1', 't9', 't2', 't3']);
  });

  it('let the event loop go on after some milliseconds, and commit after many turns', async () => {
    using bench = openBench(5);
    const names = Array.from({ length: 40 }, (_, index) => `t${index}`);
    let isOver = false;
    const isStored = bench.turns.runEach(names, bench.write).finally(() => (isOver = true));
    let turns = 0;
    while (!isOver) {
      await nextTurn();
      turns += 1;
    }
    await isStored;
    expect(turns).toBeGreaterThanOrEqual(40);
    expect(bench.commits()).toBe(2);
  });

  it('are kept by the commit of somebody who writes in between', async () => {
    using bench = openBench(5);
    const work = bench.turns.runEach(['t1', 't2'], bench.write);
    await nextTurn();
    expect(bench.commits()).toBe(0);
    bench.write('t9');
    expect(bench.commits()).toBe(1);
    expect(readBack(bench.file)).toEqual(['t1', 't9']);
    await work;
    expect(bench.names()).toEqual(['t1', 't9', 't2']);
    expect(bench.commits()).toBe(2);
  });

  it('stay as they are when what somebody writes in between fails', async () => {
    using bench = openBench(5);
    const work = bench.turns.runEach(['t1', 't2'], bench.write);
    await nextTurn();
    expect(() => bench.write('t1')).toThrow('ERR_DB_CONFLICT');
    expect(await work).toEqual(['t1', 't2']);
    expect(bench.names()).toEqual(['t1', 't2']);
    expect(bench.commits()).toBe(1);
  });

  it('are lost, and say so, when somebody in between finds the disk full', async () => {
    using bench = openBench(5);
    const work = bench.turns.runEach(['t1', 't2'], bench.write);
    await nextTurn();
    const full = () =>
      bench.db.transaction(() => {
        throw new AppError('ERR_DB_DISK_FULL', {});
      });
    expect(full).toThrow('ERR_DB_DISK_FULL');
    await expect(work).rejects.toMatchObject({ code: 'ERR_DB_DISK_FULL' });
    expect(bench.names()).toEqual([]);
    expect(await bench.turns.run(() => bench.write('t3'))).toBe('t3');
  });

  it('are on disk once the database is closed', async () => {
    using bench = openBench(5);
    const work = bench.turns.runEach(['t1', 't2'], bench.write);
    await nextTurn();
    bench.db.close();
    expect(readBack(bench.file)).toEqual(['t1']);
    await expect(work).rejects.toThrow();
  });

  it('fail once the database is closed, instead of waiting for it', async () => {
    using bench = openBench();
    bench.db.close();
    await expect(bench.turns.run(() => bench.write('t1'))).rejects.toThrow();
  });

  it('give each slice of long work a commit of its own, and others a turn in between', async () => {
    using bench = openBench();
    const slices = ['t1', 't2', 't3'];
    const long = bench.turns.repeat(() => {
      bench.write(slices.shift() ?? '');
      return slices.length > 0;
    });
    const short = bench.turns.run(() => bench.write('t9'));
    await long;
    await short;
    expect(bench.names()).toEqual(['t1', 't9', 't2', 't3']);
    expect(bench.commits()).toBeGreaterThanOrEqual(3);
  });

  it('commit what took its time in a turn of its own', async () => {
    using bench = openBench(5);
    const storedInBetween: string[][] = [];
    const writeAndLook = (name: string) => {
      bench.write(name);
      setImmediate(() => storedInBetween.push(readBack(bench.file)));
    };
    await bench.turns.repeat(() => {
      writeAndLook('t1');
      return false;
    });
    await bench.turns.run(() => writeAndLook('t2'));
    expect(storedInBetween).toEqual([[], ['t1']]);
    expect(readBack(bench.file)).toEqual(['t1', 't2']);
  });

  it('end long work with the slice that fails', async () => {
    using bench = openBench();
    let slices = 0;
    const long = bench.turns.repeat(() => {
      slices += 1;
      if (slices === 2) throw new AppError('ERR_IMPORT_NOT_UNDOABLE', {});
      bench.write(`t${slices}`);
      return true;
    });
    await expect(long).rejects.toMatchObject({ code: 'ERR_IMPORT_NOT_UNDOABLE' });
    expect({ slices, names: bench.names() }).toEqual({ slices: 2, names: ['t1'] });
  });

  it('have nothing to do for no pieces', async () => {
    using bench = openBench();
    expect(await bench.turns.runEach([], bench.write)).toEqual([]);
    expect(bench.commits()).toBe(0);
  });
});
