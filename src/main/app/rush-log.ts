import { startBackgroundTurns } from '#main/app/background-turns.ts';
import type { Timers } from '#main/lib/timers.ts';
import { noteRush } from '#main/usecases/system/note-rush.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

const QUIET_MS = 500;

/** Writes down behind the commits when the light path began, ended and was caught up. @returns the way to stop */
export function startRushLog(context: UseCaseContext, timers: Timers): () => void {
  return startBackgroundTurns({
    db: context.db,
    timers,
    quietMs: QUIET_MS,
    // What was put off is done in commits of its own.
    concerns: () => true,
    turn() {
      noteRush(context);
      return false;
    },
    // A note for people: nothing else waits for it.
    onError: (error) => context.log.error({ error }, 'the rush could not be written down'),
  });
}
