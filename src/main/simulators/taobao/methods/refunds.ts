import { formatBeijingTime } from '#main/simulators/kit/beijing-time.ts';
import { decimalText } from '#main/simulators/kit/decimal-text.ts';
import type { TaobaoRefund } from '../refund-case.ts';
import { invalidArgument, isvFailure, missingArgument } from '../top-failure.ts';
import type { TopMethod } from '../top-context.ts';
import type { TopObject } from '../top-value.ts';
import { required, timeOf, wholeNumber } from './parameters.ts';
import { applyRowFaults } from './row-faults.ts';

function refundView(refund: TaobaoRefund, fields: string): TopObject {
  const wanted = new Set(fields.split(',').map((name) => name.trim()));
  const all: TopObject = {
    refund_id: BigInt(refund.refundId),
    tid: BigInt(refund.trade.tid),
    oid: BigInt(refund.order.oid),
    status: refund.status,
    created: formatBeijingTime(refund.createdAtMs),
    modified: formatBeijingTime(refund.modifiedAtMs),
    refund_fee: decimalText(refund.feeMinor),
    total_fee: decimalText(refund.order.paymentMinor),
    reason: refund.reason,
    num: refund.order.num,
    company_name: refund.sid === undefined ? undefined : '顺丰速运',
    sid: refund.sid,
    has_good_return: refund.disputeType === 'REFUND_AND_RETURN',
    dispute_type: refund.disputeType,
    title: refund.order.title,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.has(name)));
}

/** taobao.refunds.receive.get: refunds of the seller by time of change. */
export const refundsReceiveGet: TopMethod = {
  name: 'taobao.refunds.receive.get',
  needsSession: true,
  run(parameters, context) {
    const fields = required(parameters, 'fields');
    const start = parameters.get('start_modified');
    const end = parameters.get('end_modified');
    const fromMs = start ? timeOf(start, 'start_modified') : 0;
    const toMs = end ? timeOf(end, 'end_modified') : context.clock.nowMs();
    if (toMs < fromMs) throw invalidArgument('end_modified', '结束时间早于开始时间');
    const page = wholeNumber(parameters, 'page_no', 1, 1, 1_000_000);
    const size = wholeNumber(parameters, 'page_size', 40, 1, 100);
    const found = context.refunds.modifiedWithin(fromMs, toMs);
    const rows = found.slice((page - 1) * size, page * size).map((refund) => refundView(refund, fields));
    const refund = applyRowFaults(rows, this.name, context);
    const counted =
      parameters.get('use_has_next') === 'true'
        ? { has_next: page * size < found.length }
        : { total_results: found.length };
    return refund.length === 0 ? counted : { refunds: { refund }, ...counted };
  },
};

/** taobao.refund.get: one refund. */
export const refundGet: TopMethod = {
  name: 'taobao.refund.get',
  needsSession: true,
  run(parameters, context) {
    const fields = required(parameters, 'fields');
    const refundId = parameters.get('refund_id');
    if (!refundId) throw missingArgument('refund_id');
    const refund = context.refunds.get(refundId);
    if (!refund) throw isvFailure('refund-not-exist', '退款单不存在');
    return { refund: refundView(refund, fields) };
  },
};
