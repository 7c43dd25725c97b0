import type { UtcMs } from '#shared/model/time.ts';

/**
 * When a day begins on the clocks of a zone.
 * @param day `2026-11-28`, as a date field gives it
 * @param zone IANA name
 * @returns null for a text that is no day
 */
export function dayStart(day: string, zone: string): UtcMs | null {
  const midnightUtc = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(midnightUtc)) return null;
  // Twice: the first guess can lie on the other side of a change of the clocks.
  const guess = midnightUtc - offsetMs(midnightUtc, zone);
  return midnightUtc - offsetMs(guess, zone);
}

/** How far the zone's clocks are ahead of UTC at a moment. */
function offsetMs(atMs: UtcMs, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - atMs;
}
