import type { ReadDb } from '#main/db/handles.ts';
import { integrityProblems } from '#main/db/integrity-problems.ts';
import { verifyCheck } from '#main/usecases/verify/verify-check.ts';
import type { VerifyCheck } from '#main/usecases/verify/verify-check.ts';

const MOST_PROBLEMS = 20;

/** Every page deciphered, every tree walked, every reference followed. */
export function checkFile(db: ReadDb): VerifyCheck {
  const pages = db.pluck<[], number>('PRAGMA page_count').get() ?? 0;
  const integrity = integrityProblems(db, MOST_PROBLEMS);
  const references = db
    .prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check')
    .all()
    .map((row) => `${row.table} ${row.rowid ?? ''} points at a missing row of ${row.parent}`);
  return verifyCheck('file', pages, [...integrity, ...references]);
}
