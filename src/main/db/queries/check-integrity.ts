import { integrityProblems } from '#main/db/integrity-problems.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';

export interface IntegrityVerdict {
  readonly ok: boolean;
  readonly problems: readonly string[];
}

/** Reads every page of the file; minutes for a large one, so never on the writer's thread. */
export const checkIntegrity: NamedQuery<{ readonly maxProblems: number }, IntegrityVerdict> = {
  name: 'check-integrity',
  run(db, { maxProblems }) {
    const problems = integrityProblems(db, maxProblems);
    return { ok: problems.length === 0, problems };
  },
};
