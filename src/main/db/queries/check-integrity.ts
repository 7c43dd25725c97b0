import type { NamedQuery } from '#main/db/queries/named-query.ts';

export interface IntegrityVerdict {
  readonly ok: boolean;
  readonly problems: readonly string[];
}

/** Reads every page of the file; minutes for a large one, so never on the writer's thread. */
export const checkIntegrity: NamedQuery<{ readonly maxProblems: number }, IntegrityVerdict> = {
  name: 'check-integrity',
  run(db, { maxProblems }) {
    const lines = db.pluck<[], string>(`PRAGMA integrity_check(${Math.trunc(maxProblems)})`).all();
    const problems = lines.filter((line) => line !== 'ok');
    return { ok: problems.length === 0, problems };
  },
};
