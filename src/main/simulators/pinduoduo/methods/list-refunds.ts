import { refundView } from '../order-view.ts';
import type { PddMethod } from '../pdd-context.ts';
import { invalidParameter } from '../pdd-failure.ts';
import { secondsOf, wholeNumber } from './parameters.ts';
import { applyRowFaults } from './row-faults.ts';

/** pdd.refund.list.increment.get: after-sales cases by time of change, half an hour at most; status and type 1 mean all. */
export const refundListIncrementGet: PddMethod = {
  type: 'pdd.refund.list.increment.get',
  root: 'refund_increment_get_response',
  needsToken: true,
  run(parameters, context) {
    const fromMs = secondsOf(parameters, 'start_updated_at');
    const toMs = secondsOf(parameters, 'end_updated_at');
    if (toMs - fromMs > 30 * 60_000) throw invalidParameter('end_updated_at', '时间跨度不能超过30分钟');
    const status = wholeNumber(parameters, 'after_sales_status', { from: 0, to: 99 });
    const type = wholeNumber(parameters, 'after_sales_type', { from: 1, to: 6 });
    const page = wholeNumber(parameters, 'page', { from: 1, to: 1_000_000, fallback: 1 });
    const size = wholeNumber(parameters, 'page_size', { from: 1, to: 100, fallback: 100 });
    const found = context.store
      .all()
      .flatMap((order) => (order.refund ? [{ order, refund: order.refund }] : []))
      .filter(({ refund }) => refund.updatedAtMs >= fromMs && refund.updatedAtMs <= toMs)
      .filter(({ refund }) => (status === 1 || refund.status === status) && (type === 1 || refund.type === type))
      .sort((left, right) => right.refund.updatedAtMs - left.refund.updatedAtMs);
    const rows = found.slice((page - 1) * size, page * size).map(({ order }) => refundView(order));
    return { refund_list: applyRowFaults(rows, this.type, context), total_count: found.length };
  },
};
