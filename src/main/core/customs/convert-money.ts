import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { minorDigits } from '#shared/model/money.ts';

/**
 * An amount in another currency, in its minor units, not rounded: limits are compared, nothing is charged.
 * @returns null when nobody entered a rate
 */
export function convertMoney(
  world: CustomsWorld,
  amountMinor: number,
  from: string,
  to: string,
): { readonly amountMinor: number; readonly rateDay: string | null } | null {
  if (from === to) return { amountMinor, rateDay: null };
  const rate = world.rate(from, to);
  if (rate === null) return null;
  return { amountMinor: (amountMinor / 10 ** minorDigits(from)) * rate.minorPerUnit, rateDay: rate.day };
}
