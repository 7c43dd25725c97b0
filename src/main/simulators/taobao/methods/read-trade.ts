import { invalidArgument, isvFailure, missingArgument } from '../top-failure.ts';
import type { TopMethod } from '../top-context.ts';
import { selectFields, tradeView } from '../trade-view.ts';
import { applyRowFaults } from './row-faults.ts';

/** taobao.trade.fullinfo.get: one trade with everything that was asked for. */
export const tradeFullinfoGet: TopMethod = {
  name: 'taobao.trade.fullinfo.get',
  needsSession: true,
  run(parameters, context) {
    const fields = parameters.get('fields');
    const tid = parameters.get('tid');
    if (!fields) throw missingArgument('fields');
    if (!tid) throw missingArgument('tid');
    if (!/^\d{1,20}$/.test(tid)) throw invalidArgument('tid', '交易编号必须为数字');
    const trade = context.store.get(tid);
    if (!trade) throw isvFailure('trade-not-exist', '交易订单不存在');
    const view = tradeView(trade, selectFields(fields), { detail: 'full', clearReceiver: context.clearReceiver() });
    const [faulty] = applyRowFaults([view], this.name, context);
    return { trade: faulty };
  },
};
