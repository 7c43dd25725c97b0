import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { queueAllCases } from '#main/usecases/customs/desk/check-due.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import { judgeFilled } from '#main/usecases/customs/desk/fill-cases.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Judges the named orders anew, the first few at once; none named: every open one, behind the work at hand. */
export function recheckCases(
  context: UseCaseContext,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  orderIds: readonly string[],
): { checked: number; queued: boolean } {
  return context.db.transaction((tx) => {
    if (orderIds.length === 0) queueAllCases(tx);
    judgeFilled(tx, context.clock.nowMs(), act, readTools, orderIds);
    return { checked: orderIds.length, queued: orderIds.length === 0 };
  });
}
