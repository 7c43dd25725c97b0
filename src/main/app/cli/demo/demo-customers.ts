import type { DemoWorld } from '#main/app/demo-world.ts';
import type { SeededRandom } from '#main/simulators/kit/seeded-random.ts';

/** What buyers and platforms do while the parcels are packed. */
export interface DemoCustomers {
  /** New orders at both shops; Shopify pushes each of its own by webhook, Taobao puts a message into its queue. */
  order(count: number): void;
  /** An order that nobody packs yet is called off at its channel. */
  callOff(externalNumber: string): void;
  /** An order that lies in the box right now is called off, or its refund is asked for. @returns what happened */
  changeMind(externalNumber: string): 'cancelled' | 'refund_requested' | null;
  /** Refunds that were asked for from {@link DemoCustomers.changeMind} are taken back: those orders want to be shipped again. */
  thinkAgain(): number;
  /** Orders that waited for money, and orders that the platform held back. */
  payAndRelease(): number;
  /** The same webhook twice, one that comes late, and one whose signature does not fit. */
  repeatPushes(): Promise<void>;
}

/** Share of new orders that come from Shopify, as in the demo store. */
const FOREIGN_SHARE = 1 / 3;
const LATE_MS = 2_000;

export function createDemoCustomers({ taobao, shopify }: DemoWorld, random: SeededRandom): DemoCustomers {
  const regretted = new Set<string>();
  const isForeign = (number: string): boolean => number.startsWith('gid:');

  return {
    order(count) {
      for (let index = 0; index < count; index += 1) {
        if (random.chance(FOREIGN_SHARE)) shopify.orders.addOne();
        else taobao.orders.addOne();
      }
    },
    callOff(number) {
      if (isForeign(number)) shopify.orders.cancel(number);
      else taobao.orders.completeRefund(number);
    },
    changeMind(number) {
      if (isForeign(number)) {
        shopify.orders.cancel(number);
        return 'cancelled';
      }
      if (regretted.has(number)) return null;
      regretted.add(number);
      taobao.orders.requestRefund(number);
      return 'refund_requested';
    },
    thinkAgain() {
      const asked = [...regretted].filter((number) => taobao.books.paidOrder(number)?.blockReason === 'refund-open');
      const back = asked.slice(0, Math.ceil(asked.length / 2));
      for (const number of back) taobao.orders.withdrawRefund(number);
      return back.length;
    },
    payAndRelease() {
      const unpaid = taobao.orders.all().filter((trade) => trade.status === 'WAIT_BUYER_PAY');
      const banned = taobao.orders.all().filter((trade) => trade.status === 'PAID_FORBID_CONSIGN');
      const held = shopify.orders
        .all()
        .filter((order) => order.fulfillmentOrders.some(({ status }) => status === 'ON_HOLD'));
      for (const trade of half(unpaid)) taobao.orders.pay(trade.tid);
      for (const trade of half(banned)) taobao.orders.allowConsign(trade.tid);
      for (const order of half(held)) shopify.orders.releaseHold(order.id);
      return half(unpaid).length + half(banned).length + half(held).length;
    },
    async repeatPushes() {
      const paid = shopify.orders.all().filter((order) => order.paidAtMs !== undefined);
      const [twice, late, forged] = random.shuffled(paid);
      if (twice) await shopify.pushOrder(twice.id, { times: 2 });
      if (late) await shopify.pushOrder(late.id, { lateMs: LATE_MS });
      if (forged) await shopify.pushOrder(forged.id, { flipByte: true });
    },
  };
}

function half<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice(0, Math.ceil(items.length / 2));
}
