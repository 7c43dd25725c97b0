import type { ErrorCode } from '#shared/errors/catalog.ts';

/** Something the vendor said beside the result, in its own words. */
export interface PluginMessage {
  readonly code: ErrorCode | 'INFO';
  readonly vendorCode: string | null;
  readonly vendorText: string;
}

/**
 * What a failed vendor call means for the caller.
 * - `retry`: the vendor surely did nothing; call again after `retryAfterMs`.
 * - `refused`: a business answer; calling again unchanged is pointless.
 * - `auth`: credentials must be renewed by a person.
 * - `unknown_outcome`: a write may or may not have happened; query before repeating it.
 */
export type FailureKind = 'retry' | 'refused' | 'auth' | 'unknown_outcome';

export interface PluginFailure {
  readonly kind: FailureKind;
  readonly code: ErrorCode;
  /** Earliest useful time for the next try, from now; null lets the job engine's backoff decide. */
  readonly retryAfterMs: number | null;
  readonly vendorCode: string | null;
  readonly vendorText: string;
}

/** Plugins never throw for what a vendor says or a network does: they return it. */
export type PluginResult<T> =
  | { readonly ok: true; readonly value: T; readonly messages: readonly PluginMessage[] }
  | { readonly ok: false; readonly failure: PluginFailure; readonly messages: readonly PluginMessage[] };

export function succeeded<T>(value: T, messages: readonly PluginMessage[] = []): PluginResult<T> {
  return { ok: true, value, messages };
}

export function failed(
  failure: PluginFailure,
  messages: readonly PluginMessage[] = [],
): { readonly ok: false; readonly failure: PluginFailure; readonly messages: readonly PluginMessage[] } {
  return { ok: false, failure, messages };
}
