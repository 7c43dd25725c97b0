import { startWechatShopSimulator } from '#main/simulators/wechat-shop/wechat-shop-simulator.ts';
import type { StoreOrder } from '#main/simulators/wechat-shop/store-order.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

const WAITS_FOR_GOODS = 20;
const WAITS_FOR_OTHERS = 13;
const COMPLETED = 100;
const CANCELLED = 250;

const ACTS: Partial<Record<OrderAct, (order: StoreOrder) => void>> = {
  cancel: (order) => void (order.status = CANCELLED),
  'ask-refund'(order) {
    for (const product of order.products) product.onAftersale = product.count;
  },
  'withdraw-refund'(order) {
    for (const product of order.products) product.onAftersale = 0;
  },
  refund(order) {
    for (const product of order.products) {
      product.onAftersale = 0;
      product.finishAftersale = product.count;
    }
    order.status = CANCELLED;
  },
  hold: (order) => void (order.status = WAITS_FOR_OTHERS),
  release: (order) => void (order.status = WAITS_FOR_GOODS),
  'change-note': (order) => void (order.merchantNotes = '改过的备注'),
  touch: () => undefined,
};

export async function startWechatShop(options: ShopOptions): Promise<SimulatedShop> {
  const shop = await startWechatShopSimulator(options);
  return {
    platform: 'wechat-shop',
    currency: 'CNY',
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: '/channels/ec/order/list/get', detail: '/channels/ec/order/get' },
    vitalField: 'order_price',
    access: () => ({
      config: { gatewayUrl: shop.url },
      credentials: {
        appId: shop.appId,
        appSecret: shop.appSecret,
        pushToken: shop.pushKeys.token,
        encodingAesKey: shop.pushKeys.encodingAesKey,
      },
    }),
    addOrders: (count, how) => shop.addOrders(count, how).map((order) => order.id),
    amountNow: (number) => shop.books.paidOrder(number)?.paidMinor,
    unpaid: () => [],
    inTime: { receive: (id) => shop.change(id, (order) => void (order.status = COMPLETED)) },
    acts: Object.keys(ACTS) as OrderAct[],
    act: (id, act) => void shop.change(id, actOf(ACTS, act)),
    expireAccess: () => shop.expireAccess(),
    aimPushes: (url) => shop.setPushTarget(url),
    runDue: () => shop.runDuePushes(),
    close: () => shop.close(),
  };
}
