import { expect, it } from 'vitest';
import { startBackgroundTurns } from '#main/app/background-turns.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';

it('outlives a full disk, and goes on by itself once there is room', () => {
  using test = openTestDatabase();
  const timers = new ManualTime();
  const told: unknown[] = [];
  let isFull = true;
  let turns = 0;
  const stop = startBackgroundTurns({
    db: test.db,
    timers,
    quietMs: 100,
    concerns: () => true,
    turn() {
      if (isFull) throw new AppError('ERR_DB_DISK_FULL', { sqlite: 'SQLITE_FULL' });
      turns += 1;
      return false;
    },
    onError: (error) => told.push(error),
  });
  timers.advance(0);
  expect(told).toMatchObject([{ code: 'ERR_DB_DISK_FULL' }]);
  isFull = false;
  timers.advance(10_000);
  expect(turns).toBe(1);
  stop();
});
