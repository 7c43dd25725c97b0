import { startJdSimulator } from '#main/simulators/jd/jd-simulator.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

export async function startJdShop(options: ShopOptions): Promise<SimulatedShop> {
  const shop = await startJdSimulator(options);
  const { orders } = shop;
  const acts: Partial<Record<OrderAct, (orderId: string) => unknown>> = {
    cancel: orders.cancel,
    hold: orders.lock,
    release: orders.unlock,
    'change-note': (orderId) => orders.change(orderId, (order) => void (order.venderRemark = '改过的备注')),
    touch: (orderId) => orders.touch(orderId),
  };
  return {
    platform: 'jd',
    currency: 'CNY',
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: 'jingdong.pop.order.enSearch', detail: 'jingdong.pop.order.enGet' },
    vitalField: 'orderPayment',
    access: () => ({
      config: { gatewayUrl: shop.gatewayUrl, tokenUrl: shop.tokenUrl },
      credentials: {
        appKey: shop.appKey,
        appSecret: shop.appSecret,
        accessToken: shop.access.accessToken,
        refreshToken: shop.access.refreshToken,
      },
    }),
    addOrders: (count, how) => orders.add(count, how).map((order) => order.orderId),
    amountNow: (number) => shop.books.paidOrder(number)?.paidMinor,
    unpaid: () => [],
    inTime: { receive: orders.finish },
    acts: Object.keys(acts) as OrderAct[],
    act: (orderId, act) => void actOf(acts, act)(orderId),
    expireAccess: () => shop.access.renew(),
    aimPushes: null,
    async runDue() {},
    close: () => shop.close(),
  };
}
