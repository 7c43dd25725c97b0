import type { GeneratedOrder, OrderSituation } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import { numIidOf, skuIdOf } from './listing-shelf.ts';
import type { RefundStatus, StepTradeStatus, TaobaoSubOrder, TaobaoTrade, TradeStatus } from './taobao-trade.ts';

export interface TradeFactory {
  /** @param huge makes 20-digit ids, which overflow even 64 bits. */
  create(order: GeneratedOrder, atMs: number, huge: boolean): TaobaoTrade;
}

interface Birth {
  readonly status: TradeStatus;
  readonly refund: RefundStatus;
  readonly step: StepTradeStatus | undefined;
  readonly paid: boolean;
}

const BIRTHS: Readonly<Record<OrderSituation, Birth>> = {
  paid: { status: 'WAIT_SELLER_SEND_GOODS', refund: 'NO_REFUND', step: undefined, paid: true },
  unpaid: { status: 'WAIT_BUYER_PAY', refund: 'NO_REFUND', step: undefined, paid: false },
  closed: { status: 'TRADE_CLOSED_BY_TAOBAO', refund: 'NO_REFUND', step: undefined, paid: false },
  'refund-requested': { status: 'WAIT_SELLER_SEND_GOODS', refund: 'WAIT_SELLER_AGREE', step: undefined, paid: true },
  // Deposit only: money came in, but the order is not paid and not shippable.
  'presale-deposit': { status: 'WAIT_BUYER_PAY', refund: 'NO_REFUND', step: 'FRONT_PAID_FINAL_NOPAID', paid: false },
  'presale-paid': { status: 'WAIT_SELLER_SEND_GOODS', refund: 'NO_REFUND', step: 'FRONT_PAID_FINAL_PAID', paid: true },
  'forbid-consign': { status: 'PAID_FORBID_CONSIGN', refund: 'NO_REFUND', step: undefined, paid: true },
};

/** Numbers from the start time on, so that a second run against the same database does not repeat the first one's. */
export function createTradeFactory(random: SeededRandom, startMs: number): TradeFactory {
  let last = BigInt(startMs) * 10_000n;

  /** Trade number with room for its sub-orders behind it. */
  function allocate(): bigint {
    last += BigInt(random.integer(64, 127));
    return last;
  }

  return {
    create(order, atMs, huge) {
      const base = allocate();
      const number = (offset: number): string => `${huge ? '990' : '22'}${(base + BigInt(offset)).toString()}`;
      const birth = BIRTHS[order.situation];
      const createdAtMs = Math.floor(atMs / 1000) * 1000;
      const orders = order.lines.map((line, index): TaobaoSubOrder => {
        const goodsMinor = line.quantity * line.unitPriceMinor;
        return {
          oid: number(index + 1),
          status: birth.status,
          refundStatus: index === 0 ? birth.refund : 'NO_REFUND',
          refundId: index === 0 && birth.refund !== 'NO_REFUND' ? number(60) : undefined,
          num: line.quantity,
          priceMinor: line.unitPriceMinor,
          paymentMinor: goodsMinor - line.discountMinor,
          discountMinor: line.discountMinor,
          numIid: numIidOf(line.good),
          skuId: skuIdOf(line.good),
          outerIid: line.good.code.replace(/-.*$/, ''),
          outerSkuId: line.good.code,
          skuPropertiesName: `规格:${line.good.variant}`,
          title: line.good.title,
          logisticsCompany: undefined,
          invoiceNo: undefined,
          consignAtMs: undefined,
        };
      });
      const { buyer, place } = order;
      return {
        tid: number(0),
        status: birth.status,
        type: birth.step ? 'step' : 'fixed',
        createdAtMs,
        payAtMs: birth.paid ? createdAtMs : undefined,
        modifiedAtMs: createdAtMs,
        consignAtMs: undefined,
        endAtMs: birth.status === 'TRADE_CLOSED_BY_TAOBAO' ? createdAtMs : undefined,
        paymentMinor: order.paidMinor,
        postFeeMinor: order.postageMinor,
        totalFeeMinor: order.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0),
        buyerNick: buyer.nick,
        buyerOpenUid: `AAG${random.hex(20)}`,
        buyerMessage: order.buyerNote,
        sellerMemo: order.sellerNote,
        sellerFlag: order.sellerFlag,
        stepTradeStatus: birth.step,
        receiver: {
          name: buyer.name,
          state: place.province,
          city: place.city === '' ? undefined : place.city,
          district: place.district === '' ? undefined : place.district,
          town: place.town,
          address: `${place.street}${order.doorText}`,
          zip: place.postcode,
          mobile: buyer.phone,
          phone: undefined,
        },
        oaid: `1${random.hex(63)}`,
        orders,
        pendingConsign: undefined,
      };
    },
  };
}
