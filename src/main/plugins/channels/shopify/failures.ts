import { faultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { CallEffect, FaultMeaning } from '#main/lib/http-fault-meaning.ts';
import type { HttpReading } from '#main/lib/http-reading.ts';
import { CostExtension } from '#main/plugins/channels/shopify/schemas.ts';
import type { GraphqlError } from '#main/plugins/channels/shopify/schemas.ts';
import { ERROR } from '#main/plugins/channels/shopify/units.ts';
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

/** JSON that is not what was asked for; for a write nobody knows what happened. */
export function shapeFailure(detail: string, effect: CallEffect): PluginFailure {
  const { kind, cause } = faultMeaning('not_json', effect);
  return { kind, code: CODES[cause], retryAfterMs: null, vendorCode: null, vendorText: detail };
}

export function refusal(vendorCode: string | null, text: string): PluginFailure {
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', retryAfterMs: null, vendorCode, vendorText: text };
}

/** GraphQL errors come with HTTP 200. A throttled call was not executed, also when it was a mutation. */
export function graphqlFailure(errors: readonly GraphqlError[], json: unknown, effect: CallEffect): PluginFailure {
  const vendorText = errors.map((error) => error.message).join('; ');
  const codes = errors.map((error) => error.extensions?.code ?? '');
  const said = { vendorCode: codes.find((code) => code !== '') ?? null, vendorText };
  if (codes.includes(ERROR.throttled)) {
    return { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', retryAfterMs: throttleMs(json), ...said };
  }
  if (codes.some((code) => ERROR.auth.has(code)))
    return { kind: 'auth', code: 'ERR_CHANNEL_AUTH', retryAfterMs: null, ...said };
  if (codes.some((code) => ERROR.serverSide.has(code))) {
    const { kind, cause } = faultMeaning('server_error', effect);
    return { kind, code: CODES[cause], retryAfterMs: null, ...said };
  }
  return { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', retryAfterMs: null, ...said };
}

/** Time until the bucket holds what the query costs: (requested - available) / restore rate. */
function throttleMs(json: unknown): number | null {
  const parsed = CostExtension.safeParse(json);
  if (!parsed.success) return null;
  const { requestedQueryCost, throttleStatus } = parsed.data.extensions.cost;
  const missing = Math.max(0, (requestedQueryCost ?? 0) - throttleStatus.currentlyAvailable);
  return Math.ceil((missing / throttleStatus.restoreRate) * 1000);
}
