import type { HsScheme } from '#shared/model/customs.ts';

/** Digits that a code of each scheme may have. The Chinese one with its inspection suffix (CIQ) has 13. */
export const SCHEME_DIGITS: Readonly<Record<HsScheme, readonly number[]>> = {
  hs6: [6],
  eu_cn8: [8],
  eu_taric10: [10],
  us_hts10: [10],
  cn10: [10, 13],
  sa12: [12],
  uk10: [10],
  jp9: [9],
  kr10: [10],
  other: [6, 7, 8, 9, 10, 11, 12, 13],
};
