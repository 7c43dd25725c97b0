import { createCheckpointThread } from '#main/db/checkpoint-thread.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';

/** So often at most, while commits go on. */
const EVERY_MS = 500;
/** Fewer commits are not worth the two flushes of a copy. */
const COMMITS = 20;

/**
 * Copies the WAL into the file beside the backend, so that hardly any commit has to do it: one that does keeps a scan waiting for 50 to
 * 150 ms. A copy that fails (a full disk) loses nothing: the WAL keeps it, and commits tell of the trouble. @returns the way to stop
 */
export function startCopyingWal(
  db: OpenDatabase,
  key: Uint8Array,
  timers: Timers,
  log: UseCaseLog,
): () => Promise<void> {
  const thread = createCheckpointThread(db, key);
  let commits = 0;
  let isPlanned = false;
  let isStopped = false;

  async function copy(): Promise<void> {
    if (isStopped) return;
    try {
      commits = 0;
      await thread.copy();
    } catch (error) {
      log.warn({ error }, 'the WAL could not be copied into the file');
    }
    isPlanned = false;
    plan();
  }

  function plan(): void {
    if (isPlanned || isStopped || commits < COMMITS) return;
    isPlanned = true;
    timers.after(EVERY_MS, () => void copy());
  }

  const stopListening = db.onCommit(() => {
    commits += 1;
    plan();
  });
  return async () => {
    isStopped = true;
    stopListening();
    await thread.close();
  };
}
