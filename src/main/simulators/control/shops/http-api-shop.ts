import { blockReasonOf } from '#main/simulators/generic-api/erp-order.ts';
import type { ErpOrder } from '#main/simulators/generic-api/erp-order.ts';
import { startGenericApiSimulator } from '#main/simulators/generic-api/generic-api-simulator.ts';
import { actOf } from '../simulated-shop.ts';
import type { ShopOptions, SimulatedShop } from '../simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';

const PAID = '20';
const BLOCKED = '25';
const CANCELLED = '90';

const CHANGES: Partial<Record<OrderAct, (order: ErpOrder) => void>> = {
  cancel: (order) => void (order.state = CANCELLED),
  hold: (order) => void (order.state = BLOCKED),
  release: (order) => void (order.state = PAID),
  'change-address': (order) => void (order.doorText = '3 栋 201'),
  'change-note': (order) => void (order.remark = '改过的备注'),
  touch: () => undefined,
};

/** An ERP whose API no connector was written for. What reads it needs a template that maps its answers. */
export async function startHttpApiShop(options: ShopOptions): Promise<SimulatedShop> {
  const erp = await startGenericApiSimulator(options);
  const acts: Partial<Record<OrderAct, (id: string) => unknown>> = {
    pay: erp.pay,
    'ask-refund': (id) => erp.addRefund(id, erp.books.paidOrder(id)?.paidMinor ?? 0),
  };
  for (const [act, change] of Object.entries(CHANGES)) acts[act as OrderAct] = (id) => erp.change(id, change);
  return {
    platform: 'http-api',
    currency: 'CNY',
    books: erp.books,
    faults: erp.faults,
    requests: erp.requests,
    operations: { list: 'orders.list', detail: 'orders.get' },
    vitalField: 'stateCode',
    access: () => ({
      config: { baseUrl: erp.url },
      credentials: { apiKey: erp.secret, pushSecret: erp.pushSecret },
    }),
    addOrders: (count, how) => erp.addOrders(count, how).map((order) => order.id),
    amountNow: (number) => erp.books.paidOrder(number)?.paidMinor,
    unpaid: () =>
      erp
        .all()
        .filter((order) => blockReasonOf(order) === 'not paid')
        .map(({ id }) => id),
    inTime: {},
    acts: Object.keys(acts) as OrderAct[],
    act: (id, act) => void actOf(acts, act)(id),
    expireAccess: null,
    aimPushes: (url) => erp.setPushTarget(url),
    runDue: () => erp.runDuePushes(),
    close: () => erp.close(),
  };
}
