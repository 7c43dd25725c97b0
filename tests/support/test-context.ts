import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext, UseCaseLog } from '#main/usecases/use-case-context.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';
import { countingIds } from '#tests/support/counting-ids.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';
import type { TestDatabase } from '#tests/support/open-test-database.ts';

/** A use case context over a real database, with time moved by hand: `using test = openTestContext()`. */
export interface TestContext extends UseCaseContext, Disposable {
  readonly test: TestDatabase;
  readonly time: ManualTime;
  readonly published: LiveEvent[];
}

export function openTestContext(): TestContext {
  const test = openTestDatabase();
  const time = new ManualTime();
  const published: LiveEvent[] = [];
  const silent = () => {};
  const log: UseCaseLog = { debug: silent, info: silent, warn: silent, error: silent };
  return {
    test,
    time,
    published,
    db: test.db,
    read: test.db,
    clock: time,
    ids: countingIds(),
    log,
    live: { publish: (event) => published.push(event) },
    [Symbol.dispose]: () => test[Symbol.dispose](),
  };
}

/** An act of a person at the window. */
export const TEST_ACT: Act = {
  actor: { kind: 'operator', id: 'op', name: 'Ann' },
  source: 'window:test',
  traceId: 'trace-1',
};
