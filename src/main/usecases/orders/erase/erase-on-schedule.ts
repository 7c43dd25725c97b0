import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import { eraseOrderData } from '#main/usecases/orders/erase/erase-order-data.ts';
import type { ErasableOrder } from '#main/usecases/orders/erase/erase-order-data.ts';
import { findDueOrders } from '#main/usecases/orders/erase/erasable-orders.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { startSlice } from '#main/usecases/slice-budget.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

const DAY_MS = 24 * 3_600_000;
/** Orders that one turn of the event loop looks at. */
const STRETCH = 200;

/**
 * Erases the personal data of orders that were settled and left alone for the term that the settings name; 0 days: never.
 * Walks in slices; where it is stopped, the next run begins anew, and what was erased is erased.
 * @returns how many orders were erased
 */
export async function eraseOnSchedule(context: UseCaseContext, act: Act, signal: AbortSignal): Promise<number> {
  const days = readSetting(context.read, 'personalDataDays');
  if (days === 0) return 0;
  const nowMs = context.clock.nowMs();
  const beforeMs = nowMs - days * DAY_MS;
  let erased = 0;
  let after = -1;
  while (!signal.aborted) {
    const { lastKey, due } = findDueOrders(context.read, after, beforeMs, STRETCH);
    if (lastKey === null) break;
    after = lastKey;
    for (let left = due; left.length > 0 && !signal.aborted; await giveWay()) {
      const done = eraseSlice(context, act, left, beforeMs, `after ${days} days`);
      erased += done;
      left = left.slice(done);
    }
    await giveWay();
  }
  if (erased > 0)
    context.db.transaction((tx) =>
      recordAudit(tx, {
        atMs: nowMs,
        act,
        what: 'order.personal_data_erased',
        target: new Date(beforeMs).toISOString().slice(0, 10),
        data: { orders: erased, days },
      }),
    );
  return erased;
}

/** @returns how many of them were looked after; at least one */
function eraseSlice(
  context: UseCaseContext,
  act: Act,
  orders: readonly ErasableOrder[],
  beforeMs: number,
  reason: string,
): number {
  return context.db.transaction((tx) => {
    const hasTime = startSlice();
    let done = 0;
    for (const order of orders) {
      if (!hasTime()) break;
      done += 1;
      // It may have moved since it was found: a return that was asked for this very moment wants its address.
      const still = findDueOrders(tx, order.list_key - 1, beforeMs, 1).due;
      if (still.length > 0) eraseOrderData(tx, act, context.clock.nowMs(), order, { rule: 'personalDataDays', reason });
    }
    return done;
  });
}
