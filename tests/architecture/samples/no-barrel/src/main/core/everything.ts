export const own = 1;
export * from './a.ts'; // bad
