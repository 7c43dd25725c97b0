import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { skuIdOf } from '../order-factory.ts';
import { parcelOf } from '../parcels.ts';
import type { ParcelGoods } from '../parcels.ts';
import { DouyinFailure, businessFailure, invalidParameter, missingParameter } from '../douyin-context.ts';
import type { DouyinContext, DouyinMethod, DouyinParams } from '../douyin-context.ts';
import { blockReasonOf, isAfterSaleOpen, openUnits } from '../douyin-order.ts';
import type { DouyinOrder } from '../douyin-order.ts';
import { idOf, requiredText } from './read-params.ts';

function orderOf(params: DouyinParams, context: DouyinContext): DouyinOrder {
  const order = context.orders.get(requiredText(params, 'order_id', '50049'));
  if (!order) throw businessFailure('60033', '订单不存在，请仔细检查后重试。');
  return order;
}

/** Which refusal the order's state calls for; the texts are the platform's own. */
function checkState(order: DouyinOrder): void {
  if (order.status === 1) throw businessFailure('60137', '订单未支付，禁止发货。');
  if (order.status === 4) throw businessFailure('60021', '订单已取消，禁止发货。');
  if (order.status === 5) throw businessFailure('60113', '订单已完结，禁止发货。');
  if (order.status === 105)
    throw businessFailure('60109', '订单正在风控审核中，风控审核时效1~2小时，请等待订单变为“备货中”状态后重试。');
  if (order.status === 3) throw businessFailure('60110', '订单已发货，不允许再次执行发货。');
}

function checkAfterSales(order: DouyinOrder, goods: readonly ParcelGoods[], params: DouyinParams): void {
  if (params['is_refund_reject'] === true || params['is_reject_refund'] === true) return;
  const refunding = order.skus.some((sku) => isAfterSaleOpen(sku) && goods.some((item) => item.skuOrderId === sku.id));
  if (refunding) throw businessFailure('60040', '发货订单中有退款申请需要处理，请先处理。');
}

function ship(
  order: DouyinOrder,
  goods: readonly ParcelGoods[],
  pack: { readonly companyCode: string; readonly trackingNumber: string },
  context: DouyinContext,
): string {
  const nowMs = context.clock.nowMs();
  const shippedAgainst = blockReasonOf(order);
  const parcel = parcelOf(order, goods, pack, nowMs);
  order.parcels = [...order.parcels, parcel];
  for (const sku of order.skus) if (openUnits(order, sku) === 0 && sku.status === 2) sku.status = 3;
  const isAllGone = order.skus.every((sku) => openUnits(order, sku) === 0);
  order.status = isAllGone ? 3 : 101;
  order.mainStatus = order.status;
  context.books.noteShipment({
    externalNumber: order.id,
    trackingNumber: parcel.trackingNumber,
    carrier: parcel.companyCode,
    lineNumbers: goods.map((item) => item.skuOrderId),
    firstAcceptedAtMs: nowMs,
    shippedAgainst,
  });
  context.changed(order, '102');
  return parcel.deliveryId;
}

/** Writes every refusal into the books before it goes out. */
function booked<T>(orderId: string, trackingNumber: string, context: DouyinContext, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof DouyinFailure) {
      const atMs = context.clock.nowMs();
      context.books.noteRefusal({ externalNumber: orderId, trackingNumber, code: error.subCode, atMs });
    }
    throw error;
  }
}

/** order.logisticsAdd: all that an order still holds, in one parcel; not for an order of which a part has left. */
export const logisticsAdd: DouyinMethod = {
  name: 'order.logisticsAdd',
  needsToken: true,
  run(params, context) {
    const trackingNumber = idOf(params['logistics_code']);
    return booked(idOf(params['order_id']), trackingNumber, context, () => {
      const order = orderOf(params, context);
      const companyCode = idOf(params['company_code']);
      if (companyCode === '') throw missingParameter('60011', '物流公司编码不允许为空。');
      checkState(order);
      if (order.status === 101) throw businessFailure('70023', '该订单当前为“部分发货”状态，无法调用此接口');
      const goods = order.skus
        .map((sku) => ({ skuOrderId: sku.id, units: openUnits(order, sku) }))
        .filter((item) => item.units > 0);
      checkAfterSales(order, goods, params);
      ship(order, goods, { companyCode, trackingNumber }, context);
      return {};
    });
  },
};

interface Pack {
  readonly companyCode: string;
  readonly trackingNumber: string;
  readonly goods: readonly ParcelGoods[];
}

function packsOf(params: DouyinParams): readonly Pack[] {
  const list = params['pack_list'];
  if (!Array.isArray(list) || list.length === 0) throw businessFailure('60036', '发货信息为空。');
  return list.map((entry: DouyinParams) => {
    const lines = entry['shipped_order_info'];
    if (!Array.isArray(lines) || lines.length === 0) throw businessFailure('60036', '发货信息为空。');
    return {
      companyCode: idOf(entry['company_code']),
      trackingNumber: idOf(entry['logistics_code']),
      goods: lines.map((line: DouyinParams) => ({
        skuOrderId: idOf(line['shipped_order_id']),
        units: typeof line['shipped_num'] === 'number' ? line['shipped_num'] : Number.NaN,
      })),
    };
  });
}

function checkGoods(order: DouyinOrder, packs: readonly Pack[]): void {
  const wanted = new Map<string, number>();
  for (const { skuOrderId, units } of packs.flatMap((pack) => pack.goods)) {
    if (!Number.isInteger(units) || units <= 0) throw businessFailure('60080', '商品的发货数量不允许小于0');
    wanted.set(skuOrderId, (wanted.get(skuOrderId) ?? 0) + units);
  }
  for (const [skuOrderId, units] of wanted) {
    const sku = order.skus.find((candidate) => candidate.id === skuOrderId);
    if (!sku) throw businessFailure('60102', '商品单不存在，请仔细检查后重试');
    if (units > openUnits(order, sku)) throw businessFailure('70023', '已发货，请检查订单状态');
  }
}

/** order.logisticsAddMultiPack: parcels with a part each; the same `request_id` again answers and ships nothing. */
export const logisticsAddMultiPack: DouyinMethod = {
  name: 'order.logisticsAddMultiPack',
  needsToken: true,
  run(params, context) {
    const requestId = idOf(params['request_id']);
    if (requestId === '') throw missingParameter('50050', '发货请求id不能为空，请检查requestId');
    const packs = packsOf(params);
    return booked(idOf(params['order_id']), packs[0]?.trackingNumber ?? '', context, () => {
      const order = orderOf(params, context);
      if (context.shippedRequests.has(requestId)) return { pack_list: [] };
      checkState(order);
      checkGoods(order, packs);
      checkAfterSales(
        order,
        packs.flatMap((pack) => pack.goods),
        params,
      );
      const answers = packs.map((pack) => ({
        pack_id: ship(order, pack.goods, pack, context),
        logistics_code: pack.trackingNumber,
      }));
      context.shippedRequests.add(requestId);
      return { pack_list: answers };
    });
  },
};

/** sku.syncStock: sets, or with `incremental` adds. */
export const syncStock: DouyinMethod = {
  name: 'sku.syncStock',
  needsToken: true,
  run(params, context) {
    const key = idOf(params['sku_id']) || idOf(params['code']);
    const sku = demoCatalogue().find((good) => skuIdOf(good) === key || good.code === key);
    if (!sku) throw invalidParameter('5', `sku_id: ${key}, 找不到对应的sku`);
    const units = params['stock_num'];
    if (typeof units !== 'number' || !Number.isInteger(units) || units < 0)
      throw invalidParameter('11', '库存值不能小于0');
    if (params['incremental'] === true) throw invalidParameter('40010', '模拟平台不支持增量更新');
    context.stock.set(sku.code, units);
    return {};
  },
};
