import { failureOf } from '#main/plugins/channels/call-failures.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { PddError } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { ERROR } from '#main/plugins/channels/pinduoduo/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

/** Pinduoduo's error table; its answers never tell how long to wait. */
export function vendorFailure(error: PddError, effect: CallEffect): PluginFailure {
  const said = {
    retryAfterMs: null,
    vendorCode: error.sub_code === '' ? error.error_code : `${error.error_code} ${error.sub_code}`,
    vendorText: error.sub_msg === '' ? error.error_msg : error.sub_msg,
  };
  if (ERROR.throttled.has(error.error_code)) return { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', ...said };
  if (ERROR.auth.has(error.error_code)) return { kind: 'auth', code: 'ERR_CHANNEL_AUTH', ...said };
  if (ERROR.platformSide.has(error.error_code) && !isUnknownOrder(said.vendorText)) {
    return failureOf('server_error', effect, said);
  }
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', ...said };
}

/** Whether Pinduoduo said that it does not know the order. */
export function isUnknownOrder(vendorText: string): boolean {
  return ERROR.unknownOrder.test(vendorText);
}
