import { z } from 'zod';

/** ISO 4217 alphabetic code. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/);

/** An amount in integer minor units (fen, cent) of one currency; never a float of major units. */
export const Money = z.object({ amountMinor: z.int(), currency: CurrencyCode });
export type Money = z.infer<typeof Money>;

/** Minor-unit digits of ISO 4217 currencies that do not have two. */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

/** Number of digits behind the decimal point in the currency's major unit (ISO 4217). */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS[currency] ?? 2;
}

/**
 * Turns a vendor's decimal text in major units ("98.00") into integer minor units.
 * Returns null when the text is no plain decimal, has more digits than the currency, or exceeds 2^53 - 1 minor units;
 * surplus zero digits ("98.000") are accepted because several platforms send them.
 */
export function parseDecimalAmount(text: string, currency: string): number | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text.trim());
  if (!match) return null;
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  const minor = Number(`${match[2]}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) return null;
  return match[1] === '-' && minor !== 0 ? -minor : minor;
}

/** Minor units as decimal text in major units, without grouping: 9800 CNY -> "98.00". */
export function formatDecimalAmount(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = Math.abs(amountMinor)
    .toString()
    .padStart(digits + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
