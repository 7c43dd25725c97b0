import { blockReasonOf } from '#main/simulators/taobao/taobao-trade.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import type { TaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

/** 30 days, in seconds. */
export const DEMO_SESSION_S = 30 * 86_400;

export async function startTaobaoShop(options: ShopOptions): Promise<SimulatedShop> {
  return taobaoShop(await startTaobaoSimulator({ ...options, clearReceiver: true, sessionLivesForS: DEMO_SESSION_S }));
}

/** A simulator that runs already, to be driven like any shop. */
export function taobaoShop(shop: TaobaoSimulator): SimulatedShop {
  const { orders } = shop;
  const acts: Partial<Record<OrderAct, (tid: string) => unknown>> = {
    pay: orders.pay,
    'ask-refund': (tid) => orders.requestRefund(tid),
    refund: (tid) => orders.completeRefund(tid),
    'withdraw-refund': (tid) => orders.withdrawRefund(tid),
    hold: orders.forbidConsign,
    release: orders.allowConsign,
    'change-address': (tid) => orders.changeReceiver(tid, { address: '文三路 90 号 3 栋 201' }),
    'change-note': (tid) => orders.changeMemo(tid, '改过的备注'),
    touch: orders.touch,
  };
  return {
    platform: 'taobao',
    currency: 'CNY',
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: 'taobao.trades.sold.increment.get', detail: 'taobao.trade.fullinfo.get' },
    vitalField: 'payment',
    access: () => ({
      config: { gatewayUrl: shop.gatewayUrl, messageUrl: shop.messageUrl },
      credentials: { appKey: shop.appKey, appSecret: shop.appSecret, sessionKey: shop.session },
    }),
    addOrders: (count, how) => orders.add(count, how).map((trade) => trade.tid),
    amountNow: (number) => shop.books.paidOrder(number)?.paidMinor,
    unpaid: () =>
      orders
        .all()
        .filter((trade) => blockReasonOf(trade) === 'unpaid')
        .map(({ tid }) => tid),
    inTime: { close: orders.close, receive: orders.finish },
    acts: Object.keys(acts) as OrderAct[],
    act: (tid, act) => void actOf(acts, act)(tid),
    expireAccess: () => void shop.renewSession(),
    aimPushes: null,
    async runDue() {
      shop.runDue();
    },
    close: () => shop.close(),
  };
}
