import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatedShop } from './simulated-shop.ts';

/** Per hour. */
const PAYS_AFTER_ALL = 0.4;
const LOSES_PATIENCE = 0.01;
/** Half of a year: beyond it nothing new happens. */
const MOST_HOURS = 4_380;
/** Each order's time is not kept: within so long all are closed, arrive, or get their money back. No platform's reference tells them; guesses. */
const UNPAID_ENDS_H = 24;
const ARRIVES_H = 72;
const REFUND_FALLS_DUE_H = 120;
const REFUND_OPEN: ReadonlySet<string> = new Set(['refund-open', 'after-sale-open']);

/**
 * What becomes of orders while hours pass. Of those that wait for their payment four in ten are paid each hour, of the buyers
 * three in ten have gone for good, and the platform closes what is left within a day; of those that wait for their parcel one in
 * a hundred is asked back (or cancelled, where the platform knows no asking); parcels arrive within three days; what was asked
 * back is refunded within five, as platforms do for a seller who says nothing.
 * @param received the orders of this shop whose parcels have arrived; grows
 */
export function letHoursPass(shop: SimulatedShop, hours: number, random: SeededRandom, received: Set<string>): void {
  const within = (perHour: number): number => 1 - (1 - perHour) ** Math.min(hours, MOST_HOURS);
  const shipped = new Set(shop.books.shipments().map(({ externalNumber }) => externalNumber));
  // What is asked back now has its own time before it.
  if (shop.acts.includes('refund'))
    for (const { externalNumber, blockReason } of shop.books.paidOrders())
      if (REFUND_OPEN.has(blockReason ?? '') && random.chance(Math.min(1, hours / REFUND_FALLS_DUE_H)))
        shop.act(externalNumber, 'refund');
  for (const number of shop.unpaid()) {
    if (!hasGone(number) && shop.acts.includes('pay') && random.chance(within(PAYS_AFTER_ALL))) shop.act(number, 'pay');
    else if (random.chance(Math.min(1, hours / UNPAID_ENDS_H))) shop.inTime.close?.(number);
  }
  const { receive } = shop.inTime;
  for (const number of shipped) {
    if (!receive || received.has(number) || !random.chance(Math.min(1, hours / ARRIVES_H))) continue;
    received.add(number);
    receive(number);
  }
  const wayOut = (['ask-refund', 'cancel'] as const).find((act) => shop.acts.includes(act));
  if (wayOut === undefined) return;
  for (const { externalNumber, shippable } of shop.books.paidOrders())
    if (shippable && !shipped.has(externalNumber) && random.chance(within(LOSES_PATIENCE)))
      shop.act(externalNumber, wayOut);
}

/** By its number, so that it stays so however time is cut up. */
function hasGone(number: string): boolean {
  return [...number].reduce((sum, digit) => sum + digit.charCodeAt(0), 0) % 10 < 3;
}
