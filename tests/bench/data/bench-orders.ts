import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
import { createOrderGenerator } from '#main/simulators/kit/order-generator.ts';
import type { GeneratedOrder } from '#main/simulators/kit/order-generator.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { SeededRandom } from '#main/simulators/kit/seeded-random.ts';
import { BENCH_CATALOGUE } from './bench-catalogue.ts';

/** The two shops of the bench: one at home with Chinese texts, one abroad with English ones. */
export const BENCH_SHOPS = [
  { id: 'shop-home', channelId: 'taobao', name: '打包台示例店', currency: 'CNY', share: 0.7 },
  { id: 'shop-abroad', channelId: 'shopify', name: 'Packbench Store', currency: 'USD', share: 0.3 },
] as const;
export type BenchShop = (typeof BENCH_SHOPS)[number];

/** The last order was placed now; the first a year before. */
export const BENCH_NOW_MS = Date.UTC(2026, 10, 22, 6, 0, 0);
const YEAR_MS = 365 * 86_400_000;

type Stage = Pick<OrderDraft, 'payment' | 'fulfilment' | 'afterSales'>;

/**
 * `count` drafts from a seed, oldest first, as (shop, draft): mostly finished orders, and at the young end those that
 * somebody has to work on.
 */
export function* benchOrders(seed: number, count: number): Generator<{ shop: BenchShop; draft: OrderDraft }> {
  const random = createSeededRandom(seed).fork('bench');
  const home = createOrderGenerator(random.fork('home'), { catalogue: BENCH_CATALOGUE });
  const abroad = createOrderGenerator(random.fork('abroad'), { catalogue: BENCH_CATALOGUE, foreignShare: 1 });
  for (let index = 0; index < count; index += 1) {
    const shop = random.chance(BENCH_SHOPS[0].share) ? BENCH_SHOPS[0] : BENCH_SHOPS[1];
    const placedAtMs = Math.floor(BENCH_NOW_MS - YEAR_MS * (1 - (index + 1) / count));
    const generated = (shop.channelId === 'taobao' ? home : abroad).next();
    const stage = stageOf(random, (count - index) / count);
    yield { shop, draft: toDraft(random, shop, generated, placedAtMs, index, stage) };
  }
}

/** `age` runs from 1 (oldest) to 0: the youngest hundredth waits to be packed, the next three are on their way. */
function stageOf(random: SeededRandom, age: number): Stage {
  if (random.chance(0.03)) return { payment: 'refunded', fulfilment: 'cancelled', afterSales: 'closed' };
  if (age < 0.01) {
    if (random.chance(0.05)) return { payment: 'awaited', fulfilment: 'received', afterSales: 'none' };
    if (random.chance(0.04)) return { payment: 'paid', fulfilment: 'received', afterSales: 'requested' };
    return { payment: 'paid', fulfilment: 'received', afterSales: 'none' };
  }
  if (age < 0.02) return { payment: 'paid', fulfilment: 'shipped', afterSales: 'none' };
  if (age < 0.04) return { payment: 'paid', fulfilment: 'delivered', afterSales: 'none' };
  return { payment: 'paid', fulfilment: 'completed', afterSales: 'none' };
}

function toDraft(
  random: SeededRandom,
  shop: BenchShop,
  order: GeneratedOrder,
  placedAtMs: number,
  index: number,
  stage: Stage,
): OrderDraft {
  const atHome = shop.channelId === 'taobao';
  const { buyer, place } = order;
  const number = atHome
    ? `22${String(index).padStart(9, '0')}${random.digits(8)}`
    : `gid://shopify/Order/${5_550_000_000_000 + index}`;
  const displayNumber = atHome ? number : `#${100_001 + index}`;
  return {
    externalNumber: number,
    displayNumber,
    platformVersionMs: placedAtMs + 60_000,
    platformStatus: stage.fulfilment,
    ...stage,
    // One order in two hundred waits for a person.
    holds:
      stage.fulfilment === 'received' && random.chance(0.005)
        ? [{ kind: 'platform', reasonCode: 'platform_status', data: {} }]
        : [],
    currency: shop.currency,
    totalMinor: order.paidMinor,
    shippingFeeMinor: order.postageMinor,
    placedAtMs,
    paidAtMs: stage.payment === 'awaited' ? null : placedAtMs + 30_000,
    buyerNote: order.buyerNote,
    sellerNote: order.sellerNote,
    flags: order.sellerFlag === 0 ? [] : [`seller_flag:${order.sellerFlag}`],
    recipient: {
      name: buyer.name,
      phone: buyer.phone,
      country: place.countryCode,
      province: place.province,
      city: place.city,
      district: place.district,
      town: place.town,
      street: `${place.street}${order.doorText}`,
      postcode: place.postcode,
      isMasked: false,
    },
    recipientHandle: null,
    lines: order.lines.map((line, position): OrderDraftLine => ({
      externalLineId: `${number}-${position}`,
      skuCode: line.good.code,
      title: atHome ? line.good.title : line.good.titleEn,
      variant: atHome ? line.good.variant : line.good.variantEn,
      quantity: line.quantity,
      cancelledQuantity: 0,
      unitPriceMinor: line.unitPriceMinor,
      paidMinor: line.quantity * line.unitPriceMinor - line.discountMinor,
      afterSales: 'none',
    })),
    externalIds: atHome
      ? order.lines.map((_, position) => ({ kind: 'sub_order' as const, value: `${number}-${position}` }))
      : [{ kind: 'order', value: String(5_550_000_000_000 + index) }],
    platformData: {},
  };
}
