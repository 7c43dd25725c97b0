import { sliceElements, sliceValue } from '#main/lib/http-json-slices.ts';
import type { ChannelPage, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import type { ShopifyReply } from '#main/plugins/channels/shopify/call.ts';
import { findShopifyOrderNamed } from '#main/plugins/channels/shopify/order-named.ts';
import { completeOrder, nextCursor } from '#main/plugins/channels/shopify/order-payload.ts';
import { CHANGED_ORDERS, ONE_ORDER } from '#main/plugins/channels/shopify/queries.ts';
import { OrderAnswer, OrdersAnswer } from '#main/plugins/channels/shopify/schemas.ts';
import type { ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { ERROR, toOrderGid } from '#main/plugins/channels/shopify/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { parseIsoInstant } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { z } from 'zod';

type OrdersReply = ShopifyReply<z.infer<typeof OrdersAnswer>>;

/** Orders changed in the window, oldest change first, by cursor; a page too costly for the shop is asked for in halves. */
export async function* pullShopifyChanges(
  context: ShopifyContext,
  window: { fromMs: UtcMs; toMs: UtcMs },
): AsyncGenerator<PluginResult<ChannelPage>> {
  const query = changedBetween(window.fromMs, window.toMs);
  let first = context.config.ordersPerPage;
  let after: string | null = null;
  for (let page = 1; ; page += 1) {
    let reply: OrdersReply = await readOrders(context, { query, after, first });
    while (!reply.ok && reply.failure.vendorCode === ERROR.tooCostly && first > 1) {
      first = Math.ceil(first / 2);
      reply = await readOrders(context, { query, after, first });
    }
    if (!reply.ok) return yield failed(reply.failure);
    const messages = await toMessages(context, reply);
    if (!messages.ok) return yield messages;
    yield succeeded({ messages: messages.value, page, of: null, ...readUntil(reply.value.orders.nodes) });
    after = nextCursor(reply.value.orders.pageInfo);
    if (after === null) return;
  }
}

/** The last one's second is read once more: others of it may be on the next page. A page out of order tells nothing. */
function readUntil(
  nodes: readonly { readonly updatedAt?: string | null | undefined }[],
): Pick<ChannelPage, 'readUntilMs'> {
  const times = nodes.map(({ updatedAt }) => parseIsoInstant(updatedAt ?? '') ?? NaN);
  const lastMs = times.at(-1);
  const isInOrder = times.every((atMs, index) => atMs >= (times[index - 1] ?? 0));
  return lastMs !== undefined && isInOrder ? { readUntilMs: Math.floor(lastMs / 1000) * 1000 } : {};
}

/** One order by its gid or its id, or else by the name that the merchant reads (#1001). */
export async function fetchShopifyOrder(
  context: ShopifyContext,
  externalNumber: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  const id = toOrderGid(externalNumber);
  const order = id === null ? succeeded(null) : await fetchById(context, id);
  if (!order.ok || order.value || externalNumber === id) return order;
  const named = await findShopifyOrderNamed(context, externalNumber);
  if (!named.ok) return named;
  return named.value === null ? succeeded(null) : fetchById(context, named.value);
}

async function fetchById(context: ShopifyContext, id: string): Promise<PluginResult<RawChannelMessage | null>> {
  const variables = { id, lines: context.config.linesPerPage };
  const reply = await readShopify(context, { query: ONE_ORDER, variables, answer: OrderAnswer, bringsOrders: true });
  if (!reply.ok) return failed(reply.failure);
  const node = sliceValue(reply.body, ['data', 'order']);
  if (!reply.value.order || !node) return succeeded(null);
  const order = await completeOrder(context, reply.value.order, node, undefined);
  return order.ok ? succeeded({ externalNumber: id, payload: order.payload }) : failed(order.failure);
}

/** Shopify's search syntax; whole seconds, so that the window is widened to them. */
export function changedBetween(fromMs: UtcMs, toMs: UtcMs): string {
  return `${changedSince(fromMs)} AND updated_at:<'${toSecond(Math.ceil(toMs / 1000) * 1000)}'`;
}

export function changedSince(fromMs: UtcMs): string {
  return `updated_at:>='${toSecond(fromMs)}'`;
}

function toSecond(atMs: UtcMs): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

function readOrders(
  context: ShopifyContext,
  page: { query: string; after: string | null; first: number },
): Promise<OrdersReply> {
  const variables = { ...page, lines: context.config.linesPerPage };
  return readShopify(context, { query: CHANGED_ORDERS, variables, answer: OrdersAnswer, bringsOrders: true });
}

async function toMessages(
  context: ShopifyContext,
  reply: Extract<OrdersReply, { ok: true }>,
): Promise<PluginResult<readonly RawChannelMessage[]>> {
  const nodes = sliceElements(reply.body, ['data', 'orders', 'nodes']) ?? [];
  const parsed = nodesOf(reply.data);
  const messages: RawChannelMessage[] = [];
  for (const [index, head] of reply.value.orders.nodes.entries()) {
    const order = await completeOrder(context, head, nodes[index] ?? new Uint8Array(), parsed[index]);
    if (!order.ok) return failed(order.failure);
    messages.push({ externalNumber: head.id, payload: order.payload });
  }
  return succeeded(messages);
}

const AnyOrders = z.object({ orders: z.object({ nodes: z.array(z.unknown()) }) });

/** The orders of an answer as they were parsed, in its order; none where it has another shape. */
function nodesOf(data: unknown): readonly unknown[] {
  const answer = AnyOrders.safeParse(data);
  return answer.success ? answer.data.orders.nodes : [];
}
