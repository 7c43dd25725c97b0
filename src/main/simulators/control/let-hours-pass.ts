import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatedShop } from './simulated-shop.ts';

/** Per hour. */
const PAYS_AFTER_ALL = 0.4;
const LOSES_PATIENCE = 0.01;
/** Half of a year: beyond it nothing new happens. */
const MOST_HOURS = 4_380;

/**
 * What buyers do while hours pass: of the orders that wait for their payment four in ten are paid each hour, and of those that
 * wait for their parcel one in a hundred is asked back (or cancelled, where the platform knows no asking).
 */
export function letHoursPass(shop: SimulatedShop, hours: number, random: SeededRandom): void {
  const within = (perHour: number): number => 1 - (1 - perHour) ** Math.min(hours, MOST_HOURS);
  if (shop.acts.includes('pay'))
    for (const number of shop.unpaid()) if (random.chance(within(PAYS_AFTER_ALL))) shop.act(number, 'pay');
  const wayOut = (['ask-refund', 'cancel'] as const).find((act) => shop.acts.includes(act));
  if (wayOut === undefined) return;
  const told = new Set(shop.books.shipments().map(({ externalNumber }) => externalNumber));
  for (const { externalNumber, shippable } of shop.books.paidOrders())
    if (shippable && !told.has(externalNumber) && random.chance(within(LOSES_PATIENCE)))
      shop.act(externalNumber, wayOut);
}
