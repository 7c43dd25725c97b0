import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import { parseBeijingTime } from '../kit/beijing-time.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { TimedStore } from '../kit/timed-store.ts';
import type { WireObject, WireValue } from '../kit/wire-json.ts';
import type { JdCiphers } from './jd-ciphers.ts';
import { GOOD, bad } from './jd-failure.ts';
import type { JdResult } from './jd-failure.ts';
import { blockReasonOf } from './jd-order.ts';
import { serviceView, skuViews } from './jd-services.ts';
import type { JdService } from './jd-services.ts';
import type { JdShop } from './jd-shop.ts';
import { orderView } from './order-view.ts';
import type { Seal } from './order-view.ts';

export interface JdMethodContext {
  readonly clock: SimulatorClock;
  readonly shop: JdShop;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly services: TimedStore<JdService>;
  readonly stock: Map<string, number>;
  readonly shopName: string;
  readonly ciphers: JdCiphers;
  readonly isAccess: (accessToken: string) => boolean;
}

/** Business parameters, as parsed from `360buy_param_json`. */
export type JdParameters = Readonly<Record<string, unknown>>;
export type JdMethod = (parameters: JdParameters, context: JdMethodContext, method: string) => WireObject;

const MONTH_MS = 31 * 86_400_000;
const LOGISTICS_IDS = ['467', '463', '470', '1327', '1499', '2087', '465', '3046'];
const IDENTIFIERS = new Set(['orderId', 'outerSkuId', 'waybill']);

const text = (parameters: JdParameters, name: string): string => {
  const value = parameters[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/** `success` comes as a boolean here and as text there (reference D2.8). */
const resultView = (result: JdResult, context: JdMethodContext): WireObject => ({
  success: context.random.chance(0.5) ? result.success : String(result.success),
  errorCode: result.errorCode,
  chineseErrCode: result.text,
  englishErrCode: result.success ? 'success' : 'failed',
});

function withZeroWidth(value: WireValue): WireValue {
  if (Array.isArray(value)) return value.map((item) => withZeroWidth(item as WireValue));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value as WireObject).map(([name, member = null]) => [
    name,
    IDENTIFIERS.has(name) && typeof member === 'string' && member !== '' ? `${member}\u200B` : withZeroWidth(member),
  ]);
  return Object.fromEntries(members) as WireObject;
}

function withFaults(rows: readonly WireObject[], method: string, { faults, random }: JdMethodContext): WireObject[] {
  let result = [...rows];
  if (result.length === 0) return result;
  if (faults.draw('unknown-enum', method)) {
    const chosen = random.integer(0, result.length - 1);
    result = result.map((row, index) => (index === chosen ? { ...row, orderState: 'WAIT_PLATFORM_INSPECTION' } : row));
  }
  if (faults.draw('zero-width', method)) result = result.map((row) => withZeroWidth(row) as WireObject);
  if (faults.draw('duplicate-rows', method)) result = result.flatMap((row) => [row, row]);
  if (faults.draw('reordered-rows', method)) result = result.toReversed();
  return result;
}

/** The twins with `en` in their names seal personal data. */
const sealOf = (method: string, { ciphers }: JdMethodContext): Seal | null =>
  /\.en[A-Z]/.test(method) ? ciphers.seal : null;

/** jingdong.pop.order.search and its twin: pages of whole orders by time of change or of creation. */
const searchOrders: JdMethod = (parameters, context, method) => {
  const refuse = (why: string): WireObject => ({
    searchorderinfo_result: { apiResult: resultView(bad('10100001', why), context) },
  });
  const fields = text(parameters, 'optional_fields');
  const states = text(parameters, 'order_state')
    .split(',')
    .filter((state) => state !== '');
  if (fields === '' || states.length === 0) return refuse('optional_fields和order_state不能为空');
  const fromMs = parseBeijingTime(text(parameters, 'start_date'));
  const toMs = parseBeijingTime(text(parameters, 'end_date'));
  if (fromMs === undefined || toMs === undefined || toMs < fromMs) return refuse('时间格式不正确');
  if (toMs - fromMs > MONTH_MS) return refuse('开始时间和结束时间不得相差超过1个月');
  const size = Number(text(parameters, 'page_size'));
  const page = Number(text(parameters, 'page'));
  if (!Number.isInteger(size) || size < 1 || size > 100) return refuse('page_size最大为100');
  if (!Number.isInteger(page) || page < 1) return refuse('page不正确');

  const by = text(parameters, 'dateType') === '1' ? 'created' : 'modified';
  const find = () => {
    const found = context.shop.find(by, fromMs, toMs, states);
    return text(parameters, 'sortType') === '1' ? found.toReversed() : found;
  };
  const found = find();
  const rows = withFaults(
    found.slice((page - 1) * size, page * size).map((order) => orderView(order, fields, sealOf(method, context))),
    method,
    context,
  );
  const drift = found.length > size ? context.faults.draw('drift', method) : undefined;
  // Orders change behind the reader's back: they leave the window, and the rows behind them move up.
  for (const order of drift ? found.slice(0, drift.rows ?? 1) : []) {
    context.shop.touch(order.orderId, Math.max(context.clock.nowMs(), toMs + 1000));
  }
  return {
    searchorderinfo_result: {
      apiResult: resultView(GOOD, context),
      orderTotal: found.length,
      orderInfoList: rows,
    },
  };
};

/** jingdong.pop.order.get and its twin. */
const readOrder: JdMethod = (parameters, context, method) => {
  const order = context.shop.get(text(parameters, 'order_id'));
  if (!order) return { orderDetailInfo: { apiResult: resultView(bad('10400001', '订单不存在'), context) } };
  const view = orderView(order, text(parameters, 'optional_fields'), sealOf(method, context));
  const [orderInfo] = withFaults([view], method, context);
  return { orderDetailInfo: { apiResult: resultView(GOOD, context), orderInfo } };
};

/** jingdong.pop.order.shipment, with JD's spelling of its parameters. */
const shipOrder: JdMethod = (parameters, context) => {
  const orderId = text(parameters, 'orderId');
  const carrier = text(parameters, 'logiCoprId');
  const number = text(parameters, 'logiNo');
  const order = context.shop.get(orderId);
  const refuse = (code: string, why: string): WireObject => {
    context.books.noteRefusal({ externalNumber: orderId, trackingNumber: number, code, atMs: context.clock.nowMs() });
    return { sopjosshipment_result: resultView(bad(code, why), context) };
  };
  if (!order) return refuse('10400001', '订单不存在');
  if (!LOGISTICS_IDS.includes(carrier)) return refuse('10400010', '物流公司ID不正确');
  if (!/^[A-Z0-9]{8,24}$/.test(number)) return refuse('10400011', '运单号不正确');
  const block = blockReasonOf(order);
  if (block !== undefined) return refuse('10400012', `订单状态不允许出库: ${block}`);
  context.shop.change(orderId, (each) => {
    each.state = 'WAIT_GOODS_RECEIVE_CONFIRM';
    each.waybill = number;
    each.logisticsId = carrier;
  });
  context.books.noteShipment({
    externalNumber: orderId,
    trackingNumber: number,
    carrier,
    lineNumbers: order.items.map((item) => item.skuId),
    firstAcceptedAtMs: context.clock.nowMs(),
    shippedAgainst: undefined,
  });
  return { sopjosshipment_result: resultView(GOOD, context) };
};

const updateStock: JdMethod = (parameters, context) => {
  const quantity = Number(text(parameters, 'stockNum'));
  const isGood = /^\d+$/.test(text(parameters, 'skuId')) && Number.isInteger(quantity) && quantity >= 0;
  if (isGood) context.stock.set(text(parameters, 'skuId'), quantity);
  return { success: isGood };
};

const SHOWN_SKUS = skuViews();

/** jingdong.sku.read.searchSkuList: what is on sale, page by page from 1. */
const searchSkus: JdMethod = (parameters) => {
  const page = Number(text(parameters, 'page') || '1');
  const size = Number(text(parameters, 'page_size') || '20');
  const data = SHOWN_SKUS.slice((page - 1) * size, page * size);
  return { page: { totalItem: SHOWN_SKUS.length, pageNo: page, pageSize: size, data } };
};

/** jingdong.asc.query.list: after-sales services by time of change, newest first. */
const listServices: JdMethod = (parameters, context) => {
  const wanted = ['buId', 'operatePin', 'operateNick', 'updateTimeBegin', 'updateTimeEnd'];
  const missing = wanted.filter((name) => text(parameters, name) === '');
  const fromMs = parseBeijingTime(text(parameters, 'updateTimeBegin'));
  const toMs = parseBeijingTime(text(parameters, 'updateTimeEnd'));
  const page = Number(text(parameters, 'pageNumber'));
  const size = Number(text(parameters, 'pageSize'));
  if (missing.length > 0 || fromMs === undefined || toMs === undefined || !(page >= 1) || !(size >= 1 && size <= 100))
    return { code: '1', pageResult: { success: false, msg: `参数错误 ${missing.join(',')}`, totalCount: 0 } };
  const found = context.services.find({ by: 'updated', fromMs, toMs });
  const data = found.slice((page - 1) * size, page * size).map(serviceView);
  return { pageResult: { success: true, totalCount: found.length, pageNumber: page, pageSize: size, data } };
};

/** jingdong.jos.voucher.info.get: what an app needs to ask for the merchant's keys. */
const giveVoucher: JdMethod = (parameters, { ciphers, isAccess }) =>
  isAccess(text(parameters, 'access_token'))
    ? { response: { errorCode: '0', errorMsg: '', data: { voucher: ciphers.voucher } } }
    : { response: { errorCode: '1', errorMsg: 'access_token无效' } };

/** jingdong.jos.master.key.get */
const giveKeys: JdMethod = (parameters, { ciphers }) => {
  const given = (name: string): string => text(parameters, name);
  return {
    response: ciphers.keysFor({ sdkVer: given('sdk_ver'), ts: given('ts'), tid: given('tid'), sig: given('sig') }),
  };
};

export const JD_METHODS: ReadonlyMap<string, JdMethod> = new Map([
  ['jingdong.pop.order.search', searchOrders],
  ['jingdong.pop.order.enSearch', searchOrders],
  ['jingdong.pop.order.get', readOrder],
  ['jingdong.pop.order.enGet', readOrder],
  ['jingdong.pop.order.shipment', shipOrder],
  ['jingdong.stock.write.updateSkuStock', updateStock],
  ['jingdong.sku.read.searchSkuList', searchSkus],
  ['jingdong.asc.query.list', listServices],
  ['jingdong.jos.voucher.info.get', giveVoucher],
  ['jingdong.jos.master.key.get', giveKeys],
  [
    'jingdong.seller.vender.info.get',
    (_parameters, context) => ({
      vender_info_result: { vender_id: 100_001, shop_id: 200_001, shop_name: context.shopName },
    }),
  ],
]);
