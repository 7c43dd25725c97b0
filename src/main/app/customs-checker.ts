import { startBackgroundTurns } from '#main/app/background-turns.ts';
import type { Timers } from '#main/lib/timers.ts';
import { checkDue } from '#main/usecases/customs/desk/check-due.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Orders that one turn judges. */
const TURN = 5;
const QUIET_MS = 150;

/**
 * Judges orders that cross a border behind the intake, and again whenever something that they depend on changes.
 * @returns the way to stop
 */
export function startCustomsChecker(context: UseCaseContext, timers: Timers): () => void {
  return startBackgroundTurns({
    db: context.db,
    timers,
    quietMs: QUIET_MS,
    // Goods, senders, rules, rates and orders all count, and the database itself notes what is due.
    concerns: () => true,
    isHeld: () => context.lightPath?.isOn() ?? false,
    turn: () => checkDue(context, readCheckTools, TURN) > 0,
    // Packing judges once more before anything goes out.
    onError: (error) => context.log.error({ error }, 'customs check failed'),
  });
}
