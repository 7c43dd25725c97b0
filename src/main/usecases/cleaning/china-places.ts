import divisions from '#resources/address/china-divisions.json' with { type: 'json' };
import { readChinaPlaces } from '#core/cleaning/china-places.ts';
import type { ChinaPlaces } from '#core/cleaning/china-places.ts';

let read: ChinaPlaces | undefined;

/** The table of divisions that the product comes with; indexed when the first address is read by it. */
export function chinaPlaces(): ChinaPlaces {
  read ??= readChinaPlaces(divisions.divisions);
  return read;
}
