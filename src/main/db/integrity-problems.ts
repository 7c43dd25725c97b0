import type { ReadDb } from '#main/db/handles.ts';

/** What `PRAGMA integrity_check` finds wrong with the file, at most `most` lines. Reads every page. */
export function integrityProblems(db: ReadDb, most: number): string[] {
  renewSearchIndex(db);
  return db
    .pluck<[], string>(`PRAGMA integrity_check(${Math.trunc(most)})`)
    .all()
    .filter((line) => line !== 'ok');
}

/**
 * FTS5 keeps the list of its segments in each connection and renews it when a query begins, but not when the check begins:
 * after another connection has merged segments, the check would call the old list's missing ones a corruption.
 */
function renewSearchIndex(db: ReadDb): void {
  try {
    db.pluck<[], number>('SELECT rowid FROM order_search LIMIT 1').get();
  } catch {
    // A file so damaged that this fails is what the check is for.
  }
}
