import type { DemoGood } from '../kit/demo-catalogue.ts';
import type { GeneratedOrder, OrderSituation } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { DouyinOrder, SkuOrder } from './douyin-order.ts';

export const productIdOf = (good: DemoGood): string => `36${good.gtin13.slice(0, 12)}${good.gtin13.slice(-5)}`;
export const skuIdOf = (good: DemoGood): string => `17${good.gtin13}`;

export interface DouyinOrderFactory {
  /** @param huge makes 20-digit ids, which overflow even 64 bits. */
  create(order: GeneratedOrder, atMs: number, huge: boolean): DouyinOrder;
}

interface Birth {
  readonly status: number;
  readonly mainStatus?: number;
  readonly afterSale?: number;
  readonly paid: boolean;
  readonly presale?: boolean;
}

const BIRTHS: Readonly<Record<OrderSituation, Birth>> = {
  paid: { status: 2, paid: true },
  unpaid: { status: 1, paid: false },
  closed: { status: 4, paid: false },
  'refund-requested': { status: 2, afterSale: 6, paid: true },
  'presale-deposit': { status: 1, mainStatus: 103, paid: false, presale: true },
  'presale-paid': { status: 2, paid: true, presale: true },
  'forbid-consign': { status: 105, paid: true },
};

const AUTHORS = ['小鹿生活馆', '厨房里的老陈', '晨曦好物'];

/** Numbers from the start time on, so that a second run against the same database does not repeat the first one's. */
export function createDouyinOrderFactory(random: SeededRandom, startMs: number): DouyinOrderFactory {
  let last = BigInt(startMs) * 100_000n;

  return {
    create(order, atMs, huge) {
      last += BigInt(random.integer(64, 127));
      const base = last;
      const number = (offset: number): string => `${huge ? '99' : '4'}${(base + BigInt(offset)).toString()}`;
      const birth = BIRTHS[order.situation];
      const createdAtMs = Math.floor(atMs / 1000) * 1000;
      const isLive = random.chance(0.5);
      const skus = order.lines.map((line, index): SkuOrder => ({
        id: number(index),
        status: birth.status,
        afterSaleStatus: index === 0 ? (birth.afterSale ?? 0) : 0,
        productId: productIdOf(line.good),
        skuId: skuIdOf(line.good),
        code: line.good.code,
        productName: line.good.title,
        variant: line.good.variant,
        itemNum: line.quantity,
        priceMinor: line.unitPriceMinor,
        payMinor: line.quantity * line.unitPriceMinor - line.discountMinor,
        isGift: false,
      }));
      return {
        id: number(0),
        createdAtMs,
        updatedAtMs: createdAtMs,
        status: birth.status,
        mainStatus: birth.mainStatus ?? birth.status,
        paidAtMs: birth.paid ? createdAtMs : undefined,
        finishedAtMs: birth.status === 4 ? createdAtMs : undefined,
        payMinor: order.paidMinor,
        postMinor: order.postageMinor,
        shopDiscountMinor: order.lines.reduce((sum, line) => sum + line.discountMinor, 0),
        buyerWords: order.buyerNote,
        sellerWords: order.sellerNote,
        stars: order.sellerFlag,
        receiver: {
          name: order.buyer.name,
          phone: order.buyer.phone,
          place: order.place,
          door: order.doorText,
          cipher: random.hex(40),
        },
        isPresale: birth.presale ?? false,
        roomId: isLive ? `73${random.digits(17)}` : '0',
        authorName: isLive ? random.pick(AUTHORS) : '',
        skus,
        parcels: [],
      };
    },
  };
}
