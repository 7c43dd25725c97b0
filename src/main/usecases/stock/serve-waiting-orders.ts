import type { NamedQuery, SlowReads } from '#main/db/queries/named-query.ts';
import type { Act } from '#main/usecases/actor.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import { servableOrders, serveOrders } from '#main/usecases/stock/serve-orders.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Orders served per transaction: some milliseconds. */
const PER_SLICE = 12;

/** {@link servableOrders} for a reader: it looks at every order that waits for goods. */
export const servableOrdersQuery: NamedQuery<null, string[]> = {
  name: 'servable-orders',
  run: (db) => servableOrders(db),
};

/**
 * After goods or SKUs arrived: serves the orders that wait for them, oldest payment first, as far as the shelves reach. In
 * slices, since one delivery may be what thousands wait for. Where it is stopped, another run serves the rest.
 */
export async function serveWaitingOrders(
  context: UseCaseContext,
  reads: SlowReads,
  act: Act,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const waiting = await reads.run(servableOrdersQuery, null);
    let served = 0;
    for (let at = 0; at < waiting.length && !signal.aborted; at += PER_SLICE) {
      const slice = waiting.slice(at, at + PER_SLICE);
      served += context.db.transaction((tx) => {
        tx.changed('stock');
        return serveOrders(tx, act, context.clock.nowMs(), slice);
      });
      await giveWay();
    }
    if (served === 0 || signal.aborted) return;
  }
}
