import { displayFulfillmentStatus } from './shopify-order.ts';
import type { ShopifyOrder } from './shopify-order.ts';

export type OrderTest = (order: ShopifyOrder) => boolean;

/** `updated_at:>='2026-01-01T00:00:00Z'`, `name:#1001`, `status:open` ...; joined by AND or a blank. */
const TERM = /(?<field>[a-z_]+):(?<operator>>=|<=|>|<|)(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s]+))/g;

const COMPARE: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '>=': (left, right) => left >= right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '<': (left, right) => left < right,
  '': (left, right) => left === right,
};

const TIMES: Readonly<Record<string, (order: ShopifyOrder) => number>> = {
  updated_at: (order) => order.updatedAtMs,
  created_at: (order) => order.createdAtMs,
  processed_at: (order) => order.processedAtMs,
};

function statusTest(value: string): OrderTest {
  switch (value) {
    case 'open':
      return (order) => order.cancelledAtMs === undefined && order.closedAtMs === undefined;
    case 'closed':
      return (order) => order.closedAtMs !== undefined;
    case 'cancelled':
      return (order) => order.cancelledAtMs !== undefined;
    default:
      return () => true;
  }
}

/** `shipped`, `unshipped` and `partial` are the search's own words beside the display values. */
const FULFILMENT_WORDS: Readonly<Record<string, string>> = {
  shipped: 'fulfilled',
  unshipped: 'unfulfilled',
  partial: 'partially_fulfilled',
};

function fieldTest(field: string, operator: string, value: string): OrderTest | undefined {
  const time = TIMES[field];
  if (time) {
    const bound = Date.parse(value);
    const compare = COMPARE[operator];
    return Number.isNaN(bound) || !compare ? () => false : (order) => compare(time(order), bound);
  }
  const words = value.toLowerCase().split(',');
  switch (field) {
    case 'financial_status':
      return (order) => words.includes(order.financialStatus.toLowerCase());
    case 'fulfillment_status': {
      const wanted = words.map((word) => FULFILMENT_WORDS[word] ?? word);
      return (order) => wanted.includes(displayFulfillmentStatus(order).toLowerCase());
    }
    case 'status':
      return statusTest(value.toLowerCase());
    case 'name': {
      const meant = [value, `#${value}`].map((name) => name.toLowerCase());
      return (order) => meant.includes(order.name.toLowerCase());
    }
    case 'id': {
      const compare = COMPARE[operator];
      return (order) => compare?.(Number(order.number), Number(value)) ?? false;
    }
    case 'tag':
      return (order) => order.tags.some((tag) => tag.toLowerCase() === value.toLowerCase());
    default:
      // Shopify ignores filters that it does not know; a typo therefore returns everything.
      return undefined;
  }
}

/** Turns the `query` argument of `orders` into a test. @throws RangeError for OR and NOT, which are not simulated. */
export function parseOrderSearch(query: string): OrderTest {
  if (/\b(OR|NOT)\b/.test(query)) throw new RangeError('OR and NOT are not simulated');
  const tests: OrderTest[] = [];
  for (const { groups } of query.matchAll(TERM)) {
    const value = groups?.['double'] ?? groups?.['single'] ?? groups?.['bare'] ?? '';
    const test = fieldTest(groups?.['field'] ?? '', groups?.['operator'] ?? '', value);
    if (test) tests.push(test);
  }
  return (order) => tests.every((test) => test(order));
}
