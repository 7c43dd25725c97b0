import { isVisible } from '#core/kernel/characters.ts';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import type { Problem } from '#shared/contract/common.ts';

/** What spreadsheets show of a number that was too long for them. */
const ROUNDED = /^\d(?:\.\d+)?E\+?\d+$/i;
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
/** Signs and codes that may stand before or behind an amount in the shop's own currency. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  CNY: ['¥', 'RMB', '元', 'CN¥'],
  JPY: ['¥', '円'],
  USD: ['$', 'US$'],
  EUR: ['€'],
  GBP: ['£'],
  HKD: ['HK$', '$'],
  TWD: ['NT$', '$'],
};

/** Without the marks by which spreadsheets and exports keep a number a text: `="0012"` and a leading apostrophe. */
export function unwrapCell(text: string): string {
  const formula = /^\s*="([^"]*)"\s*$/.exec(text);
  if (formula) return formula[1] ?? '';
  return /^\s*'[\d=+@-]/.test(text) ? text.trimStart().slice(1) : text;
}

/** What is wrong with a number or code, or null: it is empty, its digits are lost, or it is a formula that nobody computed. */
export function identifierProblem(field: string, text: string): Problem | null {
  const clean = cleanIdentifier(text);
  if (clean === '') return invalidValue(field, text, 'filled');
  if (ROUNDED.test(clean)) return { code: 'ERR_IMPORT_DIGITS_LOST', data: { field, value: clean.slice(0, 60) } };
  if (clean.startsWith('=')) return invalidValue(field, clean, 'text');
  return null;
}

/** An amount of the given currency in minor units, with or without its sign and grouping commas; null for anything else. */
export function readAmount(text: string, currency: string): number | null {
  let clean = cleanIdentifier(text).toUpperCase();
  for (const sign of [currency, ...(SIGNS[currency] ?? [])]) {
    if (clean.startsWith(sign)) clean = clean.slice(sign.length).trim();
    else if (clean.endsWith(sign)) clean = clean.slice(0, -sign.length).trim();
  }
  if (GROUPED.test(clean)) clean = clean.replaceAll(',', '');
  const minor = parseDecimalAmount(clean, currency);
  return minor === null || minor < 0 ? null : minor;
}

/** A country as its ISO 3166 code; empty means China, where files without the column come from. Null for anything else. */
export function readCountry(text: string): string | null {
  const clean = cleanIdentifier(text).toUpperCase();
  if (clean === '' || clean === 'CHINA' || clean === '中国' || clean === '中国大陆') return 'CN';
  return /^[A-Z]{2}$/.test(clean) ? clean : null;
}

/** What is wrong with a cell; one in which nobody sees anything is missing. */
export function invalidValue(field: string, value: string, expected: string): Problem {
  if (!isVisible(value)) return { code: 'ERR_IMPORT_VALUE_MISSING', data: { field } };
  return { code: 'ERR_IMPORT_VALUE_INVALID', data: { field, value: value.slice(0, 60), expected } };
}
