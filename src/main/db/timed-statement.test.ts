import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { TimedStatement } from '#main/db/timed-statement.ts';
import type { SlowQuery } from '#main/db/timed-statement.ts';

it('times rows that are read one by one, also when the reading ends early, and not what is done with them', () => {
  let nowMs = 0;
  const slow: SlowQuery[] = [];
  const connection = new Database(':memory:');
  // Each row takes 5 ms to read.
  connection.function('tick', () => (nowMs += 5));
  const sql = 'SELECT tick() AS at FROM (VALUES (1), (2), (3))';
  const watch = {
    monotonicMs: () => nowMs,
    thresholdMs: 1,
    onSlow: (query: SlowQuery) => slow.push(query),
    onError: () => {},
  };
  const statement = new TimedStatement<[], { at: number }>(connection.prepare<unknown[], { at: number }>(sql), watch);
  for (const _row of statement.iterate()) nowMs += 100;
  for (const _row of statement.iterate()) {
    nowMs += 100;
    break;
  }
  expect(slow).toEqual([
    { sql, durationMs: 15 },
    { sql, durationMs: 5 },
  ]);
  connection.close();
});
