export interface PickDemand {
  /** Place of the order on the cart, counted from 1. */
  readonly slot: number;
  readonly location: string;
  readonly skuCode: string;
  readonly title: string;
  readonly quantity: number;
}

export interface PickTotal {
  readonly location: string;
  readonly skuCode: string;
  readonly title: string;
  readonly quantity: number;
  /** Where the units go: `#1 #3×2`. */
  readonly slots: string;
}

/** Shelf 2 before shelf 10, as the picker walks. */
const WALK = new Intl.Collator('en', { numeric: true });

/** One line per article, in walking order: the picker stops at each shelf once and takes what all orders together want. */
export function pickTotals(demands: readonly PickDemand[]): PickTotal[] {
  const bySku = new Map<string, PickDemand[]>();
  for (const demand of demands) {
    const key = `${demand.location}\n${demand.skuCode}`;
    bySku.set(key, [...(bySku.get(key) ?? []), demand]);
  }
  return [...bySku.values()]
    .flatMap((wanted) => {
      const [first] = wanted;
      if (!first) return [];
      const { location, skuCode, title } = first;
      const quantity = wanted.reduce((sum, demand) => sum + demand.quantity, 0);
      return [{ location, skuCode, title, quantity, slots: slotsOf(wanted) }];
    })
    .toSorted((a, b) => WALK.compare(a.location, b.location) || WALK.compare(a.skuCode, b.skuCode));
}

function slotsOf(demands: readonly PickDemand[]): string {
  const bySlot = new Map<number, number>();
  for (const { slot, quantity } of demands) bySlot.set(slot, (bySlot.get(slot) ?? 0) + quantity);
  return [...bySlot]
    .toSorted(([a], [b]) => a - b)
    .map(([slot, quantity]) => (quantity === 1 ? `#${slot}` : `#${slot}×${quantity}`))
    .join(' ');
}
