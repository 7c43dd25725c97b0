import type { UtcMs } from '#shared/model/time.ts';

/** The wait that a `Retry-After` header asks for (RFC 9110: seconds or an HTTP date), in ms; null when it says nothing usable. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, nowMs: UtcMs): number | null {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}(\.\d{1,3})?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // An HTTP date names its zone (GMT); anything else is not one.
  const at = text.endsWith('GMT') ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
