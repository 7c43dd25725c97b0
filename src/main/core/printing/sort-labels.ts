import type { BatchOrder, BatchSortKey } from '#shared/contract/print-batches.ts';

/** What a batch can be sorted by; empty texts come last, in either direction. */
export interface SortableLabel {
  readonly skuCode: string;
  /** First shelf of the order, e.g. `A-03-2`. */
  readonly location: string;
  readonly carrier: string;
  readonly paidAtMs: number;
  /** Last word between equals, so that the same batch always comes out the same. */
  readonly orderNumber: string;
}

/** The part of the warehouse a shelf stands in: what stands before the first separator, `A` of `A-03-2`. */
export function zoneOf(location: string): string {
  return /^[^-_./\s]*/.exec(location)?.[0] ?? '';
}

/**
 * Puts the labels of a batch into the order in which they shall lie on the table. Where the printer stacks them with the
 * first at the bottom, `reversed` prints the last one first.
 */
export function sortLabels<T extends SortableLabel>(labels: readonly T[], order: BatchOrder): T[] {
  const sorted = labels.toSorted((a, b) => {
    for (const key of order.keys) {
      const compared = compareBy(key, a, b);
      if (compared !== 0) return compared;
    }
    return a.paidAtMs - b.paidAtMs || byText(a.orderNumber, b.orderNumber);
  });
  return order.reversed ? sorted.toReversed() : sorted;
}

function compareBy(key: BatchSortKey, a: SortableLabel, b: SortableLabel): number {
  switch (key) {
    case 'sku':
      return byText(a.skuCode, b.skuCode);
    case 'location':
      return byText(a.location, b.location);
    case 'carrier':
      return byText(a.carrier, b.carrier);
    case 'zone':
      return byText(zoneOf(a.location), zoneOf(b.location));
    case 'paid':
      return a.paidAtMs - b.paidAtMs;
  }
}

/** Shelf 2 stands before shelf 10; the same on every PC, whatever its language. */
const NUMERIC = new Intl.Collator('en', { numeric: true });

function byText(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return NUMERIC.compare(a, b);
}
