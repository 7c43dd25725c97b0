import { statSync } from 'node:fs';
import { WAL_AUTOCHECKPOINT_PAGES } from '#main/db/connect.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import type { ReaderPool } from '#main/db/reader-pool.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import { pause } from '#main/lib/pause.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';

/** So often at most, while commits go on. */
const EVERY_MS = 500;
/** Fewer commits are not worth the two flushes of a copy. */
const COMMITS = 20;
/** So many rows in few commits are a rush: then small copies follow each other, since a commit waits for the flush of a large one. */
const RUSH_ROWS = 1_000;
const RUSH_EVERY_MS = 100;
/** While the WAL is smaller, the commit that copies it does so in some 10 ms; a workstation with little to do needs no thread for it. */
const SMALL_WAL_BYTES = 4 * 1024 * 1024;
/** Pages (32 MiB) after which a commit copies them itself: long before that a copy beside it has begun. While none goes well, the limit of connect.ts holds. */
const AUTOCHECKPOINT_PAGES = 8_000;
/**
 * From so many pages (16 MiB) on, what comes in waits while what commits have written during a copy is copied too, which takes some
 * milliseconds. The WAL begins anew only when all of it is copied, and while commits go on no copy beside them ends with that: it would
 * grow until a commit has to do the rest of seconds.
 */
const LONG_WAL_PAGES = 4_000;
/** What comes in waits no longer than this, should the threads have other work. */
const LONGEST_HOLD_MS = 40;

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
  let rowsBefore = 0;
  let cancel: (() => void) | null = null;
  let isStopped = false;

  function limitCommits(pages: number): void {
    db.connection.pragma(`wal_autocheckpoint = ${pages}`);
  }

  async function copy(): Promise<void> {
    try {
      commits = 0;
      rowsBefore = rowsWritten(db);
      if (walBytes(db) < SMALL_WAL_BYTES) return;
      const pages = await readers.copyWal();
      if (isStopped) return;
      limitCommits(AUTOCHECKPOINT_PAGES);
      if (pages >= LONG_WAL_PAGES) await turnsOf(db).holdDuring(copyRest);
    } catch (error) {
      if (isStopped) return;
      limitCommits(WAL_AUTOCHECKPOINT_PAGES);
      log.warn({ error }, 'the WAL could not be copied into the file');
    } finally {
      cancel = null;
      plan();
    }
  }

  function copyRest(): Promise<unknown> {
    return Promise.race([readers.copyWal(), pause(timers, LONGEST_HOLD_MS)]);
  }

  function plan(): void {
    if (cancel || isStopped) return;
    const isRush = rowsWritten(db) - rowsBefore >= RUSH_ROWS;
    if (isRush || commits >= COMMITS) cancel = timers.after(isRush ? RUSH_EVERY_MS : EVERY_MS, () => void copy());
  }

  limitCommits(AUTOCHECKPOINT_PAGES);
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

/** Since the database was opened. */
function rowsWritten(db: OpenDatabase): number {
  return db.pluck<[], number>('SELECT total_changes()').get() ?? 0;
}

/** The WAL keeps its length when it begins anew. */
function walBytes({ file }: OpenDatabase): number {
  return statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}
