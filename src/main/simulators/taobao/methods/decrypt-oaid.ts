import { invalidArgument, isvFailure } from '../top-failure.ts';
import type { TopMethod } from '../top-context.ts';
import { required } from './parameters.ts';

/** taobao.top.oaid.decrypt: the receiver in clear for a trade and its oaid; the phone is a virtual number. */
export const oaidDecrypt: TopMethod = {
  name: 'taobao.top.oaid.decrypt',
  needsSession: true,
  run(parameters, context) {
    let asked: unknown;
    try {
      asked = JSON.parse(required(parameters, 'query_list'));
    } catch {
      throw invalidArgument('query_list', '必须为JSON');
    }
    const receiver = (Array.isArray(asked) ? asked : []).map((query: Record<string, unknown>) => {
      const trade = context.store.get(String(query['tid']));
      if (!trade || trade.oaid !== query['oaid']) throw isvFailure('oaid-not-match', 'oaid与订单不匹配');
      return {
        tid: trade.tid,
        oaid: trade.oaid,
        matched: true,
        name: trade.receiver.name,
        mobile: `${trade.receiver.mobile}-1234`,
        state: trade.receiver.state,
        city: trade.receiver.city,
        address_detail: trade.receiver.address,
      };
    });
    return { receiver_list: { receiver } };
  },
};
