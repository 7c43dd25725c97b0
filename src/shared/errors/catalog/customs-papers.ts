export const CUSTOMS_PAPERS_ERRORS = {} as const;
