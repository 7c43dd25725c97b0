/** Milliseconds since 1970-01-01T00:00:00Z. Every stored time has this type and a name ending in `AtMs`. */
export type UtcMs = number;

/**
 * Parses `yyyy-MM-dd HH:mm:ss` (or with `T`) of a platform whose clock stands at a fixed offset, to UTC ms.
 * Chinese platforms mean UTC+08:00 (offsetMinutes 480). Returns null for impossible dates such as 2026-02-30.
 */
export function parseFixedOffset(text: string, offsetMinutes: number): UtcMs | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/.exec(text.trim());
  if (!match) return null;
  const iso = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}.000Z`;
  const utc = Date.parse(iso);
  if (Number.isNaN(utc) || new Date(utc).toISOString() !== iso) return null;
  return utc - offsetMinutes * 60_000;
}

/** UTC ms as `yyyy-MM-dd HH:mm:ss` at a fixed offset; the inverse of {@link parseFixedOffset}. */
export function formatFixedOffset(atMs: UtcMs, offsetMinutes: number): string {
  return new Date(atMs + offsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Parses an ISO 8601 time that carries its own offset or `Z`; null when it does not, because a bare time is ambiguous. */
export function parseIsoInstant(text: string): UtcMs | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const utc = Date.parse(text);
  return Number.isNaN(utc) ? null : utc;
}
