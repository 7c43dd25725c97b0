import { Temporal } from 'temporal-polyfill';

/** A day of a zone as UTC ms: from its midnight to the next. @param day yyyy-mm-dd @throws RangeError for no such day */
export function zonedDay(day: string, zone: string): { readonly fromMs: number; readonly toMs: number } {
  const date = Temporal.PlainDate.from(day, { overflow: 'reject' });
  return {
    fromMs: date.toZonedDateTime(zone).epochMilliseconds,
    toMs: date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
}

/** A wall clock of a zone, `yyyy-mm-dd hh:mm[:ss]` or a day alone, as UTC ms; null for no such time. */
export function zonedInstant(text: string, zone: string): number | null {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  try {
    return Temporal.PlainDateTime.from(
      { year, month, day, hour, minute, second },
      { overflow: 'reject' },
    ).toZonedDateTime(zone).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
