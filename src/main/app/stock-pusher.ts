import { startBackgroundTurns } from '#main/app/background-turns.ts';
import type { Timers } from '#main/lib/timers.ts';
import { queueStockPushes } from '#main/usecases/stock/stock-push-due.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** A burst of orders becomes one push. */
const QUIET_MS = 500;

/** Queues the pushes of stock behind the commits that changed levels. @returns the way to stop */
export function startStockPusher(context: UseCaseContext, timers: Timers): () => void {
  return startBackgroundTurns({
    db: context.db,
    timers,
    quietMs: QUIET_MS,
    // Intake, packing, imports and corrections all move stock, and the database itself notes what is due.
    concerns: () => true,
    turn() {
      queueStockPushes(context);
      return false;
    },
    onError: (error) => context.log.error({ error }, 'stock could not be queued for the shops'),
  });
}
