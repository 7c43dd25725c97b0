import { RESULT_FIELDS } from '#shared/contract/customs-data.ts';
import type { ResultMapping } from '#shared/contract/customs-data.ts';

/** How columns are called, without case, spaces and signs; the first that stands in a file is taken. */
const ALIASES: Readonly<Record<(typeof RESULT_FIELDS)[number], readonly string[]>> = {
  number: [
    'copno',
    'trackingnumber',
    'trackingno',
    'waybill',
    'awb',
    'logisticsno',
    '运单号',
    '物流单号',
    '快递单号',
    'ordernumber',
    'orderno',
    'order',
    '订单号',
    '订单编号',
    'invoicenumber',
    'invoiceno',
    '发票号',
    'number',
    '单号',
  ],
  result: ['returnstatus', 'result', 'status', 'clearanceresult', '清关结果', '结果', '状态'],
  reason_code: ['reasoncode', 'code', '原因代码', '代码'],
  reason_text: ['returninfo', 'reason', 'reasontext', 'message', 'remark', '原因', '说明', '备注'],
  at: ['returntime', 'at', 'time', 'date', 'datetime', '时间', '日期', '回执时间'],
  cost: ['cost', 'costs', 'fee', 'amount', '费用', '金额'],
  currency: ['currency', '币种', '币制'],
  territory: ['territory', 'country', 'destination', '国家', '目的国', '目的地'],
};

/** Guesses which column holds which field; each column once. */
export function guessResultMapping(headers: readonly string[]): ResultMapping {
  const free = new Map<string, string>();
  for (const header of headers) {
    const key = plain(header);
    if (key !== '' && !free.has(key)) free.set(key, header);
  }
  const mapping: ResultMapping = {};
  for (const field of RESULT_FIELDS) {
    const key = ALIASES[field].find((alias) => free.has(alias));
    const header = key === undefined ? undefined : free.get(key);
    if (key === undefined || header === undefined) continue;
    mapping[field] = header;
    free.delete(key);
  }
  return mapping;
}

function plain(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_\-.*:()#]/g, '');
}
