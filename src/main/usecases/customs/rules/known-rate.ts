import type { RateRow } from '#main/usecases/customs/rules/rate-rows.ts';

export interface KnownRate {
  /** Units of the second currency for one unit of the first. */
  readonly rate: number;
  /** Of the older of the rates that were used. */
  readonly day: string;
}

/** Through these a rate is made of two where nobody entered the pair itself, the first that leads there. */
const BRIDGES = ['EUR', 'USD', 'CNY', 'GBP', 'XDR'];

/** The rate between two currencies from what was entered: the pair itself or turned round, whichever is newer, else through one bridge. */
export function knownRate(rates: readonly RateRow[], from: string, to: string): KnownRate | null {
  if (from === to) return null;
  const direct = ofPair(rates, from, to);
  if (direct !== null) return direct;
  for (const bridge of BRIDGES) {
    const first = ofPair(rates, from, bridge);
    const second = ofPair(rates, bridge, to);
    if (first !== null && second !== null)
      return { rate: first.rate * second.rate, day: first.day < second.day ? first.day : second.day };
  }
  return null;
}

function ofPair(rates: readonly RateRow[], from: string, to: string): KnownRate | null {
  const straight = rates.find((row) => row.from === from && row.to === to);
  const turned = rates.find((row) => row.from === to && row.to === from);
  if (straight && (!turned || straight.day >= turned.day)) return { rate: Number(straight.rate), day: straight.day };
  return turned ? { rate: 1 / Number(turned.rate), day: turned.day } : null;
}
