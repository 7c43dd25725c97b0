export const CUSTOMS_BOARD_ERRORS = {} as const;
