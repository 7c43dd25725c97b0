import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import { applyRowFaults } from '../kit/row-faults.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { driftRows } from '../kit/timed-store.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject, WireValue } from '../kit/wire-json.ts';
import { caseView, redSkuViews } from './red-cases.ts';
import { RedFailure, fieldsOf, orderOf } from './red-context.ts';
import type { RedContext, RedMethod } from './red-context.ts';
import { blockReasonOf, detailView, isGone, listView } from './red-order.ts';
import { batchDecrypt, getOrderReceiverInfo } from './red-recipients.ts';

const PATH = '/ark/open_api/v3/common_controller';
const TOLERANCE_MS = 10 * 60_000;
const HALF_HOUR_S = 1800;
const DAY_S = 86_400;
const MOST_PAGES = 100;

const Common = z.object({
  method: z.string(),
  appId: z.string(),
  timestamp: z.string(),
  version: z.literal('2.0'),
  sign: z.string(),
  accessToken: z.string().optional(),
});
const ListFields = z.object({
  startTime: z.int(),
  endTime: z.int(),
  timeType: z.union([z.literal(1), z.literal(2)]),
  pageNo: z.int().min(1).max(MOST_PAGES).default(1),
  pageSize: z.int().min(1).max(100).default(50),
  orderStatus: z.int().default(0),
});
const DetailFields = z.object({ orderId: z.string() });
const DeliverFields = z.object({
  orderId: z.string(),
  expressNo: z.string().min(1),
  expressCompanyCode: z.string(),
  unpack: z.boolean().default(false),
  skuIdList: z.array(z.string()).default([]),
});
const StockFields = z.object({ skuId: z.string(), qty: z.int().min(0) });
const PageFields = z.object({ pageNo: z.int().min(1), pageSize: z.int().min(1).max(100) });
const CaseFields = PageFields.extend({ timeType: z.int().min(1).max(2), startTime: z.int(), endTime: z.int() });
const CodeFields = z.object({ code: z.string() });
const RefreshFields = z.object({ refreshToken: z.string() });

/** SF's pattern stands in the reference (B10); the others are loose on purpose. */
const NUMBERS: Readonly<Record<string, RegExp>> = {
  shunfeng: /^SF\d{13}$|^\d{12}$/,
  zhongtong: /^\d{12,15}$/,
  yuantong: /^(YT)?\d{12,15}$/,
  shentong: /^\d{12,15}$/,
  yunda: /^\d{12,15}$/,
  ems: /^[A-Z]{2}\d{9}[A-Z]{2}$|^\d{13}$/,
};

const PLACES = {
  statusMember: 'orderStatus',
  unknownStatus: 777,
  identifiers: new Set(['orderId', 'skuId', 'erpcode', 'expressTrackingNo']),
};

/** The signature that the platform expects (reference A5). */
export function expectedRedSign(method: string, appId: string, timestamp: string, secret: string): string {
  return createHash('md5')
    .update([method, '?appId=', appId, '&timestamp=', timestamp, '&version=2.0', secret].join(''))
    .digest('hex');
}

/** One address for all methods. Codes beyond -2000101 and -2000500 are not public: made up, in the vendor's style. */
export function createRedGateway(context: RedContext): SimulatorEndpoint {
  const jsonOf = new WeakMap<ReceivedRequest, unknown>();

  function read(request: ReceivedRequest): unknown {
    if (!jsonOf.has(request)) jsonOf.set(request, parse(request.rawBody.toString('utf8')));
    return jsonOf.get(request);
  }

  function run(request: ReceivedRequest): WireValue {
    const json = read(request);
    const common = Common.safeParse(json);
    if (!common.success) throw new RedFailure(-2000400, '公共参数错误');
    const { method, appId, timestamp, sign, accessToken } = common.data;
    const atMs = Number(timestamp) * 1000;
    if (!Number.isFinite(atMs) || Math.abs(atMs - context.clock.nowMs()) > TOLERANCE_MS)
      throw new RedFailure(-2000401, 'timestamp 已过期');
    const expected = Buffer.from(expectedRedSign(method, appId, timestamp, context.appSecret));
    const given = Buffer.from(sign);
    if (appId !== context.appId || given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new RedFailure(-2000402, '签名校验失败');
    const handler = METHODS[method];
    if (!handler) throw new RedFailure(-2000404, `没有接口 ${method}`);
    if (!method.startsWith('oauth.') && !context.isTokenGood(accessToken ?? ''))
      throw new RedFailure(-2000403, 'accessToken 已失效');
    if (!context.allows(method)) throw new RedFailure(429, '请求过于频繁');
    return handler(json, context);
  }

  const write = (code: number, message: string, data?: WireValue): SimulatorAnswer => ({
    status: 200,
    body: writeWireJson({ success: code === 0, error_code: code, error_msg: message, data }),
  });

  return {
    operationOf(request) {
      const method: unknown = Reflect.get(Object(read(request)), 'method');
      return typeof method === 'string' ? method : 'unknown';
    },
    handle(request) {
      if (request.path !== PATH || request.httpMethod !== 'POST')
        return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
      try {
        return write(0, '', run(request));
      } catch (error) {
        if (error instanceof RedFailure) return write(error.code, error.message);
        throw error;
      }
    },
    vendorFault: (kind, rule: FaultRule) =>
      kind === 'throttle'
        ? write(429, rule.message ?? '请求过于频繁')
        : write(Number(rule.code ?? -2000500), rule.message ?? '系统调用异常'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const getOrderList: RedMethod = (json, context) => {
  const fields = fieldsOf(ListFields, json);
  const span = fields.endTime - fields.startTime;
  if (span < 0 || span > (fields.timeType === 2 ? HALF_HOUR_S : DAY_S))
    throw new RedFailure(-2000400, '查询时间范围超过限制');
  const by = fields.timeType === 2 ? ('updated' as const) : ('created' as const);
  const query = { by, fromMs: fields.startTime * 1000, toMs: fields.endTime * 1000 };
  const found = context.store
    .find(query)
    .filter((order) => fields.orderStatus === 0 || order.status === fields.orderStatus);
  const { pageNo, pageSize } = fields;
  const rows = found.slice((pageNo - 1) * pageSize, pageNo * pageSize).map(listView);
  const answer = {
    total: found.length,
    pageNo,
    pageSize,
    maxPageNo: Math.ceil(found.length / pageSize),
    orderList: applyRowFaults(rows, 'order.getOrderList', context, PLACES),
  };
  const rule = found.length > pageSize ? context.faults.draw('drift', 'order.getOrderList') : undefined;
  if (rule) driftRows(query, { store: context.store, pageSize, rows: rule.rows ?? 1, nowMs: context.clock.nowMs() });
  return answer;
};

const getOrderDetail: RedMethod = (json, context) => {
  const view = detailView(orderOf(fieldsOf(DetailFields, json).orderId, context));
  return applyRowFaults([view], 'order.getOrderDetail', context, PLACES)[0] ?? view;
};

const orderDeliver: RedMethod = (json, context) => {
  const fields = fieldsOf(DeliverFields, json);
  try {
    deliver(fields, context);
  } catch (error) {
    if (error instanceof RedFailure)
      context.books.noteRefusal({
        externalNumber: fields.orderId,
        trackingNumber: fields.expressNo,
        code: String(error.code),
        atMs: context.clock.nowMs(),
      });
    throw error;
  }
  return {};
};

function deliver(fields: z.infer<typeof DeliverFields>, context: RedContext): void {
  const order = orderOf(fields.orderId, context);
  const pattern = NUMBERS[fields.expressCompanyCode];
  if (!pattern) throw new RedFailure(-2000410, '快递公司编码错误');
  if (!pattern.test(fields.expressNo)) throw new RedFailure(-2000411, '快递单号格式错误');
  if (order.status !== 4 && order.status !== 5) throw new RedFailure(-2000412, '订单状态不允许发货');
  if (order.cancelStatus === 1) throw new RedFailure(-2000413, '买家申请取消，请先处理');
  if (fields.unpack && fields.skuIdList.length === 0) throw new RedFailure(-2000414, '拆包发货必须传入 skuIdList');
  if (!fields.unpack && order.parcels.length > 0) throw new RedFailure(-2000415, '订单已部分发货');
  const wanted = fields.unpack ? fields.skuIdList : order.skus.map((sku) => sku.skuId);
  const skus = order.skus.filter((sku) => wanted.includes(sku.skuId));
  if (skus.length !== wanted.length || skus.some((sku) => isGone(order, sku)))
    throw new RedFailure(-2000416, '商品不存在或已发货');
  // The platform lets after-sales under way be shipped; the books keep it as the mistake it is.
  const shippedAgainst = blockReasonOf(order);
  order.parcels = [
    ...order.parcels,
    { trackingNumber: fields.expressNo, companyCode: fields.expressCompanyCode, skuIds: wanted },
  ];
  order.status = order.skus.every((sku) => isGone(order, sku)) ? 6 : 5;
  context.books.noteShipment({
    externalNumber: order.id,
    trackingNumber: fields.expressNo,
    carrier: fields.expressCompanyCode,
    lineNumbers: wanted,
    firstAcceptedAtMs: context.clock.nowMs(),
    shippedAgainst,
  });
  context.changed(order);
}

const syncSkuStock: RedMethod = (json, context) => {
  const { skuId, qty } = fieldsOf(StockFields, json);
  if (!SHOWN_SKUS.some((row) => skuIdOf(row) === skuId)) throw new RedFailure(-2000420, '商品不存在');
  context.stock.set(skuId, qty);
  return {};
};

const SHOWN_SKUS = redSkuViews();
const skuIdOf = (row: WireObject): unknown => Reflect.get(Object(row['sku']), 'id');

/** What the demo store sells, page by page. */
const getDetailSkuList: RedMethod = (json) => {
  const { pageNo, pageSize } = fieldsOf(PageFields, json);
  const data = SHOWN_SKUS.slice((pageNo - 1) * pageSize, pageNo * pageSize);
  return { currentPage: pageNo, pageSize, total: SHOWN_SKUS.length, data };
};

/** Cases by time of change, newest first; times in milliseconds. */
const listAfterSaleInfos: RedMethod = (json, context) => {
  const fields = fieldsOf(CaseFields, json);
  const span = fields.endTime - fields.startTime;
  if (span < 0 || span > (fields.timeType === 2 ? HALF_HOUR_S : DAY_S) * 1000)
    throw new RedFailure(-2000400, '查询时间范围超过限制');
  const { pageNo, pageSize } = fields;
  const by = fields.timeType === 2 ? ('updated' as const) : ('created' as const);
  const found = context.cases.find({ by, fromMs: fields.startTime, toMs: fields.endTime });
  const afterSaleBasicInfos = found.slice((pageNo - 1) * pageSize, pageNo * pageSize).map(caseView);
  return {
    totalCount: found.length,
    pageNo,
    pageSize,
    maxPageNo: Math.ceil(found.length / pageSize),
    afterSaleBasicInfos,
  };
};

const refreshToken: RedMethod = (json, context) => {
  const renewed = context.renew(fieldsOf(RefreshFields, json).refreshToken);
  if (renewed === undefined) throw new RedFailure(-2000405, 'refreshToken 已失效');
  return renewed;
};

const getAccessToken: RedMethod = (json, context) => {
  const issued = context.exchange(fieldsOf(CodeFields, json).code);
  if (issued === undefined) throw new RedFailure(-2000406, 'code 已失效');
  return issued;
};

const METHODS: Readonly<Record<string, RedMethod>> = {
  'order.getOrderList': getOrderList,
  'order.getOrderDetail': getOrderDetail,
  'order.orderDeliver': orderDeliver,
  'order.getOrderReceiverInfo': getOrderReceiverInfo,
  'data.batchDecrypt': batchDecrypt,
  'inventory.syncSkuStock': syncSkuStock,
  'product.getDetailSkuList': getDetailSkuList,
  'afterSale.listAfterSaleInfos': listAfterSaleInfos,
  'oauth.refreshToken': refreshToken,
  'oauth.getAccessToken': getAccessToken,
};
