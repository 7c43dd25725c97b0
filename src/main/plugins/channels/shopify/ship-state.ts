import { readShopify } from '#main/plugins/channels/shopify/call.ts';
import type { ShopifyReply } from '#main/plugins/channels/shopify/call.ts';
import { refusal, shapeFailure } from '#main/plugins/channels/call-failures.ts';
import { shipRefusal } from '#main/plugins/channels/ship-refusal.ts';
import { nextCursor, tooLong } from '#main/plugins/channels/shopify/order-payload.ts';
import { ALL_FULFILLMENTS, MORE_SHIP_LINES, SHIP_STATE } from '#main/plugins/channels/shopify/queries.ts';
import { FulfillmentsAnswer, ShipLinesAnswer, ShipStateAnswer } from '#main/plugins/channels/shopify/schemas.ts';
import type { Fulfillment, ShipOrder, ShopifyContext } from '#main/plugins/channels/shopify/schemas.ts';
import { LONG_LIST, SHIP_FULFILLMENTS, toOrderGid } from '#main/plugins/channels/shopify/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import type { z } from 'zod';

/** An order as shipping sees it at this moment. */
export interface ShipState {
  readonly cancelledAt: string | null;
  /** Of fulfillments that were not cancelled. */
  readonly trackingNumbers: readonly string[];
  /** Fulfillments that were not cancelled, also those without a number. */
  readonly parcels: number;
  readonly parts: readonly ShipOrder[];
}

const CANCELLED = 'CANCELLED';

/** Reads fulfillments and all fulfillment orders with all their lines. */
export async function readShipState(context: ShopifyContext, externalNumber: string): Promise<PluginResult<ShipState>> {
  const id = toOrderGid(externalNumber);
  if (id === null) return failed(refusal(null, 'not a Shopify order number'));
  const parts: ShipOrder[] = [];
  let after: string | null = null;
  for (;;) {
    const reply: ShopifyReply<z.infer<typeof ShipStateAnswer>> = await readShopify(context, {
      query: SHIP_STATE,
      variables: { id, after },
      answer: ShipStateAnswer,
    });
    if (!reply.ok) return failed(reply.failure);
    const { order } = reply.value;
    if (!order) return failed(shipRefusal('unknown_order', null, 'the platform does not know the order'));
    for (const part of order.fulfillmentOrders.nodes) {
      const complete = await withAllLines(context, part);
      if (!complete.ok) return failed(complete.failure);
      parts.push(complete.part);
    }
    after = nextCursor(order.fulfillmentOrders.pageInfo);
    if (after !== null) continue;
    const fulfillments = await allFulfillments(context, id, order.fulfillments);
    if (!fulfillments.ok) return fulfillments;
    const live = fulfillments.value.filter((fulfillment) => fulfillment.status !== CANCELLED);
    const trackingNumbers = live.flatMap((fulfillment) => (fulfillment.trackingInfo ?? []).map((info) => info.number));
    return succeeded({ cancelledAt: order.cancelledAt ?? null, trackingNumbers, parcels: live.length, parts });
  }
}

/** A parcel that stands behind the end of the list would be reported a second time: such an order is refused. */
async function allFulfillments(
  context: ShopifyContext,
  id: string,
  first: readonly Fulfillment[],
): Promise<PluginResult<readonly Fulfillment[]>> {
  if (first.length < SHIP_FULFILLMENTS) return succeeded(first);
  const reply = await readShopify(context, { query: ALL_FULFILLMENTS, variables: { id }, answer: FulfillmentsAnswer });
  if (!reply.ok) return failed(reply.failure);
  const all = reply.value.order?.fulfillments ?? [];
  return all.length < LONG_LIST.fulfillments ? succeeded(all) : failed(refusal(null, tooLong(id)));
}

async function withAllLines(
  context: ShopifyContext,
  part: ShipOrder,
): Promise<{ ok: true; part: ShipOrder } | { ok: false; failure: PluginFailure }> {
  const nodes = [...part.lineItems.nodes];
  let after = nextCursor(part.lineItems.pageInfo);
  while (after !== null) {
    const reply: ShopifyReply<z.infer<typeof ShipLinesAnswer>> = await readShopify(context, {
      query: MORE_SHIP_LINES,
      variables: { id: part.id, after },
      answer: ShipLinesAnswer,
    });
    if (!reply.ok) return reply;
    const page = reply.value.fulfillmentOrder?.lineItems;
    if (!page) return { ok: false, failure: shapeFailure(`${part.id} vanished between two pages`, 'read') };
    nodes.push(...page.nodes);
    after = nextCursor(page.pageInfo);
  }
  return { ok: true, part: { ...part, lineItems: { ...part.lineItems, nodes } } };
}
