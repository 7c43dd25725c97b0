import type { CustomsWorld } from '#core/customs/customs-check.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { hsExists } from '#core/customs/hs-exists.ts';
import { knownRate } from '#main/usecases/customs/rules/known-rate.ts';
import { newestRates } from '#main/usecases/customs/rules/rate-rows.ts';
import { minorDigits } from '#shared/model/money.ts';

/** The world of each ship date, read once per day that is asked for. */
export type WorldOfDay = (shipDate: string) => CustomsWorld;

/** As customsWorld, for many parcels in one go. */
export function customsWorlds(db: ReadDb): WorldOfDay {
  const known = new Map<string, CustomsWorld>();
  return (shipDate) => {
    const world = known.get(shipDate) ?? customsWorld(db, shipDate);
    known.set(shipDate, world);
    return world;
  };
}

/**
 * What checks need beside the declaration: the list of goods codes, and the rates of exchange in force on a ship date, that is the newest
 * that are not of a later day. A later rate never changes what was declared before it.
 */
export function customsWorld(db: ReadDb, shipDate: string): CustomsWorld {
  const rates = newestRates(db, shipDate);
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
