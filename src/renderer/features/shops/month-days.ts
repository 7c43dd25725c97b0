import { dayStart } from '#renderer/ui/day-start.ts';

export interface MonthDay {
  /** `2026-11-28` */
  readonly key: string;
  readonly day: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** A calendar month, its number as `2026-11`. */
export type MonthKey = string;

/** The month that a moment falls into, on the clocks of a zone. */
export function monthOf(atMs: number, zone: string): MonthKey {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', month: '2-digit' }).formatToParts(
    atMs,
  );
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}`;
}

/** The month so many months later. */
export function addMonths(month: MonthKey, count: number): MonthKey {
  const first = new Date(`${month}-01T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  return first.toISOString().slice(0, 7);
}

/** The days of a month with the moments at which they begin and end in the zone. */
export function daysOfMonth(month: MonthKey, zone: string): readonly MonthDay[] {
  const days: MonthDay[] = [];
  for (let atMs = Date.parse(`${month}-01T00:00:00Z`); ; atMs += 86_400_000) {
    const key = new Date(atMs).toISOString().slice(0, 10);
    if (!key.startsWith(month)) return days;
    const next = new Date(atMs + 86_400_000).toISOString().slice(0, 10);
    days.push({ key, day: days.length + 1, startMs: dayStart(key, zone) ?? 0, endMs: dayStart(next, zone) ?? 0 });
  }
}

/** Empty places before the first day, in weeks that begin on Monday. */
export function blanksBefore(month: MonthKey): number {
  return (new Date(`${month}-01T00:00:00Z`).getUTCDay() + 6) % 7;
}
