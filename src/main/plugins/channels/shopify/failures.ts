import { failureOf } from '#main/plugins/channels/call-failures.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import { CostExtension } from '#main/plugins/channels/shopify/schemas.ts';
import type { GraphqlError } from '#main/plugins/channels/shopify/schemas.ts';
import { ERROR } from '#main/plugins/channels/shopify/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

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
    return failureOf('server_error', effect, said);
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
