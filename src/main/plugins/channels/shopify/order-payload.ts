import { parseJson } from '#main/lib/http-json.ts';
import { sliceValue } from '#main/lib/http-json-slices.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import { LONG_LISTS, MORE_FULFILLMENT_ORDERS, MORE_LINE_ITEMS } from '#main/plugins/channels/shopify/queries.ts';
import {
  FulfillmentOrderConnection,
  FulfillmentOrdersAnswer,
  LineItemConnection,
  LineItemsAnswer,
  LongLists,
  LongListsAnswer,
  Order,
} from '#main/plugins/channels/shopify/schemas.ts';
import type { OrderHead, ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { shapeFailure } from '#main/plugins/channels/call-failures.ts';
import { SHORT_LIST } from '#main/plugins/channels/shopify/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/**
 * An archived order: the node's bytes as sent, and those of the nested pages that did not come with it. Only the frame
 * around them is ours: `{"order":…,"lineItems":[…],"fulfillmentOrders":[…]}`, with `"long":…` where a list without pages came full.
 */
export const OrderPayload = z.object({
  order: Order,
  lineItems: z.array(LineItemConnection),
  fulfillmentOrders: z.array(FulfillmentOrderConnection),
  /** Left out where the lists of the order itself are whole. */
  long: LongLists.optional(),
});

/** What is inside payloads that were made a moment ago; they go with their payloads. */
const parsedAlready = new WeakMap<Uint8Array, unknown>();

/** An archived payload, parsed; one that was just made out of a parsed answer is not parsed again. */
export function parsePayload(payload: Uint8Array): unknown {
  return parsedAlready.get(payload) ?? parseJson(payload);
}

type Pages =
  | { readonly ok: true; readonly pages: readonly Uint8Array[] }
  | { readonly ok: false; readonly failure: PluginFailure };

/** Completes one order by reading its nested lists to their ends, and frames the bytes for the archive. `parsed` is what the node's bytes say. */
export async function completeOrder(
  context: ShopifyContext,
  head: OrderHead,
  node: Uint8Array,
  parsed: unknown,
): Promise<{ ok: true; payload: Uint8Array } | { ok: false; failure: PluginFailure }> {
  const lineItems = await restOfLineItems(context, head);
  if (!lineItems.ok) return lineItems;
  const fulfillmentOrders = await restOfFulfillmentOrders(context, head);
  if (!fulfillmentOrders.ok) return fulfillmentOrders;
  const long = await longListsOf(context, head);
  if (!long.ok) return long;
  const payload = frame(node, lineItems.pages, fulfillmentOrders.pages, long.pages);
  const isWhole = [lineItems, fulfillmentOrders, long].every(({ pages }) => pages.length === 0);
  if (isWhole && parsed !== undefined)
    parsedAlready.set(payload, { order: parsed, lineItems: [], fulfillmentOrders: [] });
  return { ok: true, payload };
}

async function restOfLineItems(context: ShopifyContext, head: OrderHead): Promise<Pages> {
  const pages: Uint8Array[] = [];
  let after = nextCursor(head.lineItems.pageInfo);
  while (after !== null) {
    const reply = await readShopify(context, {
      query: MORE_LINE_ITEMS,
      variables: { id: head.id, after },
      answer: LineItemsAnswer,
      bringsOrders: true,
    });
    if (!reply.ok) return reply;
    const bytes = sliceValue(reply.body, ['data', 'order', 'lineItems']);
    if (!bytes || !reply.value.order) return vanished(head.id);
    pages.push(bytes);
    after = nextCursor(reply.value.order.lineItems.pageInfo);
  }
  return { ok: true, pages };
}

async function restOfFulfillmentOrders(context: ShopifyContext, head: OrderHead): Promise<Pages> {
  const pages: Uint8Array[] = [];
  let after = nextCursor(head.fulfillmentOrders.pageInfo);
  while (after !== null) {
    const reply = await readShopify(context, {
      query: MORE_FULFILLMENT_ORDERS,
      variables: { id: head.id, after },
      answer: FulfillmentOrdersAnswer,
      bringsOrders: true,
    });
    if (!reply.ok) return reply;
    const bytes = sliceValue(reply.body, ['data', 'order', 'fulfillmentOrders']);
    if (!bytes || !reply.value.order) return vanished(head.id);
    pages.push(bytes);
    after = nextCursor(reply.value.order.fulfillmentOrders.pageInfo);
  }
  return { ok: true, pages };
}

/** The lists that have no pages, once more and longer, where one of them came full. */
async function longListsOf(context: ShopifyContext, head: OrderHead): Promise<Pages> {
  if (fullList(head, SHORT_LIST) === null) return { ok: true, pages: [] };
  const reply = await readShopify(context, {
    query: LONG_LISTS,
    variables: { id: head.id },
    answer: LongListsAnswer,
    bringsOrders: true,
  });
  if (!reply.ok) return reply;
  const bytes = sliceValue(reply.body, ['data', 'order']);
  if (!bytes || !reply.value.order) return vanished(head.id);
  return { ok: true, pages: [bytes] };
}

type CountedLists = Pick<OrderHead, 'shippingLines' | 'fulfillments' | 'refunds'>;

/** The first list that came as long as was asked for: what stands behind its end is not known. */
export function fullList(
  lists: CountedLists,
  most: Readonly<Record<keyof CountedLists, number>>,
): keyof CountedLists | null {
  if ((lists.shippingLines?.nodes ?? []).length >= most.shippingLines) return 'shippingLines';
  if ((lists.fulfillments ?? []).length >= most.fulfillments) return 'fulfillments';
  return (lists.refunds ?? []).length >= most.refunds ? 'refunds' : null;
}

/** Said of an order of which Shopify shows no end. */
export function tooLong(id: string): string {
  return `${id} has more parcels, refunds or shipping lines than the platform lists in one answer`;
}

/** The cursor of the next page, null at the end. */
export function nextCursor(pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined }): string | null {
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}

function frame(
  node: Uint8Array,
  lineItems: readonly Uint8Array[],
  fulfillmentOrders: readonly Uint8Array[],
  long: readonly Uint8Array[],
): Uint8Array {
  return Buffer.concat([
    Buffer.from('{"order":'),
    node,
    Buffer.from(',"lineItems":['),
    ...separated(lineItems),
    Buffer.from('],"fulfillmentOrders":['),
    ...separated(fulfillmentOrders),
    Buffer.from(']'),
    ...long.flatMap((lists) => [Buffer.from(',"long":'), lists]),
    Buffer.from('}'),
  ]);
}

function separated(parts: readonly Uint8Array[]): readonly Uint8Array[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(','), part]));
}

function vanished(id: string): Pages {
  return { ok: false, failure: shapeFailure(`${id} vanished between two pages`, 'read') };
}
