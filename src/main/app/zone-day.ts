import { Temporal } from 'temporal-polyfill';

/** Midnight at the beginning of the day that `atMs` falls into, on the clock of an IANA zone; as UTC ms. */
export function startOfDayMs(atMs: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds;
}
