import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { checkIntegrity } from '#main/db/queries/check-integrity.ts';
import { countOrders } from '#main/db/queries/count-orders.ts';
import { READER_WORKER } from '#main/app/open-readers.ts';
import { verifyQuery } from '#main/usecases/verify/verify-query.ts';
import { openReaderPool } from '#main/db/reader-pool.ts';
import type { ReaderPoolOptions } from '#main/db/reader-pool.ts';
import type { SlowQuery } from '#main/db/timed-statement.ts';
import { fillOrders } from '#tests/support/fill-database.ts';
import { until } from '#tests/support/until.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';
import { PATIENCE } from '#tests/support/patience.ts';

const PAGE_BYTES = 4096;

function openBench(more: Partial<ReaderPoolOptions> = {}) {
  const test = openTestDatabase();
  const pool = openReaderPool({ worker: READER_WORKER, file: test.file, key: test.key, size: 2, ...more });
  return {
    db: test.db,
    file: test.file,
    pool,
    async [Symbol.asyncDispose]() {
      await pool.close();
      test[Symbol.dispose]();
    },
  };
}

/** Overwrites every page but the first. */
function ruinFile(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, PAGE_BYTES));
}

describe('reader pool', () => {
  it('reads what was just committed, on connections of other threads', async () => {
    await using bench = openBench();
    expect(await bench.pool.run(countOrders, { shopId: null })).toEqual([]);
    fillOrders(bench.db, 7);
    expect(await bench.pool.run(countOrders, { shopId: 'shop' })).toEqual([{ status: 'ready_to_pack', count: 7 }]);
    expect(await bench.pool.run(checkIntegrity, { maxProblems: 5 })).toEqual({ ok: true, problems: [] });
  });

  it('answers more queries than it has threads, each with its own result', async () => {
    await using bench = openBench();
    fillOrders(bench.db, 3);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => bench.pool.run(countOrders, { shopId: n % 2 === 0 ? 'shop' : 'other' })),
    );
    expect(answers.map((rows) => rows.length)).toEqual(Array.from({ length: 20 }, (_, n) => (n + 1) % 2));
  });

  it('passes coded errors on', async () => {
    await using bench = openBench({ key: new Uint8Array(32) });
    await expect(bench.pool.run(countOrders, { shopId: null })).rejects.toMatchObject({ code: 'ERR_DB_KEY_WRONG' });
  });

  it('says which query nobody registered', async () => {
    await using bench = openBench();
    await expect(bench.pool.run({ name: 'stranger', run: () => 1 }, null)).rejects.toThrow(
      'no query is called stranger',
    );
  });

  it('reports slow statements of its threads', async () => {
    const slow: SlowQuery[] = [];
    await using bench = openBench({ slowQueryMs: 0, onSlowQuery: (query) => slow.push(query) });
    await bench.pool.run(countOrders, { shopId: null });
    expect(slow.map((query) => query.sql).join()).toContain('GROUP BY status');
  });

  it('ends threads that have nothing to do, and starts one again for the next query', async () => {
    await using bench = openBench({ surplusIdleMs: 1, idleMs: 1 });
    await bench.pool.run(countOrders, { shopId: null });
    await until(() => bench.pool.threads === 0, 'the idle thread ends');
    fillOrders(bench.db, 2);
    expect(await bench.pool.run(countOrders, { shopId: 'shop' })).toEqual([{ status: 'ready_to_pack', count: 2 }]);
  });

  it('ends one of two threads that have nothing to do soon, and keeps the other', async () => {
    await using bench = openBench({ surplusIdleMs: 1, idleMs: 3_600_000 });
    const count = () => bench.pool.run(countOrders, { shopId: null });
    const both = Promise.all([count(), count()]);
    expect(bench.pool.threads).toBe(2);
    await both;
    await until(() => bench.pool.threads === 1, 'one of the idle threads ends');
    await count();
    expect(bench.pool.threads, 'the other one answers').toBe(1);
  });

  it('lets go of its pages once a thread has rested, and not before', async () => {
    const count = { shopId: null };
    // Pages in memory answer although the file is in ruins; once they are gone, the ruins are read.
    await using working = openBench({ size: 1, keepPagesMs: 3_600_000 });
    fillOrders(working.db, 50);
    working.db.checkpoint('truncate');
    const known = await working.pool.run(countOrders, count);
    ruinFile(working.file);
    expect(await working.pool.run(countOrders, count)).toEqual(known);

    await using resting = openBench({ size: 1, keepPagesMs: 1 });
    fillOrders(resting.db, 50);
    resting.db.checkpoint('truncate');
    expect(await resting.pool.run(countOrders, count)).toEqual(known);
    ruinFile(resting.file);
    await vi.waitFor(
      () => expect(resting.pool.run(countOrders, count)).rejects.toMatchObject({ code: 'ERR_DB_CORRUPT' }),
      PATIENCE,
    );
  });

  it('keeps a thread free for short queries however many long ones wait', async () => {
    await using bench = openBench();
    fillOrders(bench.db, 2_000);
    // Both threads run already: otherwise the first long query may have ended before the second thread has begun.
    await Promise.all([1, 2].map(() => bench.pool.run(countOrders, { shopId: null })));
    const ended: string[] = [];
    const note = (name: string) => () => ended.push(name);
    await Promise.all([
      bench.pool.run(verifyQuery, null).then(note('first')),
      bench.pool.run(verifyQuery, null).then(note('second')),
      bench.pool.run(countOrders, { shopId: null }).then(note('short')),
    ]);
    expect(ended).toEqual(['short', 'first', 'second']);
  });

  it('names a query whose thread died, and goes on with the next', async () => {
    await using bench = openBench({ worker: new URL('data:text/javascript,process.exit(3)') });
    const outcomes = await Promise.allSettled([1, 2].map(() => bench.pool.run(countOrders, { shopId: null })));
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toMatchObject([
      { code: 'ERR_DB_READER_LOST', data: { query: 'count-orders' } },
      { code: 'ERR_DB_READER_LOST', data: { query: 'count-orders' } },
    ]);
  });

  it('fails what waits when it is closed, and what comes after', async () => {
    await using bench = openBench({ size: 1 });
    const waiting = [bench.pool.run(checkIntegrity, { maxProblems: 1 }), bench.pool.run(countOrders, { shopId: null })];
    const outcomes = Promise.allSettled(waiting);
    await bench.pool.close();
    expect((await outcomes).map((outcome) => outcome.status)).toEqual(['rejected', 'rejected']);
    await expect(bench.pool.run(countOrders, { shopId: null })).rejects.toMatchObject({
      code: 'ERR_HOST_BACKEND_STOPPED',
    });
  });
});
