import type { HttpFault } from '#main/lib/http-reading.ts';

/**
 * What Douyin's errors mean. Codes are numbers of the whole platform and known from secondary sources only; sub-codes begin
 * with who is at fault (`isv.` the caller, `isp.` the platform) and end with a number of the one method. The first row
 * that fits counts; an error without a row is a refusal.
 */
interface ErrorRow {
  readonly fault: HttpFault;
  readonly code?: string;
  readonly subCode?: RegExp;
}

/** Sub-codes that blame the caller and say "busy, try again" in the platform's own documents. */
const BUSY = '(?:8888|20004|20045|20055|31012|60106|60114|60121|60124|60125|60132|70009|70011|120018|120032|2010401)';

const ERROR_TABLE: readonly ErrorRow[] = [
  { code: '70000', fault: 'throttled' },
  { subCode: /^dop\.(?:authorization|token)/, fault: 'unauthorised' },
  { subCode: /access[-_]token|signature|sign-/, fault: 'unauthorised' },
  { code: '30001', fault: 'unauthorised' },
  { code: '30002', fault: 'unauthorised' },
  { subCode: /^isp\./, fault: 'server_error' },
  { subCode: new RegExp(`^isv\\.[a-z-]+:${BUSY}$`), fault: 'server_error' },
  { code: '20000', fault: 'server_error' },
  { code: '60000', fault: 'server_error' },
  { code: '80000', fault: 'server_error' },
];

/** Sub-codes by which `order.orderDetail` says that there is no such order. */
const UNKNOWN_ORDER: ReadonlySet<string> = new Set(['isv.parameter-invalid:20001', 'isv.parameter-invalid:20014']);

/** @param code e.g. `50002` @param subCode e.g. `isv.business-failed:60040`, or empty */
export function faultOfError(code: string, subCode: string): HttpFault {
  const fits = (row: ErrorRow): boolean =>
    (row.code === undefined || row.code === code) && (row.subCode === undefined || row.subCode.test(subCode));
  return ERROR_TABLE.find(fits)?.fault ?? 'refused';
}

/** @param vendorCode as in a failure: code and sub-code with a blank between */
export function isUnknownOrder(vendorCode: string | null): boolean {
  return UNKNOWN_ORDER.has(vendorCode?.split(' ')[1] ?? '');
}
