export const CUSTOMS_DATA_ERRORS = {} as const;
