import { Temporal } from 'temporal-polyfill';
import type { QuietHours } from '#shared/model/alerts.ts';

/**
 * When the quiet hours end that `atMs` lies in; null outside of them. Read on the clock of `zone` (IANA): a change to summer
 * time makes a night an hour shorter, the hours on the clock stay.
 */
export function quietUntilMs(quiet: QuietHours, atMs: number, zone: string): number | null {
  const { enabled, fromMinute, untilMinute } = quiet;
  if (!enabled || fromMinute === untilMinute) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  const minute = local.hour * 60 + local.minute;
  const isOvernight = fromMinute > untilMinute;
  const isQuiet = isOvernight
    ? minute >= fromMinute || minute < untilMinute
    : minute >= fromMinute && minute < untilMinute;
  if (!isQuiet) return null;
  const endsTomorrow = isOvernight && minute >= fromMinute;
  return local
    .toPlainDate()
    .add({ days: endsTomorrow ? 1 : 0 })
    .toZonedDateTime({
      timeZone: zone,
      plainTime: new Temporal.PlainTime(Math.floor(untilMinute / 60), untilMinute % 60),
    }).epochMilliseconds;
}
