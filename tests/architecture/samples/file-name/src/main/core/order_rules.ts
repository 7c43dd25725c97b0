export const rules = 1; // bad
