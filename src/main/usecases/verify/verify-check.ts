import type { VerifyProblem } from '#shared/contract/system.ts';

/** How much one check looked at, and all that it found. */
export interface Findings {
  readonly checked: number;
  readonly problems: readonly VerifyProblem[];
}

/** One proof: how much was looked at and what was found. */
export interface VerifyCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly checked: number;
  /** The first few. */
  readonly problems: VerifyProblem[];
}

/** More than this many problems of one kind tell nothing new. */
const SHOWN_PROBLEMS = 50;

export function verifyCheck(name: string, { checked, problems }: Findings): VerifyCheck {
  const shown = problems.slice(0, SHOWN_PROBLEMS);
  const rest = problems.length - shown.length;
  return {
    name,
    ok: problems.length === 0,
    checked,
    problems: rest > 0 ? [...shown, { code: 'more', data: { n: rest } }] : shown,
  };
}
