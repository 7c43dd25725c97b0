import { decimalText } from '../kit/decimal-text.ts';
import type { GeneratedOrder, OrderSituation } from '../kit/order-generator.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { TimedEntry } from '../kit/timed-store.ts';
import type { WireObject, WireValue } from '../kit/wire-json.ts';

interface ErpItem {
  readonly rowNo: string;
  readonly article: string;
  readonly text: string;
  readonly option: string;
  readonly qty: number;
  readonly unitMinor: number;
  readonly amountMinor: number;
}

export interface ErpDelivery {
  readonly trackingNo: string;
  readonly carrier: string;
  readonly requestId: string;
  readonly rows: readonly { readonly rowNo: string; readonly qty: number }[];
}

export interface ErpRefund extends TimedEntry {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly reason: string;
  state: string;
}

/** An order of the imaginary ERP. */
export interface ErpOrder extends TimedEntry {
  /** `10` new, `20` paid, `25` blocked, `30` part shipped, `40` shipped, `90` cancelled. */
  state: string;
  paidAtMs: number | undefined;
  readonly totalMinor: number;
  readonly freightMinor: number;
  readonly savedMinor: number;
  remark: string;
  readonly person: { readonly name: string; readonly phone: string };
  readonly place: GeneratedOrder['place'];
  doorText: string;
  readonly items: readonly ErpItem[];
  readonly deliveries: ErpDelivery[];
}

const BIRTHS: Readonly<Record<OrderSituation, { readonly state: string; readonly isPaid: boolean }>> = {
  paid: { state: '20', isPaid: true },
  unpaid: { state: '10', isPaid: false },
  closed: { state: '90', isPaid: false },
  'refund-requested': { state: '25', isPaid: true },
  'presale-deposit': { state: '10', isPaid: false },
  'presale-paid': { state: '20', isPaid: true },
  'forbid-consign': { state: '25', isPaid: true },
};

/** Numbers from the start time on, so that a second run against the same database does not repeat the first one's. */
export function createErpOrderFactory(random: SeededRandom, startMs: number) {
  let last = BigInt(startMs) * 100n;
  return (order: GeneratedOrder, atMs: number, huge: boolean): ErpOrder => {
    last += BigInt(random.integer(1, 9));
    const { state, isPaid } = BIRTHS[order.situation];
    const createdAtMs = Math.floor(atMs / 1000) * 1000;
    return {
      id: `${huge ? '98765' : ''}${last}`,
      createdAtMs,
      updatedAtMs: createdAtMs,
      state,
      paidAtMs: isPaid ? createdAtMs : undefined,
      totalMinor: order.paidMinor,
      freightMinor: order.postageMinor,
      savedMinor: order.lines.reduce((sum, line) => sum + line.discountMinor, 0),
      remark: order.buyerNote,
      person: { name: order.buyer.name, phone: order.buyer.phone },
      place: order.place,
      doorText: order.doorText,
      items: order.lines.map((line, index) => ({
        rowNo: String((index + 1) * 10),
        article: line.good.code,
        text: line.good.title,
        option: line.good.variant,
        qty: line.quantity,
        unitMinor: line.unitPriceMinor,
        amountMinor: line.quantity * line.unitPriceMinor - line.discountMinor,
      })),
      deliveries: [],
    };
  };
}

const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Long numbers stand bare in JSON, as careless servers write them. */
function numberOf(order: ErpOrder): WireValue {
  return order.id.length > 16 ? BigInt(order.id) : order.id;
}

export function orderView(order: ErpOrder): WireObject {
  return {
    orderNo: numberOf(order),
    stateCode: order.state,
    currency: 'CNY',
    grandTotal: decimalText(order.totalMinor),
    freight: decimalText(order.freightMinor),
    createdAt: iso(order.createdAtMs),
    paidAt: order.paidAtMs === undefined ? null : iso(order.paidAtMs),
    changedAt: iso(order.updatedAtMs),
    remark: order.remark,
    campaigns: order.savedMinor > 0 ? [{ title: '满减', saved: decimalText(order.savedMinor) }] : [],
    shipTo: {
      fullName: order.person.name,
      mobile: order.person.phone,
      country: order.place.countryCode,
      province: order.place.province,
      city: order.place.city,
      district: order.place.district,
      street: `${order.place.town}${order.place.street}${order.doorText}`,
      zip: order.place.postcode,
    },
    items: order.items.map((item) => ({
      rowNo: item.rowNo,
      article: item.article,
      text: item.text,
      option: item.option,
      qty: item.qty,
      unitPrice: decimalText(item.unitMinor),
      amount: decimalText(item.amountMinor),
    })),
    deliveries: order.deliveries.map(({ trackingNo, carrier }) => ({ trackingNo, carrier })),
  };
}

export function refundView(refund: ErpRefund): WireObject {
  return {
    caseNo: refund.id,
    orderNo: refund.orderId,
    caseState: refund.state,
    amount: decimalText(refund.amountMinor),
    reason: refund.reason,
    openedAt: iso(refund.createdAtMs),
    changedAt: iso(refund.updatedAtMs),
  };
}

/** Why the ERP does not take a parcel now. */
export function blockReasonOf(order: ErpOrder): string | undefined {
  if (order.state === '25') return 'blocked';
  if (order.state === '10') return 'not paid';
  return order.state === '90' ? 'cancelled' : undefined;
}
