import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { CallEffect, FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpReading } from '#main/lib/http-reading.ts';
import type { TopError } from '#main/plugins/channels/taobao/schemas.ts';
import { ERROR, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { UtcMs } from '#shared/model/time.ts';

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

/** A refusal that the connector itself pronounces because the platform's state forbids the call. */
export function refusal(vendorCode: string | null, text: string): PluginFailure {
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', retryAfterMs: null, vendorCode, vendorText: text };
}

/** TOP's error table: throttles with their stated end, platform-side faults, credentials, refusals. */
export function vendorFailure(error: TopError, effect: CallEffect, nowMs: UtcMs): PluginFailure {
  const vendorCode = error.sub_code === '' ? error.code : `${error.code} ${error.sub_code}`;
  const vendorText = error.sub_msg === '' ? error.msg : error.sub_msg;
  const said = { vendorCode, vendorText };
  if (error.code === ERROR.throttled) {
    return { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', retryAfterMs: throttleMs(error, nowMs), ...said };
  }
  if (ERROR.auth.has(error.code)) return { kind: 'auth', code: 'ERR_CHANNEL_AUTH', retryAfterMs: null, ...said };
  if (error.code === ERROR.serviceUnavailable || ERROR.platformSide.test(error.sub_code)) {
    const { kind, cause } = faultMeaning('server_error', effect);
    return { kind, code: CODES[cause], retryAfterMs: null, ...said };
  }
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', retryAfterMs: null, ...said };
}

function throttleMs(error: TopError, nowMs: UtcMs): number | null {
  const seconds = ERROR.banSeconds.exec(`${error.sub_msg} ${error.msg}`)?.[1];
  if (seconds !== undefined) return (Number(seconds) + 1) * 1000;
  return error.sub_code === ERROR.dailyQuota ? untilBeijingMidnight(nowMs) : null;
}

function untilBeijingMidnight(nowMs: UtcMs): number {
  const dayMs = 24 * 3_600_000;
  return dayMs - ((nowMs + TOP_OFFSET_MINUTES * 60_000) % dayMs);
}
