export const CUSTOMS_RULES_ERRORS = {} as const;
