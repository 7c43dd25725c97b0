import { failureOf } from '#main/plugins/channels/call-failures.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import type { HttpFault, HttpReading } from '#main/lib/http-reading.ts';
import { ERROR } from '#main/plugins/channels/woocommerce/units.ts';
import type { WooError } from '#main/plugins/channels/woocommerce/schemas.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

type Fault = Extract<HttpReading, { kind: 'fault' }>;

/**
 * What went wrong, with the shop's own code and text where it gave them: 401 and 403 are a matter of the keys, 400 and 404
 * of the call, 429 and 5xx pass (core has no limits, hosts have).
 */
export function wooFailure(
  fault: Pick<Fault, 'fault' | 'retryAfterMs' | 'detail'>,
  said: WooError | null,
  status: number | null,
  effect: CallEffect,
): PluginFailure {
  const vendor = {
    vendorCode: said?.code ?? null,
    vendorText: said ? `${said.message} (${fault.detail})` : fault.detail,
  };
  // WordPress answers an address that it does not know with this code, or, with plain permalinks, with a page of the theme.
  if (status === 404 && (said === null || said.code === ERROR.noRoute))
    return { kind: 'refused', code: 'ERR_CHANNEL_API_NOT_FOUND', retryAfterMs: null, ...vendor };
  return failureOf(fault.fault, effect, { ...vendor, retryAfterMs: fault.retryAfterMs });
}

/** The transport's word for a status that an error body names; some plugins send their errors with HTTP 200. */
export function faultOfStatus(status: number): HttpFault {
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'unauthorised';
  return status >= 500 ? 'server_error' : 'refused';
}

/** JSON that is not what was asked for; for a write nobody knows what happened. */
export function shapeFailure(detail: string, effect: CallEffect): PluginFailure {
  return wooFailure({ fault: 'not_json', retryAfterMs: null, detail }, null, null, effect);
}
