import type { CaseState } from '#shared/model/customs-case.ts';

export interface DeskFilter {
  readonly state: CaseState | null;
  readonly field: string | null;
  readonly territory: string | null;
  readonly search: string;
}

/** What a clerk comes for. */
export const NO_FILTER: DeskFilter = { state: 'blocked', field: null, territory: null, search: '' };
