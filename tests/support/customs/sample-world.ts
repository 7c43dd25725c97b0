import type { CustomsWorld } from '#core/customs/customs-check.ts';
import { hsExists } from '#core/customs/hs-exists.ts';
import { minorDigits } from '#shared/model/money.ts';

/**
 * A world with round rates: one unit of each currency in euros. `sdrInEur: null` is a workstation where nobody entered the SDR.
 */
export function sampleWorld(
  inEur: Readonly<Record<string, number>> = {},
  sdrInEur: number | null = 1.25,
  day = '2026-11-20',
): CustomsWorld {
  const rates: Readonly<Record<string, number>> = { EUR: 1, ...inEur };
  return {
    sdr: sdrInEur === null ? null : { currency: 'EUR', minorPerSdr: sdrInEur * 100, day },
    rate(from, to) {
      const [of, into] = [rates[from], rates[to]];
      return of === undefined || into === undefined ? null : { minorPerUnit: (of / into) * 10 ** minorDigits(to), day };
    },
    hsExists,
  };
}
