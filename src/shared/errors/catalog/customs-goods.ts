export const CUSTOMS_GOODS_ERRORS = {} as const;
