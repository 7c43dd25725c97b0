import { minorDigits } from '#shared/model/money.ts';

/** An amount as a person types it, in integer minor units: 98.5 yuan are 9850 fen, and 5000 yen stay 5000. */
export function minorOf(typed: number, currency: string): number {
  return Math.round(typed * 10 ** minorDigits(currency));
}

/** Minor units as a number to type over: 9850 fen are 98.5 yuan. */
export function typedOf(amountMinor: number, currency: string): number {
  return amountMinor / 10 ** minorDigits(currency);
}
