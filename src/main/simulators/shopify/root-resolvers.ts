import { GraphQLError } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { demandScope } from './access-scope.ts';
import { SUPPORTED_VERSIONS } from './api-versions.ts';
import { UserError, cancelFulfillment, createFulfillment, updateTracking } from './fulfil-order.ts';
import type { FulfillmentInput, TrackingInput } from './fulfil-order.ts';
import { listConnection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { fulfillmentNode, fulfillmentOrderNode, lineNode, LOCATION, orderNode, refundNode } from './order-nodes.ts';
import { findVariants, setQuantities, stockedVariantNode } from './set-stock.ts';
import type { SetQuantitiesInput } from './set-stock.ts';
import { listOrders, listingOf } from './order-listing.ts';
import type { OrdersArguments } from './order-listing.ts';
import type { ShopifyContext } from './shopify-context.ts';
import type { ShopifyFulfillment, ShopifyOrder } from './shopify-order.ts';
import type { GraphNode } from './value-nodes.ts';

const FULFIL_SCOPES = [
  'write_merchant_managed_fulfillment_orders',
  'write_assigned_fulfillment_orders',
  'write_third_party_fulfillment_orders',
];

function visibleOrder(id: string, context: ShopifyContext): ShopifyOrder | undefined {
  demandScope(context, 'order', ['read_orders']);
  if (!/^gid:\/\/shopify\/Order\/\d+$/.test(id))
    throw new GraphQLError(`Invalid global id '${id}'`, { extensions: { code: 'argumentLiteralsIncompatible' } });
  return context.store.get(id);
}

function anyNode(id: string, context: ShopifyContext): GraphNode | null {
  const type = /^gid:\/\/shopify\/(\w+)\/\d+/.exec(id)?.[1];
  if (type === 'Order') {
    const order = visibleOrder(id, context);
    return order ? orderNode(order) : null;
  }
  if (type === 'FulfillmentOrder') return findFulfillmentOrder(id, context);
  if (type === 'Fulfillment') return findFulfillment(id, context);
  if (type === 'LineItem') {
    for (const order of context.store.all()) {
      const line = order.lines.find((each) => id.endsWith(`/${each.number}`));
      if (line) return lineNode(order, line);
    }
  }
  return null;
}

function findFulfillmentOrder(id: string, context: ShopifyContext): GraphNode | null {
  const found = context.store.fulfillmentOrder(id);
  return found ? fulfillmentOrderNode(found.order, found.fulfillmentOrder) : null;
}

function findFulfillment(id: string, context: ShopifyContext): GraphNode | null {
  const found = context.store.fulfillment(id);
  return found ? fulfillmentNode(found.order, found.fulfillment) : null;
}

/** Runs a mutation and turns a refusal into `userErrors`, as Shopify does. */
function payload(
  context: ShopifyContext,
  field: string,
  about: { readonly externalNumber: string; readonly trackingNumber: string },
  act: () => { order: ShopifyOrder; fulfillment: ShopifyFulfillment },
): GraphNode {
  demandScope(context, field, FULFIL_SCOPES);
  try {
    const { order, fulfillment } = act();
    return { fulfillment: fulfillmentNode(order, fulfillment), userErrors: [] };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    context.books.noteRefusal({ ...about, code: error.message, atMs: context.clock.nowMs() });
    return { fulfillment: null, userErrors: [{ field: error.field, message: error.message }] };
  }
}

/** graphql's `rootValue`: one function per root field. */
export function createRootResolvers(context: ShopifyContext): Readonly<Record<string, unknown>> {
  const { shop } = context;
  const ofFulfillment = (id: string, tracking?: TrackingInput | null) => ({
    externalNumber: context.store.fulfillment(id)?.order.id ?? '',
    trackingNumber: tracking?.number ?? tracking?.numbers?.[0] ?? '',
  });
  const ofFulfillmentOrder = ({ lineItemsByFulfillmentOrder: [first], trackingInfo }: FulfillmentInput) => ({
    externalNumber: context.store.fulfillmentOrder(first?.fulfillmentOrderId ?? '')?.order.id ?? '',
    trackingNumber: trackingInfo?.number ?? trackingInfo?.numbers?.[0] ?? '',
  });
  const create =
    (field: string) =>
    ({ fulfillment }: { fulfillment: FulfillmentInput }) =>
      payload(context, field, ofFulfillmentOrder(fulfillment), () => createFulfillment(context, fulfillment));
  return {
    shop: {
      __typename: 'Shop',
      id: 'gid://shopify/Shop/60000000001',
      name: shop.name,
      email: 'owner@example.com',
      myshopifyDomain: shop.domain,
      primaryDomain: { host: shop.domain, url: `https://${shop.domain}` },
      url: `https://${shop.domain}`,
      currencyCode: shop.currency,
      ianaTimezone: 'Asia/Shanghai',
      plan: { displayName: 'Basic', partnerDevelopment: false, shopifyPlus: false },
    },
    order: ({ id }: { id: string }) => {
      const order = visibleOrder(id, context);
      return order ? orderNode(order) : null;
    },
    orders: (args: OrdersArguments) => listOrders(args, context),
    ordersCount({ query, limit }: { query?: string | null; limit?: number | null }) {
      demandScope(context, 'ordersCount', ['read_orders']);
      const args = { query: query ?? '', sortKey: 'ID' as const, reverse: false };
      const count = context.store.list(listingOf(args, context)).length;
      const cap = limit ?? Infinity;
      return { count: Math.min(count, cap), precision: count > cap ? 'AT_LEAST' : 'EXACT' };
    },
    node: ({ id }: { id: string }) => anyNode(id, context),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => anyNode(id, context)),
    fulfillmentOrder: ({ id }: { id: string }) => findFulfillmentOrder(id, context),
    fulfillment: ({ id }: { id: string }) => findFulfillment(id, context),
    refund({ id }: { id: string }) {
      demandScope(context, 'refund', ['read_orders']);
      for (const order of context.store.all()) {
        const refund = order.refunds.find((each) => id.endsWith(`/${each.number}`));
        if (refund) return refundNode(order, refund);
      }
      return null;
    },
    locations(args: ConnectionArguments) {
      demandScope(context, 'locations', ['read_locations']);
      return listConnection([LOCATION], args, (location) => location);
    },
    productVariants(args: ConnectionArguments & { query?: string | null }) {
      demandScope(context, 'productVariants', ['read_products']);
      return listConnection(findVariants(context.inventory, args.query ?? ''), args, stockedVariantNode);
    },
    webhookSubscriptions: (args: ConnectionArguments) => context.subscriptions.query(args),
    webhookSubscriptionCreate: (args: { topic: string; webhookSubscription: { uri?: string | null } }) =>
      context.subscriptions.create(args.topic, args.webhookSubscription.uri ?? ''),
    webhookSubscriptionUpdate: (args: { id: string; webhookSubscription: { uri?: string | null } }) =>
      context.subscriptions.update(args.id, args.webhookSubscription.uri ?? ''),
    webhookSubscriptionDelete: ({ id }: { id: string }) => context.subscriptions.remove(id),
    publicApiVersions: SUPPORTED_VERSIONS.map((handle) => ({ handle, displayName: handle, supported: true })),
    currentAppInstallation: {
      __typename: 'AppInstallation',
      id: 'gid://shopify/AppInstallation/1',
      accessScopes: [...context.scopes].map((handle) => ({ handle, description: handle })),
    },
    fulfillmentCreate: create('fulfillmentCreate'),
    fulfillmentCreateV2: create('fulfillmentCreateV2'),
    fulfillmentTrackingInfoUpdate: (args: { fulfillmentId: string; trackingInfoInput: TrackingInput }) =>
      payload(context, 'fulfillmentTrackingInfoUpdate', ofFulfillment(args.fulfillmentId, args.trackingInfoInput), () =>
        updateTracking(context, args.fulfillmentId, args.trackingInfoInput),
      ),
    inventorySetQuantities({ input }: { input: SetQuantitiesInput }, _unused: unknown, info: GraphQLResolveInfo) {
      demandScope(context, 'inventorySetQuantities', ['write_inventory']);
      return setQuantities(context, input, info);
    },
    fulfillmentCancel: ({ id }: { id: string }) =>
      payload(context, 'fulfillmentCancel', ofFulfillment(id), () => cancelFulfillment(context, id)),
  };
}
