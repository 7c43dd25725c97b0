export const CUSTOMS_DESK_ERRORS = {} as const;
