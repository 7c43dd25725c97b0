export type { Shape } from './shape.ts';

export const fine = 1;
