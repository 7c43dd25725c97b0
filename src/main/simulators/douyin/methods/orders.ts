import { applyRowFaults } from '#main/simulators/kit/row-faults.ts';
import type { RowFaultPlaces } from '#main/simulators/kit/row-faults.ts';
import { driftRows } from '#main/simulators/kit/timed-store.ts';
import type { TimedQuery } from '#main/simulators/kit/timed-store.ts';
import { invalidParameter } from '../douyin-context.ts';
import type { DouyinContext, DouyinMethod, DouyinParams } from '../douyin-context.ts';
import { orderView } from '../order-view.ts';
import { readPaging, requiredText, seconds, wholeNumber } from './read-params.ts';

const DAY_MS = 86_400_000;
/** "Only the last 90 days". */
const VISIBLE_MS = 90 * DAY_MS;
/** The smaller of the two quoted caps: a client that keeps to it passes either. */
const MOST_ROWS = 10_000;

export const ROW_FAULT_PLACES: RowFaultPlaces = {
  statusMember: 'order_status',
  unknownStatus: 777,
  identifiers: new Set(['order_id', 'code', 'tracking_no', 'sku_order_id']),
};

function queryOf(params: DouyinParams, nowMs: number): TimedQuery {
  const updatedFrom = wholeNumber(params, 'update_time_start');
  const createdFrom = wholeNumber(params, 'create_time_start');
  const from = updatedFrom ?? createdFrom;
  if (from === undefined) throw invalidParameter('20011', '订单查询开始时间不能为空');
  const by = updatedFrom === undefined ? 'created' : 'updated';
  const to = wholeNumber(params, by === 'updated' ? 'update_time_end' : 'create_time_end') ?? Math.floor(nowMs / 1000);
  if (seconds(from) < nowMs - VISIBLE_MS) throw invalidParameter('20022', '订单查询只支持查询最近90天内的数据');
  if (to < from) throw invalidParameter('20011', '结束时间早于开始时间');
  return { by, fromMs: seconds(from), toMs: seconds(to) };
}

function wantedStatuses(params: DouyinParams): ReadonlySet<number> | null {
  const wanted = params['combine_status'];
  if (wanted === undefined) return null;
  if (!Array.isArray(wanted) || wanted.length !== 1) throw invalidParameter('20012', '只支持1个元素');
  const [first] = wanted as [{ order_status?: string }];
  return first.order_status === undefined ? null : new Set(first.order_status.split(',').map(Number));
}

/** order.searchList: by time of change or creation, newest first unless `order_asc`. */
export const orderSearchList: DouyinMethod = {
  name: 'order.searchList',
  needsToken: true,
  run(params, context) {
    const { page, size } = readPaging(params, MOST_ROWS);
    const query = queryOf(params, context.clock.nowMs());
    const statuses = wantedStatuses(params);
    const all = context.orders.find(query).filter((order) => statuses === null || statuses.has(order.status));
    const sorted = params['order_asc'] === true ? all.toReversed() : all;
    const rows = sorted.slice(page * size, (page + 1) * size).map((order) => orderView(order, context.shop));
    const answer = {
      total: all.length,
      page,
      size,
      shop_order_list: applyRowFaults(rows, this.name, context, ROW_FAULT_PLACES),
    };
    drift(context, query, size, this.name);
    return answer;
  },
};

function drift(context: DouyinContext, query: TimedQuery, pageSize: number, method: string): void {
  if (context.orders.find(query).length <= pageSize) return;
  const rule = context.faults.draw('drift', method);
  if (rule) driftRows(query, { store: context.orders, pageSize, rows: rule.rows ?? 1, nowMs: context.clock.nowMs() });
}

/** order.orderDetail: one order, with 40 of its lines at most. */
export const orderDetail: DouyinMethod = {
  name: 'order.orderDetail',
  needsToken: true,
  run(params, context) {
    const id = requiredText(params, 'shop_order_id', '20000');
    const order = context.orders.get(id);
    if (!order) throw invalidParameter('20001', '订单不存在');
    const view = orderView({ ...order, skus: order.skus.slice(0, 40) }, context.shop);
    const [faulty] = applyRowFaults([view], this.name, context, ROW_FAULT_PLACES);
    return { shop_order_detail: faulty ?? view };
  },
};
