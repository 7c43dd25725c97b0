import type { HttpFault } from '#main/lib/http-reading.ts';

/** Token errors that a fresh token cures; the call surely had no effect. */
const TOKEN_ERRORS: ReadonlySet<string> = new Set(['40001', '42001', '40014']);

/** What WeChat's `errcode` means; one without a row is a refusal. */
const ERROR_TABLE: Readonly<Record<string, HttpFault>> = {
  '-1': 'server_error',
  '40001': 'unauthorised',
  '42001': 'unauthorised',
  '40014': 'unauthorised',
  '40013': 'unauthorised',
  '40125': 'unauthorised',
  '40164': 'unauthorised',
  '48001': 'unauthorised',
  '45009': 'throttled',
  '45011': 'throttled',
};

/** The code for an unknown order is not documented; the text is. */
const UNKNOWN_ORDER = /order.{0,10}not.{0,4}(?:exist|found)|订单不存在/i;

export const isTokenError = (vendorCode: string | null): boolean => TOKEN_ERRORS.has(vendorCode ?? '');
export const faultOfError = (code: string): HttpFault => ERROR_TABLE[code] ?? 'refused';
export const isUnknownOrder = (vendorText: string): boolean => UNKNOWN_ORDER.test(vendorText);
