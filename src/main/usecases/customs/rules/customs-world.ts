import type { CustomsWorld } from '#core/customs/customs-check.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { hsExists } from '#core/customs/hs-exists.ts';
import { knownRate } from '#main/usecases/customs/rules/known-rate.ts';
import { newestRates } from '#main/usecases/customs/rules/rate-rows.ts';
import { minorDigits } from '#shared/model/money.ts';

/** What checks need beside the declaration: rates of exchange with their days, as they stand now, and the list of goods codes. */
export function customsWorld(db: ReadDb): CustomsWorld {
  const rates = newestRates(db);
  const ofSdr = rates.filter(({ from }) => from === 'XDR').toSorted((a, b) => (a.day < b.day ? 1 : -1))[0];
  return {
    sdr: ofSdr
      ? { currency: ofSdr.to, minorPerSdr: Number(ofSdr.rate) * 10 ** minorDigits(ofSdr.to), day: ofSdr.day }
      : null,
    rate(from, to) {
      const known = knownRate(rates, from, to);
      return known && { minorPerUnit: known.rate * 10 ** minorDigits(to), day: known.day };
    },
    hsExists,
  };
}
