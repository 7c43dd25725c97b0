export const anything = 1; // bad
