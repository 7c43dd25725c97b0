import { blockReasonOf } from '#main/simulators/pinduoduo/pdd-order.ts';
import { startPinduoduoSimulator } from '#main/simulators/pinduoduo/pinduoduo-simulator.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

export async function startPinduoduoShop(options: ShopOptions): Promise<SimulatedShop> {
  const shop = await startPinduoduoSimulator(options);
  const { orders } = shop;
  const acts: Partial<Record<OrderAct, (orderSn: string) => unknown>> = {
    pay: orders.pay,
    'ask-refund': (orderSn) => orders.requestRefund(orderSn),
    refund: orders.completeRefund,
    'withdraw-refund': orders.withdrawRefund,
    hold: orders.startReview,
    release: orders.endReview,
    'change-address': (orderSn) => orders.changeReceiver(orderSn, { address: '文三路 90 号 3 栋 201' }),
    'change-note': (orderSn) => orders.changeRemark(orderSn, '改过的备注'),
    touch: orders.touch,
  };
  return {
    platform: 'pinduoduo',
    currency: 'CNY',
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: 'pdd.order.number.list.increment.get', detail: 'pdd.order.information.get' },
    vitalField: 'pay_amount',
    access: () => ({
      config: { gatewayUrl: shop.gatewayUrl, messageUrl: shop.messageUrl },
      credentials: {
        clientId: shop.clientId,
        clientSecret: shop.clientSecret,
        accessToken: shop.access.accessToken,
        refreshToken: shop.access.refreshToken,
      },
    }),
    addOrders: (count, how) => orders.add(count, how).map((order) => order.orderSn),
    amountNow: (number) => shop.books.paidOrder(number)?.paidMinor,
    unpaid: () =>
      orders
        .all()
        .filter((order) => blockReasonOf(order) === 'unpaid')
        .map(({ orderSn }) => orderSn),
    inTime: { close: (orderSn) => orders.force(orderSn, { confirmStatus: 2 }), receive: orders.receive },
    acts: Object.keys(acts) as OrderAct[],
    act: (orderSn, act) => void actOf(acts, act)(orderSn),
    expireAccess: () => shop.access.renew(),
    aimPushes: null,
    async runDue() {
      shop.messages.runDue();
    },
    close: () => shop.close(),
  };
}
