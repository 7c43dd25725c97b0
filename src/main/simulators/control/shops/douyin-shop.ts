import { blockReasonOf } from '#main/simulators/douyin/douyin-order.ts';
import { startDouyinSimulator } from '#main/simulators/douyin/douyin-simulator.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

export async function startDouyinShop(options: ShopOptions): Promise<SimulatedShop> {
  const shop = await startDouyinSimulator(options);
  const { orders } = shop;
  const acts: Partial<Record<OrderAct, (id: string) => unknown>> = {
    pay: orders.pay,
    'ask-refund': (id) => orders.requestRefund(id),
    refund: (id) => orders.completeRefund(id),
    'withdraw-refund': (id) => orders.withdrawRefund(id),
    hold: orders.hold,
    release: orders.release,
    'change-note': (id) => orders.changeWords(id, '改过的备注'),
    touch: orders.touch,
  };
  return {
    platform: 'douyin',
    currency: 'CNY',
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: 'order.searchList', detail: 'order.orderDetail' },
    vitalField: 'pay_amount',
    access() {
      const { accessToken, refreshToken } = shop.tokens.current();
      return {
        config: { gatewayUrl: shop.url },
        credentials: { appKey: shop.appKey, appSecret: shop.appSecret, accessToken, refreshToken },
      };
    },
    addOrders: (count, how) => orders.add(count, how).map((order) => order.id),
    amountNow: (number) => shop.books.paidOrder(number)?.paidMinor,
    unpaid: () =>
      orders
        .all()
        .filter((order) => blockReasonOf(order) === 'unpaid')
        .map(({ id }) => id),
    inTime: { close: orders.close, receive: orders.finish },
    acts: Object.keys(acts) as OrderAct[],
    act: (id, act) => void actOf(acts, act)(id),
    expireAccess() {
      shop.tokens.expire();
      shop.tokens.issue();
    },
    aimPushes: (url) => shop.setPushTarget(url),
    runDue: () => shop.runDuePushes(),
    close: () => shop.close(),
  };
}
