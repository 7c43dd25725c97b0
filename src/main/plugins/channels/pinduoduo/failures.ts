import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { CallEffect, FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpReading } from '#main/lib/http-reading.ts';
import type { PddError } from '#main/plugins/channels/pinduoduo/schemas.ts';
import { ERROR } from '#main/plugins/channels/pinduoduo/units.ts';
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

/** A refusal that the connector itself pronounces. */
export function refusal(vendorCode: string | null, text: string): PluginFailure {
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', retryAfterMs: null, vendorCode, vendorText: text };
}

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
    const { kind, cause } = faultMeaning('server_error', effect);
    return { kind, code: CODES[cause], ...said };
  }
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', ...said };
}

/** Whether Pinduoduo said that it does not know the order. */
export function isUnknownOrder(vendorText: string): boolean {
  return ERROR.unknownOrder.test(vendorText);
}
