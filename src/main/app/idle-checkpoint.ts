import type { WriteDb } from '#main/db/handles.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';

/** So long nothing was written: nobody waits for the database now. */
const IDLE_MS = 400;
/** Fewer commits are not worth the two flushes of a checkpoint. */
const COMMITS = 20;

/**
 * Copies the WAL into the file while nobody writes, so that the commit behind a scan hardly ever has to do it. A WAL that grows
 * without a pause is still copied by the commits themselves. A copy that fails (a full disk) loses nothing: the WAL keeps it, and
 * commits tell of the trouble. @returns the way to stop
 */
export function startIdleCheckpoints(db: WriteDb, timers: Timers, log: UseCaseLog): () => void {
  let commits = 0;
  let cancel: (() => void) | null = null;
  const stopListening = db.onCommit(() => {
    commits += 1;
    if (commits < COMMITS) return;
    cancel?.();
    cancel = timers.after(IDLE_MS, () => {
      cancel = null;
      commits = 0;
      try {
        db.checkpoint('passive');
      } catch (error) {
        log.warn({ error }, 'the WAL could not be copied into the file');
      }
    });
  });
  return () => {
    stopListening();
    cancel?.();
  };
}
