import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { CallEffect, FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpReading } from '#main/lib/http-reading.ts';
import type { ApiResult, JdError } from '#main/plugins/channels/jd/schemas.ts';
import { ERROR } from '#main/plugins/channels/jd/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

const CODES: Readonly<Record<FaultMeaning['cause'], ErrorCode>> = {
  unreachable: 'ERR_CHANNEL_UNREACHABLE',
  throttled: 'ERR_CHANNEL_THROTTLED',
  truncated: 'ERR_CHANNEL_ANSWER_TRUNCATED',
  invalid: 'ERR_CHANNEL_ANSWER_INVALID',
  auth: 'ERR_CHANNEL_AUTH',
  refused: 'ERR_CHANNEL_REFUSED',
  outcome_unknown: 'ERR_CHANNEL_OUTCOME_UNKNOWN',
};

export function transportFailure(fault: Extract<HttpReading, { kind: 'fault' }>, effect: CallEffect): PluginFailure {
  const { kind, cause } = faultMeaning(fault.fault, effect);
  return { kind, code: CODES[cause], retryAfterMs: fault.retryAfterMs, vendorCode: null, vendorText: fault.detail };
}

/** JSON that is not what the method answers; for a write nobody knows what happened. */
export function shapeFailure(detail: string, effect: CallEffect): PluginFailure {
  const { kind, cause } = faultMeaning('not_json', effect);
  return { kind, code: CODES[cause], retryAfterMs: null, vendorCode: null, vendorText: detail };
}

export function refusal(vendorCode: string | null, text: string): PluginFailure {
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', retryAfterMs: null, vendorCode, vendorText: text };
}

/** An answer that was delivered well and says no. */
export function resultFailure(result: ApiResult): PluginFailure {
  const text = result.chineseErrCode === '' ? result.englishErrCode : result.chineseErrCode;
  return refusal(result.errorCode === '' ? null : result.errorCode, text === '' ? 'success is false' : text);
}

/** JD's error table, as far as it is known. */
export function vendorFailure(error: JdError): PluginFailure {
  const vendorText = error.zh_desc === '' ? error.en_desc : error.zh_desc;
  const said = { retryAfterMs: null, vendorCode: error.code, vendorText };
  if (ERROR.throttled.has(error.code)) return { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', ...said };
  if (ERROR.clock.has(error.code)) return { kind: 'retry', code: 'ERR_CHANNEL_REFUSED', ...said };
  const isToken = ERROR.tokenText.test(`${error.en_desc} ${error.zh_desc}`);
  if (ERROR.auth.has(error.code) || isToken) return { kind: 'auth', code: 'ERR_CHANNEL_AUTH', ...said };
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', ...said };
}

/** Whether JD said that it does not know the order; no code for it is documented. */
export function isUnknownOrder(vendorText: string): boolean {
  return ERROR.unknownOrder.test(vendorText);
}
