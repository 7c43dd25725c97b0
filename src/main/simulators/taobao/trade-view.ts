import { formatBeijingTime } from '../kit/beijing-time.ts';
import { decimalText } from '../kit/decimal-text.ts';
import type { TaobaoReceiver, TaobaoSubOrder, TaobaoTrade } from './taobao-trade.ts';
import type { TopObject, TopValue } from './top-value.ts';

/** `tid,orders,orders.oid` split up; `orders` alone means all of its members. */
export interface FieldSelection {
  readonly trade: ReadonlySet<string>;
  readonly order: ReadonlySet<string> | 'all' | 'none';
}

/** Callers ask for the same fields all day. */
const selections = new Map<string, FieldSelection>();
const KEPT_SELECTIONS = 50;

export function selectFields(fields: string): FieldSelection {
  const known = selections.get(fields);
  if (known) return known;
  if (selections.size >= KEPT_SELECTIONS) selections.clear();
  const selection = readFields(fields);
  selections.set(fields, selection);
  return selection;
}

function readFields(fields: string): FieldSelection {
  const names = fields.split(',').map((name) => name.trim());
  const inner = names.filter((name) => name.startsWith('orders.')).map((name) => name.slice('orders.'.length));
  const order =
    names.includes('orders') || names.includes('orders.order') ? 'all' : inner.length > 0 ? new Set(inner) : 'none';
  return { trade: new Set(names), order };
}

/** The list calls give these only; everything else needs taobao.trade.fullinfo.get. */
const LIST_FIELDS: ReadonlySet<string> = new Set(
  (
    'tid,tid_str,status,type,payment,post_fee,total_fee,created,pay_time,modified,consign_time,end_time,seller_flag,' +
    'buyer_nick,shipping_type,step_trade_status,receiver_name,receiver_state,receiver_city,receiver_district,' +
    'receiver_town,receiver_address,receiver_zip,receiver_mobile,receiver_phone'
  ).split(','),
);

/** `oaid` is withheld unless these are asked for in the same call. */
const OAID_NEEDS = ['receiver_name', 'receiver_address', 'created', 'receiver_mobile', 'receiver_phone'];

const time = (atMs: number | undefined): string | undefined =>
  atMs === undefined ? undefined : formatBeijingTime(atMs);
const text = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
const tail = (mobile: string): string => mobile.slice(-4);

/** What most apps see since the address is masked completely (announcement 25845). */
function maskReceiver(receiver: TaobaoReceiver): TaobaoReceiver {
  return {
    ...receiver,
    name: `${[...receiver.name][0] ?? ''}**`,
    address: '****',
    mobile: `${receiver.mobile.slice(0, 3)}****${tail(receiver.mobile)}`,
    phone: receiver.phone === undefined ? undefined : '****',
  };
}

function pick(all: Readonly<Record<string, TopValue | undefined>>, wanted: (name: string) => boolean): TopObject {
  const picked: Record<string, TopValue> = {};
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && wanted(name)) picked[name] = value;
  }
  return picked;
}

function orderView(order: TaobaoSubOrder, selection: FieldSelection['order']): TopObject {
  const all = {
    oid: BigInt(order.oid),
    oid_str: order.oid,
    status: order.status,
    refund_status: order.refundStatus,
    refund_id: order.refundId === undefined ? undefined : BigInt(order.refundId),
    num: order.num,
    price: decimalText(order.priceMinor),
    payment: decimalText(order.paymentMinor),
    divide_order_fee: decimalText(order.paymentMinor),
    part_mjz_discount: decimalText(order.discountMinor),
    num_iid: BigInt(order.numIid),
    sku_id: order.skuId,
    outer_iid: order.outerIid,
    outer_sku_id: order.outerSkuId,
    sku_properties_name: order.skuPropertiesName,
    title: order.title,
    logistics_company: order.logisticsCompany,
    invoice_no: order.invoiceNo,
    consign_time: time(order.consignAtMs),
  };
  // The string form comes along with its number, so that a careful client never has to parse 19 digits.
  return pick(
    all,
    (name) =>
      selection === 'all' ||
      (selection !== 'none' && (selection.has(name) || (name === 'oid_str' && selection.has('oid')))),
  );
}

export interface TradeViewOptions {
  readonly detail: 'list' | 'full';
  readonly clearReceiver: boolean;
}

/** One trade as JSON members, limited to the fields that were asked for and that this call may give. */
export function tradeView(trade: TaobaoTrade, fields: FieldSelection, options: TradeViewOptions): TopObject {
  const receiver = options.clearReceiver ? trade.receiver : maskReceiver(trade.receiver);
  const all = {
    tid: BigInt(trade.tid),
    tid_str: trade.tid,
    status: trade.status,
    type: trade.type,
    payment: decimalText(trade.paymentMinor),
    post_fee: decimalText(trade.postFeeMinor),
    total_fee: decimalText(trade.totalFeeMinor),
    created: time(trade.createdAtMs),
    pay_time: time(trade.payAtMs),
    modified: time(trade.modifiedAtMs),
    consign_time: time(trade.consignAtMs),
    end_time: time(trade.endAtMs),
    buyer_message: text(trade.buyerMessage),
    seller_memo: text(trade.sellerMemo),
    seller_flag: trade.sellerFlag,
    buyer_nick: trade.buyerNick,
    buyer_open_uid: trade.buyerOpenUid,
    shipping_type: 'express',
    receiver_name: receiver.name,
    receiver_state: receiver.state,
    receiver_city: receiver.city,
    receiver_district: receiver.district,
    receiver_town: text(receiver.town),
    receiver_address: receiver.address,
    receiver_zip: text(receiver.zip),
    receiver_mobile: receiver.mobile,
    receiver_phone: receiver.phone,
    oaid: trade.oaid,
    step_trade_status: trade.stepTradeStatus,
  };
  const mayShow = (name: string): boolean => {
    if (options.detail === 'list' && !LIST_FIELDS.has(name)) return false;
    if (name === 'oaid') return fields.trade.has('oaid') && OAID_NEEDS.every((need) => fields.trade.has(need));
    return fields.trade.has(name) || (name === 'tid_str' && fields.trade.has('tid'));
  };
  const view = pick(all, mayShow);
  return fields.order === 'none'
    ? view
    : { ...view, orders: { order: trade.orders.map((order) => orderView(order, fields.order)) } };
}
