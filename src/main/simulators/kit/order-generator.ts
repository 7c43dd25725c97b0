import { demoBuyer } from './demo-buyers.ts';
import type { DemoBuyer } from './demo-buyers.ts';
import { demoCatalogue } from './demo-catalogue.ts';
import type { DemoGood } from './demo-catalogue.ts';
import { CHINESE_PLACES, FOREIGN_PLACES } from './demo-places.ts';
import type { DemoPlace } from './demo-places.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What stands around an order when it is born. Each simulator turns it into its platform's own states. */
export type OrderSituation =
  | 'paid'
  | 'unpaid'
  | 'closed'
  | 'refund-requested'
  | 'presale-deposit'
  | 'presale-paid'
  | 'forbid-consign';

/** Shares of the situations; they need not sum to 1. */
export type OrderMix = Readonly<Partial<Record<OrderSituation, number>>>;

const DEFAULT_ORDER_MIX: OrderMix = {
  paid: 82,
  unpaid: 5,
  closed: 3,
  'refund-requested': 4,
  'presale-deposit': 2,
  'presale-paid': 1,
  'forbid-consign': 3,
};

export interface GeneratedLine {
  readonly good: DemoGood;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Shop discount on the line; paid for the line = quantity x unit price - discount. */
  readonly discountMinor: number;
}

export interface GeneratedOrder {
  readonly situation: OrderSituation;
  readonly buyer: DemoBuyer;
  readonly place: DemoPlace;
  /** House number, building and room; the street stands in `place`. */
  readonly doorText: string;
  readonly lines: readonly GeneratedLine[];
  readonly postageMinor: number;
  /** Lines after discount plus postage. */
  readonly paidMinor: number;
  readonly buyerNote: string;
  readonly sellerNote: string;
  /** TOP's colours 1..5; 0 = none. */
  readonly sellerFlag: number;
}

export interface OrderGeneratorOptions {
  readonly mix?: OrderMix;
  /** Share of orders that go abroad; 0 for a Chinese shop, 1 for an export shop. */
  readonly foreignShare?: number;
  readonly catalogue?: readonly DemoGood[];
  /** Turns catalogue fen into the shop's minor units; default: unchanged. */
  readonly price?: (fen: number) => number;
}

export interface OrderGenerator {
  next(overrides?: {
    readonly situation?: OrderSituation;
    readonly lines?: readonly OrderedGood[];
    readonly place?: DemoPlace;
  }): GeneratedOrder;
}

/** Asks for exact goods instead of random ones. */
export interface OrderedGood {
  readonly code: string;
  readonly quantity: number;
}

const BUYER_NOTES = [
  '请用顺丰发货',
  '送人的,麻烦包装好一点',
  '周末不在家,请工作日送',
  '不要放快递柜🙏',
  '发票抬头:个人',
  'Please leave at the door',
];
const SELLER_NOTES = ['老客户,送小样', '已加急', '核对尺码'];

/** Makes plausible orders from a seed: same seed, same orders. Amounts in minor units. */
export function createOrderGenerator(random: SeededRandom, options: OrderGeneratorOptions = {}): OrderGenerator {
  const catalogue = options.catalogue ?? demoCatalogue();
  const price = options.price ?? ((fen: number) => fen);

  function line(good: DemoGood, quantity: number): GeneratedLine {
    const unitPriceMinor = price(good.priceMinor);
    const discountMinor = random.chance(0.25) ? Math.floor(unitPriceMinor * quantity * 0.1) : 0;
    return { good, quantity, unitPriceMinor, discountMinor };
  }

  function randomLines(): GeneratedLine[] {
    const wanted = random.weighted<'1' | '2' | '3' | '4'>({ '1': 60, '2': 25, '3': 10, '4': 5 }, '1');
    const goods = new Set<DemoGood>();
    while (goods.size < Number(wanted)) goods.add(random.pick(catalogue));
    return [...goods].map((good) => line(good, random.chance(0.75) ? 1 : random.integer(2, 4)));
  }

  function askedLines(asked: readonly OrderedGood[]): GeneratedLine[] {
    return asked.map(({ code, quantity }) => {
      const good = catalogue.find((candidate) => candidate.code === code);
      if (!good) throw new RangeError(`the demo catalogue has no good ${code}`);
      return line(good, quantity);
    });
  }

  function doorText(place: DemoPlace): string {
    const house = random.integer(1, 999);
    return place.countryCode === 'CN'
      ? `${house}号${random.integer(1, 30)}栋${random.integer(1, 4)}单元${random.integer(101, 3304)}室`
      : String(house);
  }

  return {
    next(overrides = {}) {
      const place =
        overrides.place ?? random.pick(random.chance(options.foreignShare ?? 0) ? FOREIGN_PLACES : CHINESE_PLACES);
      const lines = overrides.lines ? askedLines(overrides.lines) : randomLines();
      const postageMinor = random.chance(0.3) ? price(random.pick([600, 800, 1000, 1200])) : 0;
      const goodsMinor = lines.reduce((sum, each) => sum + each.quantity * each.unitPriceMinor - each.discountMinor, 0);
      return {
        situation: overrides.situation ?? random.weighted(options.mix ?? DEFAULT_ORDER_MIX, 'paid'),
        buyer: demoBuyer(random, place),
        place,
        doorText: doorText(place),
        lines,
        postageMinor,
        paidMinor: goodsMinor + postageMinor,
        buyerNote: random.chance(0.2) ? random.pick(BUYER_NOTES) : '',
        sellerNote: random.chance(0.1) ? random.pick(SELLER_NOTES) : '',
        sellerFlag: random.chance(0.1) ? random.integer(1, 5) : 0,
      };
    },
  };
}
