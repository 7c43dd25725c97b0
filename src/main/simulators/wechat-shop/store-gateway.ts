import { z } from 'zod';
import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { applyRowFaults } from '../kit/row-faults.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { driftRows } from '../kit/timed-store.ts';
import type { TimedStore } from '../kit/timed-store.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject } from '../kit/wire-json.ts';
import { storeCaseView, storeProductViews } from './store-cases.ts';
import type { StoreCase } from './store-cases.ts';
import { blockReasonOf, openUnits, orderView } from './store-order.ts';
import type { StoreOrder } from './store-order.ts';

const DAY_S = 86_400;
const WEEK_S = 7 * DAY_S;
const LIST = '/channels/ec/order/list/get';

export interface StoreContext {
  readonly clock: SimulatorClock;
  readonly store: TimedStore<StoreOrder>;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly cases: TimedStore<StoreCase>;
  readonly stock: Map<string, number>;
  /** Undefined for another app or a wrong secret. */
  issue(appId: string, secret: string): { readonly token: string; readonly expiresInS: number } | undefined;
  isTokenGood(token: string): boolean;
  allows(path: string): boolean;
  changed(order: StoreOrder, event: string): void;
}

class StoreFailure extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const Range = z.object({ start_time: z.int(), end_time: z.int() });
const TokenFields = z.object({ grant_type: z.literal('client_credential'), appid: z.string(), secret: z.string() });
const ListFields = z.object({
  create_time_range: Range.optional(),
  update_time_range: Range.optional(),
  page_size: z.int().min(1).max(100),
  next_key: z.string().optional(),
});
const OrderFields = z.object({ order_id: z.string() });
const SendFields = z.object({
  order_id: z.string(),
  delivery_list: z
    .array(
      z.object({
        delivery_id: z.string(),
        waybill_id: z.string(),
        deliver_type: z.literal(1),
        product_infos: z.array(
          z.object({ product_id: z.string(), sku_id: z.string(), product_cnt: z.int().positive() }),
        ),
      }),
    )
    .min(1),
});
const StockFields = z.object({
  product_id: z.string(),
  sku_id: z.string(),
  diff_type: z.literal(3),
  num: z.int().min(0),
});

const ProductListFields = z.object({
  status: z.literal(5),
  page_size: z.int().min(1).max(30),
  next_key: z.string().optional(),
});
const ProductFields = z.object({ product_id: z.string(), data_type: z.int() });
const CaseListFields = z.object({
  begin_update_time: z.int(),
  end_update_time: z.int(),
  next_key: z.string().default(''),
});
const CaseFields = z.object({ after_sale_order_id: z.string() });

/** SF's pattern stands in the reference (B10); the others are loose on purpose. */
const NUMBERS: Readonly<Record<string, RegExp>> = {
  SF: /^SF\d{13}$|^\d{12}$/,
  ZTO: /^\d{12,15}$/,
  YTO: /^(YT)?\d{12,15}$/,
  STO: /^\d{12,15}$/,
  YUNDA: /^\d{12,15}$/,
  EMS: /^[A-Z]{2}\d{9}[A-Z]{2}$|^\d{13}$/,
};

const PLACES = {
  statusMember: 'status',
  unknownStatus: 777,
  identifiers: new Set(['order_id', 'sku_code', 'waybill_id', 'product_id', 'sku_id']),
};

/** `https://api.weixin.qq.com`: token in the query, no signature. Codes for bad goods and states are made up. */
export function createStoreGateway(context: StoreContext): SimulatorEndpoint {
  function run(request: ReceivedRequest): WireObject {
    const handler = PATHS[request.path];
    if (!handler) throw new StoreFailure(40066, 'invalid url');
    if (request.httpMethod !== 'POST') throw new StoreFailure(43001, 'require POST method');
    if (!context.allows(request.path)) throw new StoreFailure(45011, 'api minute-quota reach limit');
    const isToken = request.path === '/cgi-bin/stable_token';
    if (!isToken && !context.isTokenGood(request.query.get('access_token') ?? ''))
      throw new StoreFailure(40001, 'invalid credential, access_token is invalid or not latest');
    const answer = handler(parse(request.rawBody.toString('utf8')), context);
    return isToken ? answer : { errcode: 0, errmsg: 'ok', ...answer };
  }

  const write = (body: WireObject): SimulatorAnswer => ({ status: 200, body: writeWireJson(body) });

  return {
    operationOf: (request) => request.path,
    handle(request) {
      try {
        return write(run(request));
      } catch (error) {
        if (error instanceof StoreFailure) return write({ errcode: error.code, errmsg: error.message });
        throw error;
      }
    },
    vendorFault: (kind, rule) =>
      write(
        kind === 'throttle'
          ? { errcode: 45009, errmsg: rule.message ?? 'reach max api daily quota limit' }
          : { errcode: Number(rule.code ?? -1), errmsg: rule.message ?? 'system error' },
      ),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf<T>(schema: z.ZodType<T>, json: unknown): T {
  const fields = schema.safeParse(json);
  if (fields.success) return fields.data;
  throw new StoreFailure(47001, `data format error: ${fields.error.issues[0]?.path.join('.') ?? ''}`);
}

function orderOf(id: string, context: StoreContext): StoreOrder {
  const order = context.store.get(id);
  if (!order) throw new StoreFailure(10_020_052, 'order not exist');
  return order;
}

type Handler = (json: unknown, context: StoreContext) => WireObject;

const stableToken: Handler = (json, context) => {
  const { appid, secret } = fieldsOf(TokenFields, json);
  const issued = context.issue(appid, secret);
  if (!issued) throw new StoreFailure(40125, 'invalid appsecret');
  return { access_token: issued.token, expires_in: issued.expiresInS };
};

/** The cursor names the last row that was handed out; rows come newest change first. */
const listOrders: Handler = (json, context) => {
  const fields = fieldsOf(ListFields, json);
  const range = fields.update_time_range ?? fields.create_time_range;
  if (!range || range.end_time < range.start_time || range.end_time - range.start_time > WEEK_S)
    throw new StoreFailure(31_042, 'invalid time range');
  const by = fields.update_time_range ? ('updated' as const) : ('created' as const);
  const query = { by, fromMs: range.start_time * 1000, toMs: range.end_time * 1000 };
  const found = context.store.find(query);
  const start = startOf(found, fields.next_key, by);
  const page = found.slice(start, start + fields.page_size);
  const last = page.at(-1);
  const hasMore = start + fields.page_size < found.length;
  const rows = applyRowFaults(
    page.map((order) => ({ order_id: order.id })),
    LIST,
    context,
    PLACES,
  );
  const answer = {
    order_id_list: rows.map((row) => row['order_id'] ?? ''),
    has_more: hasMore,
    next_key: last ? `${timeOf(last, by)}_${last.id}` : '',
  };
  const rule = hasMore ? context.faults.draw('drift', LIST) : undefined;
  if (rule) {
    const { clock, store } = context;
    driftRows(query, { store, pageSize: fields.page_size, rows: rule.rows ?? 1, nowMs: clock.nowMs() });
  }
  return answer;
};

const timeOf = (order: StoreOrder, by: 'updated' | 'created'): number =>
  by === 'updated' ? order.updatedAtMs : order.createdAtMs;

function startOf(found: readonly StoreOrder[], nextKey: string | undefined, by: 'updated' | 'created'): number {
  if (nextKey === undefined || nextKey === '') return 0;
  const [at = '', id = ''] = nextKey.split('_');
  const behind = found.findIndex(
    (order) => timeOf(order, by) < Number(at) || (timeOf(order, by) === Number(at) && order.id < id),
  );
  return behind < 0 ? found.length : behind;
}

const getOrder: Handler = (json, context) => {
  const view = orderView(orderOf(fieldsOf(OrderFields, json).order_id, context));
  return { order: applyRowFaults([view], '/channels/ec/order/get', context, PLACES)[0] ?? view };
};

const send: Handler = (json, context) => {
  const fields = fieldsOf(SendFields, json);
  try {
    for (const delivery of fields.delivery_list) ship(fields.order_id, delivery, context);
  } catch (error) {
    if (error instanceof StoreFailure)
      context.books.noteRefusal({
        externalNumber: fields.order_id,
        trackingNumber: fields.delivery_list[0]?.waybill_id ?? '',
        code: String(error.code),
        atMs: context.clock.nowMs(),
      });
    throw error;
  }
  return {};
};

function ship(
  orderId: string,
  delivery: z.infer<typeof SendFields>['delivery_list'][number],
  context: StoreContext,
): void {
  const order = orderOf(orderId, context);
  if (!NUMBERS[delivery.delivery_id]?.test(delivery.waybill_id)) throw new StoreFailure(606_006, 'invalid delivery');
  if (order.status !== 20 && order.status !== 21)
    throw new StoreFailure(100_002, 'order status does not allow delivery');
  const goods = delivery.product_infos.map((info) => {
    const product = order.products.find((each) => each.productId === info.product_id && each.skuId === info.sku_id);
    if (!product || info.product_cnt > openUnits(order, product))
      throw new StoreFailure(100_003, 'invalid product_cnt');
    if (product.onAftersale > 0) throw new StoreFailure(108_009, '订单在售后中,不允许发货&确认收货');
    return { productId: info.product_id, skuId: info.sku_id, units: info.product_cnt };
  });
  const nowMs = context.clock.nowMs();
  const shippedAgainst = blockReasonOf(order);
  const parcel = { waybillId: delivery.waybill_id, deliveryId: delivery.delivery_id, shippedAtMs: nowMs, goods };
  order.parcels = [...order.parcels, parcel];
  order.status = order.products.every((product) => openUnits(order, product) === 0) ? 30 : 21;
  context.books.noteShipment({
    externalNumber: order.id,
    trackingNumber: delivery.waybill_id,
    carrier: delivery.delivery_id,
    lineNumbers: goods.map((item) => `${item.productId}:${item.skuId}`),
    firstAcceptedAtMs: nowMs,
    shippedAgainst: shippedAgainst === 'after-sale-open' ? undefined : shippedAgainst,
  });
  context.changed(order, 'channels_ec_order_deliver');
}

const updateStock: Handler = (json, context) => {
  const fields = fieldsOf(StockFields, json);
  const key = `${fields.product_id}:${fields.sku_id}`;
  if (!SHOWN_PRODUCTS.has(fields.product_id)) throw new StoreFailure(100_004, 'product not exist');
  context.stock.set(key, fields.num);
  return {};
};

const SHOWN_PRODUCTS = storeProductViews();

/** Numbers of what the demo store sells; the cursor is the place of the next one. */
const listProducts: Handler = (json) => {
  const { page_size: size, next_key: key = '' } = fieldsOf(ProductListFields, json);
  const start = key === '' ? 0 : Number(key);
  const ids = [...SHOWN_PRODUCTS.keys()];
  return {
    product_ids: ids.slice(start, start + size),
    next_key: start + size < ids.length ? String(start + size) : '',
    total_num: ids.length,
  };
};

const getProduct: Handler = (json) => {
  const product = SHOWN_PRODUCTS.get(fieldsOf(ProductFields, json).product_id);
  if (!product) throw new StoreFailure(100_004, 'product not exist');
  return { product };
};

/** The recipient in clear, with a virtual number. */
const decode: Handler = (json, context) => {
  const order = orderOf(fieldsOf(OrderFields, json).order_id, context);
  return {
    address_info: {
      user_name: order.buyerName,
      tel_number: order.phone,
      detail_info: order.place.street,
      house_number: order.door,
    },
    virtual_number_info: { virtual_number: order.phone, extension: '1234', expiration: 0 },
  };
};

const CASES_PER_PAGE = 50;

/** Numbers of the cases that changed in a window of a day at most; the cursor is the place of the next one. */
const listCases: Handler = (json, context) => {
  const fields = fieldsOf(CaseListFields, json);
  if (fields.end_update_time < fields.begin_update_time || fields.end_update_time - fields.begin_update_time > DAY_S)
    throw new StoreFailure(31_042, 'invalid time range');
  const fromMs = fields.begin_update_time * 1000;
  const found = context.cases.find({ by: 'updated', fromMs, toMs: fields.end_update_time * 1000 });
  const start = fields.next_key === '' ? 0 : Number(fields.next_key);
  const hasMore = start + CASES_PER_PAGE < found.length;
  return {
    after_sale_order_id_list: found.slice(start, start + CASES_PER_PAGE).map((entry) => entry.id),
    has_more: hasMore,
    next_key: hasMore ? String(start + CASES_PER_PAGE) : '',
  };
};

const getCase: Handler = (json, context) => {
  const entry = context.cases.get(fieldsOf(CaseFields, json).after_sale_order_id);
  if (!entry) throw new StoreFailure(100_005, 'after sale order not exist');
  return { after_sale_order: storeCaseView(entry) };
};

const PATHS: Readonly<Record<string, Handler>> = {
  '/cgi-bin/stable_token': stableToken,
  [LIST]: listOrders,
  '/channels/ec/order/get': getOrder,
  '/channels/ec/order/delivery/send': send,
  '/channels/ec/product/stock/update': updateStock,
  '/channels/ec/order/sensitiveinfo/decode': decode,
  '/channels/ec/product/list/get': listProducts,
  '/channels/ec/product/get': getProduct,
  '/channels/ec/aftersale/getaftersalelist': listCases,
  '/channels/ec/aftersale/getaftersaleorder': getCase,
};
