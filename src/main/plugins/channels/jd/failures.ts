import { refusal } from '#main/plugins/channels/call-failures.ts';
import type { ApiResult, JdError } from '#main/plugins/channels/jd/schemas.ts';
import { ERROR } from '#main/plugins/channels/jd/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

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
  if (ERROR.clock.has(error.code)) return { kind: 'retry', code: 'ERR_CHANNEL_CLOCK', ...said };
  if (ERROR.api.has(error.code)) return { kind: 'refused', code: 'ERR_CHANNEL_API_MISMATCH', ...said };
  const isToken = ERROR.tokenText.test(`${error.en_desc} ${error.zh_desc}`);
  if (ERROR.auth.has(error.code) || isToken) return { kind: 'auth', code: 'ERR_CHANNEL_AUTH', ...said };
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', ...said };
}

/** Whether JD said that it does not know the order; no code for it is documented. */
export function isUnknownOrder(vendorText: string): boolean {
  return ERROR.unknownOrder.test(vendorText);
}
