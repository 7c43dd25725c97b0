import { startBackgroundTurns } from '#main/app/background-turns.ts';
import type { WriteDb } from '#main/db/handles.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { LightPath } from '#main/usecases/light-path.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';
import { indexOrders } from '#main/usecases/orders/index-orders.ts';

/** Orders that one turn indexes. */
const TURN = 50;
/** Search follows a burst of intake this much later. */
const QUIET_MS = 100;

interface IndexerParts {
  readonly db: WriteDb;
  readonly timers: Timers;
  readonly log: UseCaseLog;
  readonly lightPath?: LightPath;
}

/** Keeps free text search up to date behind the intake. @returns the way to stop */
export function startSearchIndexer({ db, timers, log, lightPath }: IndexerParts): () => void {
  return startBackgroundTurns({
    db,
    timers,
    quietMs: QUIET_MS,
    concerns: (areas) => areas.has('orders'),
    isHeld: () => lightPath?.isOn() ?? false,
    turn: () => indexOrders(db, TURN) > 0,
    onError: (error) => log.error({ error }, 'orders could not be indexed for the search'),
  });
}
