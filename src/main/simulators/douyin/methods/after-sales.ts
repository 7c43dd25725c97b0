import { applyRowFaults } from '#main/simulators/kit/row-faults.ts';
import { invalidParameter } from '../douyin-context.ts';
import type { DouyinMethod } from '../douyin-context.ts';
import { afterSaleView } from '../order-view.ts';
import { ROW_FAULT_PLACES } from './orders.ts';
import { readPaging, seconds, wholeNumber } from './read-params.ts';

const MOST_ROWS = 50_000;

/** afterSale.List: by time of change; other orders than "newest change first" are not simulated. */
export const afterSaleList: DouyinMethod = {
  name: 'afterSale.List',
  needsToken: true,
  run(params, context) {
    const { page, size } = readPaging(params, MOST_ROWS);
    const from = wholeNumber(params, 'update_start_time');
    const to = wholeNumber(params, 'update_end_time');
    if (from === undefined || to === undefined || to < from) throw invalidParameter('11000', '参数错误');
    const [order] = Array.isArray(params['order_by']) ? (params['order_by'] as unknown[]) : [];
    if (order !== 'update_time desc') throw invalidParameter('11000', '按更新时间查询需要 order_by update_time');
    const found = context.afterSales.find({ by: 'updated', fromMs: seconds(from), toMs: seconds(to) });
    const rows = found.slice(page * size, (page + 1) * size).map(afterSaleView);
    return {
      total: found.length,
      has_more: (page + 1) * size < found.length,
      page,
      size: rows.length,
      items: applyRowFaults(rows, this.name, context, ROW_FAULT_PLACES),
    };
  },
};
