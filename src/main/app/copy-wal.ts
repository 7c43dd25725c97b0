import { statSync } from 'node:fs';
import type { OpenDatabase } from '#main/db/open.ts';
import type { ReaderPool } from '#main/db/reader-pool.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';

/** So often at most, while commits go on. */
const EVERY_MS = 500;
/** Fewer commits are not worth the two flushes of a copy. */
const COMMITS = 20;
/** While the WAL is smaller, the commit that copies it does so in some 10 ms; a workstation with little to do needs no thread for it. */
const SMALL_WAL_BYTES = 4 * 1024 * 1024;
/**
 * Pages (32 MiB) after which a commit copies them itself, once a copy beside it went well: by then most are in the file already.
 * Until then the smaller limit of connect.ts holds.
 */
const AUTOCHECKPOINT_PAGES = 8_000;

/**
 * Has the WAL copied into the file in a reader's thread, so that hardly any commit has to do it: one that does keeps a scan waiting for
 * 50 to 150 ms. A copy that fails (a full disk) loses nothing: the WAL keeps it, and commits tell of the trouble. @returns the way to stop
 */
export function startCopyingWal(
  db: OpenDatabase,
  readers: Pick<ReaderPool, 'copyWal'>,
  timers: Timers,
  log: UseCaseLog,
): () => void {
  let commits = 0;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  async function copy(): Promise<void> {
    try {
      commits = 0;
      if (walBytes(db) < SMALL_WAL_BYTES) return;
      await readers.copyWal();
      if (!isStopped) db.connection.pragma(`wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
    } catch (error) {
      if (!isStopped) log.warn({ error }, 'the WAL could not be copied into the file');
    } finally {
      cancel = null;
      plan();
    }
  }

  function plan(): void {
    if (cancel || isStopped || commits < COMMITS) return;
    cancel = timers.after(EVERY_MS, () => void copy());
  }

  const stopListening = db.onCommit(() => {
    commits += 1;
    plan();
  });
  return () => {
    isStopped = true;
    stopListening();
    cancel?.();
  };
}

/** The WAL keeps its length when it begins anew. */
function walBytes({ file }: OpenDatabase): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
