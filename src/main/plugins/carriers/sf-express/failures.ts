import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { CallEffect, FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpReading } from '#main/lib/http-reading.ts';
import { INNER, OUTER } from '#main/plugins/carriers/sf-express/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

const CODES: Readonly<Record<FaultMeaning['cause'], ErrorCode>> = {
  unreachable: 'ERR_CARRIER_UNREACHABLE',
  throttled: 'ERR_CARRIER_THROTTLED',
  truncated: 'ERR_CARRIER_ANSWER_INVALID',
  invalid: 'ERR_CARRIER_ANSWER_INVALID',
  auth: 'ERR_CARRIER_AUTH',
  refused: 'ERR_CARRIER_REFUSED',
  outcome_unknown: 'ERR_CARRIER_OUTCOME_UNKNOWN',
};

export function transportFailure(fault: Extract<HttpReading, { kind: 'fault' }>, effect: CallEffect): PluginFailure {
  const { kind, cause } = faultMeaning(fault.fault, effect);
  return { kind, code: CODES[cause], retryAfterMs: fault.retryAfterMs, vendorCode: null, vendorText: fault.detail };
}

/** An answer that cannot be understood; for a write nobody knows what happened. */
export function shapeFailure(detail: string, effect: CallEffect): PluginFailure {
  const { kind, cause } = faultMeaning('not_json', effect);
  return { kind, code: CODES[cause], retryAfterMs: null, vendorCode: null, vendorText: detail };
}

export function refusal(vendorCode: string | null, vendorText: string): PluginFailure {
  return { kind: 'refused', code: 'ERR_CARRIER_REFUSED', retryAfterMs: null, vendorCode, vendorText };
}

/** The gateway's codes: throttles and faults behind it may be tried again, credentials and access need a person. */
export function outerFailure(vendorCode: string, vendorText: string, effect: CallEffect): PluginFailure {
  const said = { retryAfterMs: null, vendorCode, vendorText };
  if (vendorCode === OUTER.throttled) return { kind: 'retry', code: 'ERR_CARRIER_THROTTLED', ...said };
  if (OUTER.auth.has(vendorCode)) return { kind: 'auth', code: 'ERR_CARRIER_AUTH', ...said };
  if (!OUTER.serverSide.has(vendorCode)) return refusal(vendorCode, vendorText);
  const { kind, cause } = faultMeaning('server_error', effect);
  return { kind, code: CODES[cause], ...said };
}

export function innerFailure(vendorCode: string, vendorText: string): PluginFailure {
  if (vendorCode !== INNER.peakLimit) return refusal(vendorCode, vendorText);
  return { kind: 'retry', code: 'ERR_CARRIER_THROTTLED', retryAfterMs: null, vendorCode, vendorText };
}
