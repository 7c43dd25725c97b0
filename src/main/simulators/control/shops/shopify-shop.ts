import { blockReasonOf, refundedMinor } from '#main/simulators/shopify/shopify-order.ts';
import { startShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import type { ShopifySimulator } from '#main/simulators/shopify/shopify-simulator.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

export async function startShopifyShop(options: ShopOptions): Promise<SimulatedShop> {
  const unlimited = { bucketSize: 1e12, restorePerSecond: 1e12, maximumQueryCost: 1e12 };
  const shop = await startShopifySimulator({
    ...options,
    foreignShare: 0,
    webhookTimerMs: 0,
    ...(options.isUnlimited ? unlimited : {}),
  });
  return shopifyShop(shop);
}

/** A simulator that runs already, to be driven like any shop. */
export function shopifyShop(shop: ShopifySimulator): SimulatedShop {
  const { orders } = shop;
  const acts: Partial<Record<OrderAct, (id: string) => unknown>> = {
    pay: orders.pay,
    cancel: (id) => orders.cancel(id),
    refund: (id) => orders.refund(id),
    hold: (id) => orders.hold(id),
    release: orders.releaseHold,
    'change-address': (id) => orders.changeAddress(id, { address1: '90 Wensan Road' }),
    'change-note': (id) => orders.changeNote(id, 'changed note'),
    touch: orders.touch,
  };
  return {
    platform: 'shopify',
    currency: 'USD',
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: 'orders', detail: 'order' },
    vitalField: 'totalPriceSet',
    access: () => ({
      config: { shopDomain: shop.shopDomain, apiBaseUrl: shop.url },
      credentials: { accessToken: shop.accessToken, clientId: shop.clientId, clientSecret: shop.clientSecret },
    }),
    addOrders: (count, how) => orders.add(count, how).map((order) => order.id),
    amountNow(id) {
      const order = orders.get(id);
      if (!order) return undefined;
      return order.cancelledAtMs === undefined ? order.totalMinor - refundedMinor(order) : 0;
    },
    unpaid: () =>
      orders
        .all()
        .filter((order) => blockReasonOf(order) === 'unpaid')
        .map(({ id }) => id),
    inTime: {},
    acts: Object.keys(acts) as OrderAct[],
    act: (id, act) => void actOf(acts, act)(id),
    expireAccess: null,
    aimPushes: (url) => shop.setWebhookTarget(url),
    runDue: () => shop.runDueWebhooks(),
    close: () => shop.close(),
  };
}
