import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { CallEffect, FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpFault, HttpReading } from '#main/lib/http-reading.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** What the platform itself said beside a failure. */
export interface VendorSaid {
  readonly vendorCode: string | null;
  readonly vendorText: string;
  readonly retryAfterMs?: number | null;
}

const CODES: Readonly<Record<FaultMeaning['cause'], ErrorCode>> = {
  unreachable: 'ERR_CHANNEL_UNREACHABLE',
  throttled: 'ERR_CHANNEL_THROTTLED',
  truncated: 'ERR_CHANNEL_ANSWER_TRUNCATED',
  invalid: 'ERR_CHANNEL_ANSWER_INVALID',
  auth: 'ERR_CHANNEL_AUTH',
  refused: 'ERR_CHANNEL_REFUSED',
  outcome_unknown: 'ERR_CHANNEL_OUTCOME_UNKNOWN',
};

/** What the transport itself did, before the platform said anything. */
export function transportFailure(fault: Extract<HttpReading, { kind: 'fault' }>, effect: CallEffect): PluginFailure {
  return failureOf(fault.fault, effect, {
    vendorCode: null,
    vendorText: fault.detail,
    retryAfterMs: fault.retryAfterMs,
  });
}

/** JSON that is not what the call answers; for a write nobody knows what happened. */
export function shapeFailure(detail: string, effect: CallEffect): PluginFailure {
  return failureOf('not_json', effect, { vendorCode: null, vendorText: detail });
}

/** A refusal that a connector itself pronounces because the platform's state forbids the call. */
export function refusal(vendorCode: string | null, text: string): PluginFailure {
  return failureOf('refused', 'write', { vendorCode, vendorText: text });
}

/** The platform refuses the credentials: they have to be renewed, or a person asked. */
export function authRefusal(vendorCode: string | null, text: string): PluginFailure {
  return { ...refusal(vendorCode, text), kind: 'auth', code: 'ERR_CHANNEL_AUTH' };
}

/** The vendor's own error, sorted by a connector's table into what it means for a read or a write. */
export function failureOf(fault: HttpFault, effect: CallEffect, said: VendorSaid): PluginFailure {
  const { kind, cause } = faultMeaning(fault, effect);
  return {
    kind,
    code: CODES[cause],
    retryAfterMs: said.retryAfterMs ?? null,
    vendorCode: said.vendorCode,
    vendorText: said.vendorText,
  };
}

/** For writes that may be repeated without harm: an unclear outcome is then a reason to try again. */
export function repeatable(failure: PluginFailure): PluginFailure {
  return failure.kind === 'unknown_outcome' ? { ...failure, kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' } : failure;
}
