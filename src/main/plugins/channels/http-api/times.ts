import { formatFixedOffset, parseFixedOffset, parseIsoInstant } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';

export type TimeFormat = 'iso' | 'unix-seconds' | 'unix-ms' | 'local';

/** A time as the other system writes it. `local` and ISO times stand at `zone` (`+08:00`). */
export function writeTime(atMs: UtcMs, format: TimeFormat, zone: string): string {
  if (format === 'unix-seconds') return String(Math.floor(atMs / 1000));
  if (format === 'unix-ms') return String(atMs);
  if (format === 'local') return formatFixedOffset(atMs, zoneMinutes(zone));
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/**
 * A time in any of the forms that systems write: ISO 8601, `2026-11-28 09:30`, `2026/11/28 09:30:00`, a date alone, seconds (10
 * digits) or milliseconds (13) since 1970. What bears no offset stands at `zone`. Null for anything else, and for impossible dates.
 */
export function readTime(value: unknown, zone: string): UtcMs | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  if (/^\d{13}$/.test(text)) return Number(text);
  if (/^\d{9,10}(\.\d{1,6})?$/.test(text)) return Math.round(Number(text) * 1000);
  const instant = parseIsoInstant(text.replace(' ', 'T'));
  if (instant !== null) return instant;
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?$/.exec(text);
  if (!match) return null;
  const [, year, month = '', day = '', hour = '0', minute = '00', second = '00'] = match;
  const two = (part: string): string => part.padStart(2, '0');
  const plain = `${year}-${two(month)}-${two(day)} ${two(hour)}:${minute}:${second}`;
  return parseFixedOffset(plain, zoneMinutes(zone));
}

/** `+08:00` -> 480. */
export function zoneMinutes(zone: string): number {
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(zone);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
