import { AppError } from '#shared/errors/app-error.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/** Major units without the currency: a column head or total names it. */
export function amount(minor: number, currency: string): string {
  return formatDecimalAmount(minor, currency);
}

export function money(minor: number, currency: string): string {
  return `${formatDecimalAmount(minor, currency)} ${currency}`;
}

const english = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });
const chinese = new Intl.DisplayNames(['zh-Hans'], { type: 'region', fallback: 'code' });

/** "China (CN)"; empty stays empty. */
export function countryWithCode(code: string): string {
  return code === '' ? '' : `${english.of(code) ?? code} (${code})`;
}

export function countryName(code: string): string {
  return code === '' ? '' : (english.of(code) ?? code);
}

export function countryInChinese(code: string): string {
  return code === '' ? '' : (chinese.of(code) ?? code);
}

/** @throws AppError ERR_CUSTOMS_PAPER_FIELD {paper, field} */
export function needed(paper: string, field: string, value: string): string {
  if (value.trim() === '') throw new AppError('ERR_CUSTOMS_PAPER_FIELD', { paper, field });
  return value;
}
