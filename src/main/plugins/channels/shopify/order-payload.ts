import { parseJson } from '#main/lib/http-json.ts';
import { sliceValue } from '#main/lib/http-json-slices.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import { MORE_FULFILLMENT_ORDERS, MORE_LINE_ITEMS } from '#main/plugins/channels/shopify/queries.ts';
import {
  FulfillmentOrderConnection,
  FulfillmentOrdersAnswer,
  LineItemConnection,
  LineItemsAnswer,
  Order,
} from '#main/plugins/channels/shopify/schemas.ts';
import type { OrderHead, ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { shapeFailure } from '#main/plugins/channels/call-failures.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/**
 * An archived order: the node's bytes as sent, and those of the nested pages that did not come with it. Only the frame
 * around them is ours: `{"order":…,"lineItems":[…],"fulfillmentOrders":[…]}`.
 */
export const OrderPayload = z.object({
  order: Order,
  lineItems: z.array(LineItemConnection),
  fulfillmentOrders: z.array(FulfillmentOrderConnection),
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
  const payload = frame(node, lineItems.pages, fulfillmentOrders.pages);
  const isWhole = lineItems.pages.length === 0 && fulfillmentOrders.pages.length === 0;
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

/** The cursor of the next page, null at the end. */
export function nextCursor(pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined }): string | null {
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}

function frame(
  node: Uint8Array,
  lineItems: readonly Uint8Array[],
  fulfillmentOrders: readonly Uint8Array[],
): Uint8Array {
  return Buffer.concat([
    Buffer.from('{"order":'),
    node,
    Buffer.from(',"lineItems":['),
    ...separated(lineItems),
    Buffer.from('],"fulfillmentOrders":['),
    ...separated(fulfillmentOrders),
    Buffer.from(']}'),
  ]);
}

function separated(parts: readonly Uint8Array[]): readonly Uint8Array[] {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from(','), part]));
}

function vanished(id: string): Pages {
  return { ok: false, failure: shapeFailure(`${id} vanished between two pages`, 'read') };
}
