// Not the package's own entry: that one reads the names of all languages.
import { alpha2ToAlpha3, getAlpha2Codes } from 'i18n-iso-countries/index.js';

const COUNTRIES: ReadonlySet<string> = new Set(Object.keys(getAlpha2Codes()));

/** Kosovo: a code that users agreed on and that the EU and shops write, without an official one of three letters. */
const WITHOUT_ALPHA3 = 'XK';

/**
 * Whether goods can come from there: the 249 codes of ISO 3166-1 in capitals, and XK. Northern Ireland (XI) and the Canary Islands (IC)
 * are territories of customs, not countries of origin.
 */
export function isCountry(code: string): boolean {
  return COUNTRIES.has(code);
}

/** ISO 3166-1 alpha-3, which Chinese customs writes; undefined where none is official. */
export function alpha3Of(code: string): string | undefined {
  return code === WITHOUT_ALPHA3 ? undefined : alpha2ToAlpha3(code);
}
