import { startXiaohongshuSimulator } from '#main/simulators/xiaohongshu/xiaohongshu-simulator.ts';
import type { RedOrder } from '#main/simulators/xiaohongshu/red-order.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

const WAITS_FOR_GOODS = 4;
const PROCESSING = 2;
const CANCELLED = 9;
const NO_AFTER_SALES = 1;
const REFUND_ASKED = 2;

const ACTS: Partial<Record<OrderAct, (order: RedOrder) => void>> = {
  cancel: (order) => void (order.status = CANCELLED),
  'ask-refund': (order) => void (order.afterSalesStatus = REFUND_ASKED),
  'withdraw-refund': (order) => void (order.afterSalesStatus = NO_AFTER_SALES),
  hold: (order) => void (order.status = PROCESSING),
  release: (order) => void (order.status = WAITS_FOR_GOODS),
  'change-note': (order) => void (order.sellerRemark = '改过的备注'),
  touch: () => undefined,
};

export async function startXiaohongshuShop(options: ShopOptions): Promise<SimulatedShop> {
  const shop = await startXiaohongshuSimulator(options);
  return {
    platform: 'xiaohongshu',
    currency: 'CNY',
    books: shop.books,
    faults: shop.faults,
    requests: shop.requests,
    operations: { list: 'order.getOrderList', detail: 'order.getOrderDetail' },
    vitalField: 'totalPayAmount',
    access: () => ({
      config: { gatewayUrl: shop.gatewayUrl },
      credentials: {
        appId: shop.appId,
        appSecret: shop.appSecret,
        accessToken: shop.accessToken,
        refreshToken: shop.refreshToken,
      },
    }),
    addOrders: (count, how) => shop.addOrders(count, how).map((order) => order.id),
    amountNow: (number) => shop.books.paidOrder(number)?.paidMinor,
    unpaid: () => [],
    inTime: {},
    acts: Object.keys(ACTS) as OrderAct[],
    act: (id, act) => void shop.change(id, actOf(ACTS, act)),
    expireAccess: () => shop.renewAccess(),
    aimPushes: null,
    async runDue() {},
    close: () => shop.close(),
  };
}
