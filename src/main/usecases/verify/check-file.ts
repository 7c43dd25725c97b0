import type { ReadDb } from '#main/db/handles.ts';
import { verifyCheck } from '#main/usecases/verify/verify-check.ts';
import type { VerifyCheck } from '#main/usecases/verify/verify-check.ts';

/** Every page deciphered, every tree walked, every reference followed. */
export function checkFile(db: ReadDb): VerifyCheck {
  const pages = db.pluck<[], number>('PRAGMA page_count').get() ?? 0;
  const integrity = db
    .pluck<[], string>('PRAGMA integrity_check(20)')
    .all()
    .filter((line) => line !== 'ok');
  const references = db
    .prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check')
    .all()
    .map((row) => `${row.table} ${row.rowid ?? ''} points at a missing row of ${row.parent}`);
  return verifyCheck('file', pages, [...integrity, ...references]);
}
