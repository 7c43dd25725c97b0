import { decimalText } from '../kit/decimal-text.ts';
import { gid } from './shopify-order.ts';
import type { ShopifyAddress, ShopifyLine, ShopifyOrder } from './shopify-order.ts';

/** Views that graphql walks: plain members, and functions where a field takes arguments or would recurse. */
export type GraphNode = Readonly<Record<string, unknown>>;

const minorDigits = (currency: string): number => (currency === 'JPY' ? 0 : 2);

/** DateTime: ISO 8601 in UTC, whole seconds. */
export const isoTime = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;
export const isoOrNull = (atMs: number | undefined): string | null => (atMs === undefined ? null : isoTime(atMs));

/** Shop and presentment money are the same here: the shop sells in one currency. */
export function money(amountMinor: number, currency: string): GraphNode {
  const amount = { amount: decimalText(amountMinor, minorDigits(currency)), currencyCode: currency };
  return { shopMoney: amount, presentmentMoney: amount };
}

export function variantNode(line: ShopifyLine): GraphNode {
  const number = line.barcode.slice(2);
  const product = { __typename: 'Product', id: gid('Product', number.slice(0, 8)), title: line.title };
  return {
    __typename: 'ProductVariant',
    id: gid('ProductVariant', number),
    sku: line.sku,
    barcode: line.barcode,
    title: line.variantTitle,
    displayName: `${line.title} - ${line.variantTitle}`,
    product,
    inventoryItem: {
      __typename: 'InventoryItem',
      id: gid('InventoryItem', number),
      sku: line.sku,
      tracked: true,
      requiresShipping: true,
      measurement: { id: gid('InventoryItemMeasurement', number), weight: { unit: 'GRAMS', value: line.weightG } },
    },
  };
}

export function addressNode(order: ShopifyOrder, address: ShopifyAddress): GraphNode {
  const eastern = ['CN', 'JP', 'HK'].includes(address.countryCode);
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', `${order.number}?model_name=Address`),
    name: eastern ? `${address.lastName}${address.firstName}` : `${address.firstName} ${address.lastName}`,
    ...address,
    countryCodeV2: address.countryCode,
  };
}
