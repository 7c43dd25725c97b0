import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpFault } from '#main/lib/http-reading.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

const CODES: Readonly<Record<FaultMeaning['cause'], ErrorCode>> = {
  unreachable: 'ERR_PAYMENT_UNREACHABLE',
  throttled: 'ERR_PAYMENT_THROTTLED',
  truncated: 'ERR_PAYMENT_UNREACHABLE',
  invalid: 'ERR_PAYMENT_ANSWER_INVALID',
  auth: 'ERR_PAYMENT_AUTH',
  refused: 'ERR_PAYMENT_REFUSED',
  outcome_unknown: 'ERR_PAYMENT_UNREACHABLE',
};

/** What went wrong with a query, sorted by a provider's table; queries change nothing and may be repeated. */
export function queryFailure(
  fault: HttpFault,
  said: { readonly vendorCode: string | null; readonly vendorText: string; readonly retryAfterMs?: number | null },
): PluginFailure {
  const { kind, cause } = faultMeaning(fault, 'read');
  return {
    kind,
    code: CODES[cause],
    retryAfterMs: said.retryAfterMs ?? null,
    vendorCode: said.vendorCode,
    vendorText: said.vendorText,
  };
}

/** An answer that does not prove that the provider sent it: nothing in it is believed. */
export function untrusted(detail: string): PluginFailure {
  return {
    kind: 'refused',
    code: 'ERR_PAYMENT_ANSWER_UNTRUSTED',
    retryAfterMs: null,
    vendorCode: null,
    vendorText: detail,
  };
}
