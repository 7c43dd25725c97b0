import { formatBeijingTime } from '../kit/beijing-time.ts';
import type { DemoGood } from '../kit/demo-catalogue.ts';
import type { GeneratedOrder, OrderSituation } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { PddSimOrder } from './pdd-order.ts';

export const goodsIdOf = (good: DemoGood): string => `68${good.gtin13.slice(2)}`;
export const skuIdOf = (good: DemoGood): string => `50${good.gtin13.slice(2)}`;

export interface PddOrderFactory {
  /** @param huge makes order numbers and ids that overflow a JavaScript number. */
  create(order: GeneratedOrder, atMs: number, huge: boolean): PddSimOrder;
}

interface Birth {
  readonly confirm: number;
  readonly group: number;
  readonly refund: number;
  readonly afterSales: number;
  readonly step: number | undefined;
  readonly isPaid: boolean;
}

const birth = (changes: Partial<Birth> = {}): Birth => ({
  confirm: 1,
  group: 1,
  refund: 1,
  afterSales: 0,
  step: undefined,
  isPaid: true,
  ...changes,
});

const BIRTHS: Readonly<Record<OrderSituation, Birth>> = {
  paid: birth(),
  unpaid: birth({ confirm: 0, group: 0, isPaid: false }),
  closed: birth({ confirm: 2, group: 2, isPaid: false }),
  'refund-requested': birth({ refund: 2, afterSales: 2 }),
  'presale-deposit': birth({ step: 1, isPaid: false }),
  'presale-paid': birth({ step: 2 }),
  // Paid, but the group is not complete: shipping is forbidden.
  'forbid-consign': birth({ group: 0 }),
};

/** Numbers count from the start time on, so that a second run against the same database does not repeat the first one's. */
export function createPddOrderFactory(random: SeededRandom, startMs: number): PddOrderFactory {
  let last = BigInt(startMs) * 10n;

  return {
    /** One SKU per order: Pinduoduo has no cart. Of a generated order with several lines the first counts. */
    create(order, atMs, huge) {
      const [line] = order.lines;
      if (!line) throw new RangeError('an order needs a line');
      last += BigInt(random.integer(1, 9));
      const born = BIRTHS[order.situation];
      const createdAtMs = Math.floor(atMs / 1000) * 1000;
      const day = formatBeijingTime(createdAtMs).slice(2, 10).replaceAll('-', '');
      const goodsMinor = line.quantity * line.unitPriceMinor;
      const sellerDiscountMinor = line.discountMinor;
      const platformDiscountMinor = goodsMinor > 2_000 && random.chance(0.2) ? 100 : 0;
      const lead = huge ? '90071' : '';
      const isConcluded = born.confirm > 0;
      return {
        orderSn: `${day}-${huge ? '9'.repeat(5) : ''}${last.toString().padStart(15, '0')}`,
        confirmStatus: born.confirm,
        groupStatus: born.group,
        orderStatus: 1,
        refundStatus: born.refund,
        afterSalesStatus: born.afterSales,
        riskControlStatus: 0,
        createdAtMs,
        payAtMs: born.isPaid ? createdAtMs : undefined,
        confirmAtMs: isConcluded ? createdAtMs : undefined,
        shippingAtMs: undefined,
        receiveAtMs: undefined,
        updatedAtMs: createdAtMs,
        goodsMinor,
        sellerDiscountMinor,
        platformDiscountMinor,
        postageMinor: order.postageMinor,
        payMinor: goodsMinor - sellerDiscountMinor - platformDiscountMinor + order.postageMinor,
        receiver: {
          name: order.buyer.name,
          phone: order.buyer.phone,
          province: order.place.province,
          city: order.place.city,
          district: order.place.district,
          address: `${order.place.town}${order.place.street}${order.doorText}`,
        },
        buyerMemo: order.buyerNote,
        remark: order.sellerNote,
        remarkTag: order.sellerFlag,
        logisticsId: 0,
        trackingNumber: '',
        stepTradeStatus: born.step,
        item: {
          goodsId: `${lead}${goodsIdOf(line.good)}`,
          skuId: `${lead}${skuIdOf(line.good)}`,
          outerId: line.good.code,
          outerGoodsId: line.good.code.replace(/-.*$/, ''),
          name: line.good.title,
          spec: line.good.variant,
          count: line.quantity,
          priceMinor: line.unitPriceMinor,
        },
        refund:
          born.refund === 2
            ? { id: String(last), type: 2, status: 2, amountMinor: goodsMinor, createdAtMs, updatedAtMs: createdAtMs }
            : undefined,
      };
    },
  };
}
