import { blockReasonOf } from '#main/simulators/woocommerce/woo-order.ts';
import { startWoocommerceSimulator } from '#main/simulators/woocommerce/woocommerce-simulator.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

/** A shop of one's own in China, whose buyers pay by WeChat Pay or Alipay. */
const CURRENCY = 'CNY';

export async function startWoocommerceShop(options: ShopOptions): Promise<SimulatedShop> {
  const shop = await startWoocommerceSimulator({ ...options, currency: CURRENCY, foreignShare: 0, webhookTimerMs: 0 });
  const { orders } = shop;
  const acts: Partial<Record<OrderAct, (id: string) => unknown>> = {
    pay: orders.pay,
    cancel: orders.cancel,
    refund: (id) => orders.refund(id),
    hold: orders.hold,
    release: (id) => orders.setStatus(id, 'processing'),
    'change-address': (id) => orders.changeAddress(id, { line1: '90 Wensan Road' }),
    'change-note': (id) => orders.changeNote(id, 'changed note'),
    touch: orders.touch,
  };
  return {
    platform: 'woocommerce',
    currency: CURRENCY,
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: 'orders.list', detail: 'orders.get' },
    vitalField: 'total',
    access: () => ({
      config: { siteUrl: shop.url },
      credentials: {
        consumerKey: shop.consumerKey,
        consumerSecret: shop.consumerSecret,
        webhookSecret: shop.webhookSecret,
      },
    }),
    addOrders: (count, how) => orders.add(count, how).map((order) => order.id),
    amountNow: (number) => shop.books.paidOrder(number)?.paidMinor,
    unpaid: () =>
      orders
        .all()
        .filter((order) => blockReasonOf(order) === 'unpaid')
        .map(({ id }) => id),
    inTime: { close: orders.cancel },
    acts: Object.keys(acts) as OrderAct[],
    act: (id, act) => void actOf(acts, act)(id),
    expireAccess: null,
    // Five failures in a row switch a webhook off; its owner saves it anew.
    aimPushes: (url) => shop.setWebhookTarget(url),
    runDue: () => shop.runDueWebhooks(),
    close: () => shop.close(),
  };
}
