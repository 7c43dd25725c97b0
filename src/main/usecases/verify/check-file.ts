import type { ReadDb } from '#main/db/handles.ts';
import { integrityProblems } from '#main/db/integrity-problems.ts';
import { unlessDamaged } from '#main/db/unless-damaged.ts';
import type { Findings } from '#main/usecases/verify/verify-check.ts';
import type { VerifyProblem } from '#shared/contract/system.ts';

const MOST_PROBLEMS = 20;

/** Every page deciphered, every tree walked, every reference followed. */
export function checkFile(db: ReadDb): Findings {
  const pages = db.pluck<[], number>('PRAGMA page_count').get() ?? 0;
  const integrity = integrityProblems(db, MOST_PROBLEMS).map((detail): VerifyProblem => ({
    code: 'page_damaged',
    data: { detail },
  }));
  // Of a damaged page the first of the two has told already.
  const references = unlessDamaged(
    () => db.prepare<[], { table: string; rowid: number | null; parent: string }>('PRAGMA foreign_key_check').all(),
    [],
  ).map(({ table, rowid, parent }): VerifyProblem => ({
    code: 'reference_missing',
    data: { table, row: rowid ?? '–', parent },
  }));
  return { checked: pages, problems: [...integrity, ...references] };
}
