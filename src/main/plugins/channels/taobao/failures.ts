import { failureOf } from '#main/plugins/channels/call-failures.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { TopError } from '#main/plugins/channels/taobao/schemas.ts';
import { ERROR, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** TOP's error table: throttles with their stated end, platform-side faults, credentials, the clock, refusals. */
export function vendorFailure(error: TopError, effect: CallEffect, nowMs: UtcMs): PluginFailure {
  const vendorCode = error.sub_code === '' ? error.code : `${error.code} ${error.sub_code}`;
  const vendorText = error.sub_msg === '' ? error.msg : error.sub_msg;
  const said = { vendorCode, vendorText };
  if (ERROR.throttled.has(error.code)) {
    return { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', retryAfterMs: throttleMs(error, nowMs), ...said };
  }
  if (ERROR.auth.has(error.code) || ERROR.session.test(error.sub_code))
    return { kind: 'auth', code: 'ERR_CHANNEL_AUTH', retryAfterMs: null, ...said };
  if (ERROR.clock.has(error.code)) return { kind: 'retry', code: 'ERR_CHANNEL_CLOCK', retryAfterMs: null, ...said };
  if (ERROR.api.has(error.code))
    return { kind: 'refused', code: 'ERR_CHANNEL_API_MISMATCH', retryAfterMs: null, ...said };
  const isSilent = error.code === ERROR.remoteService && error.sub_code === '';
  if (isSilent || error.code === ERROR.serviceUnavailable || ERROR.platformSide.test(error.sub_code)) {
    return failureOf('server_error', effect, said);
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
