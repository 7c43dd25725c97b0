import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpReading } from '#main/lib/http-reading.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

const CODES: Readonly<Record<FaultMeaning['cause'], ErrorCode>> = {
  unreachable: 'ERR_NOTIFIER_UNREACHABLE',
  throttled: 'ERR_NOTIFIER_THROTTLED',
  truncated: 'ERR_NOTIFIER_OUTCOME_UNKNOWN',
  invalid: 'ERR_NOTIFIER_OUTCOME_UNKNOWN',
  auth: 'ERR_NOTIFIER_AUTH',
  refused: 'ERR_NOTIFIER_REFUSED',
  outcome_unknown: 'ERR_NOTIFIER_OUTCOME_UNKNOWN',
};

/** What a failed exchange means: a message without an answer may have arrived. */
export function notifierFault(fault: Extract<HttpReading, { kind: 'fault' }>): PluginFailure {
  const { kind, cause } = faultMeaning(fault.fault, 'write');
  return { kind, code: CODES[cause], retryAfterMs: fault.retryAfterMs, vendorCode: null, vendorText: fault.detail };
}

/** An answer without the vendor's own code. */
export const strangeAnswer: PluginFailure = {
  kind: 'unknown_outcome',
  code: 'ERR_NOTIFIER_OUTCOME_UNKNOWN',
  retryAfterMs: null,
  vendorCode: null,
  vendorText: 'no code in the answer',
};

/** How a vendor's code is to be taken; what stands in no table is refused: the same message would be refused again. */
export interface CodeMeaning {
  readonly kind: 'retry' | 'auth' | 'refused';
  readonly afterMs?: number;
}

const OF_KIND: Readonly<Record<CodeMeaning['kind'], ErrorCode>> = {
  retry: 'ERR_NOTIFIER_THROTTLED',
  auth: 'ERR_NOTIFIER_AUTH',
  refused: 'ERR_NOTIFIER_REFUSED',
};

/** What a receiver's own code means by its table; one that stands in no table is a refusal. */
export function codedFailure(
  table: Readonly<Record<string, CodeMeaning>>,
  vendorCode: string,
  vendorText: string,
): PluginFailure {
  const meaning = table[vendorCode] ?? { kind: 'refused' };
  return {
    kind: meaning.kind,
    code: OF_KIND[meaning.kind],
    retryAfterMs: meaning.afterMs ?? null,
    vendorCode,
    vendorText,
  };
}
