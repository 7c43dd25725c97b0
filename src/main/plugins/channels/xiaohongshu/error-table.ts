import type { HttpFault } from '#main/lib/http-reading.ts';

interface ErrorRow {
  readonly fault: HttpFault;
  readonly code?: string;
  readonly text?: RegExp;
}

/**
 * What Xiaohongshu's errors mean. Its table of codes is not public beyond a few; the others are sorted by what their text
 * speaks of. The first row that fits counts; an error without a row is a refusal.
 */
const ERROR_TABLE: readonly ErrorRow[] = [
  { code: '429', fault: 'throttled' },
  { code: '-2000500', fault: 'server_error' },
  { code: '500', fault: 'server_error' },
  { text: /频繁|限流|too many|rate limit|qps/i, fault: 'throttled' },
  { text: /access[ _]?token|refresh[ _]?token|授权|签名|\bsign\b|appId/i, fault: 'unauthorised' },
  { text: /系统(?:调用)?异常|系统繁忙|超时|稍后|timeout/i, fault: 'server_error' },
];

/** The text that goes with it is not public: sorted by what it would have to speak of. */
const DECRYPTION_LIMIT = /限额|额度|上限|超限|次数|quota|limit/i;

/** "No such parcel, or not of this seller". */
const UNKNOWN_ORDER: ReadonlySet<string> = new Set(['-2000101']);

export function faultOfError(code: string, text: string): HttpFault {
  const fits = (row: ErrorRow): boolean =>
    (row.code === undefined || row.code === code) && (row.text === undefined || row.text.test(text));
  return ERROR_TABLE.find(fits)?.fault ?? 'refused';
}

export function isUnknownOrder(vendorCode: string | null): boolean {
  return UNKNOWN_ORDER.has(vendorCode ?? '');
}

/** Whether a refused decryption means that the shop used up its order numbers of the day. */
export function isDecryptionLimit(text: string): boolean {
  return DECRYPTION_LIMIT.test(text);
}
