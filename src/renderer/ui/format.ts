import { formatDecimalAmount } from '#shared/model/money.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { Language } from '#shared/i18n/languages.ts';

/** Everything that a screen writes for people: times in the warehouse's zone, money, weights, counts. */
export interface Format {
  readonly zone: string;
  /** 14:05:09 */
  time(atMs: UtcMs): string;
  /** 22 Nov, 14:05 */
  short(atMs: UtcMs): string;
  /** 22 Nov 2026, 14:05:09 */
  full(atMs: UtcMs): string;
  /** Sun 22 Nov */
  day(atMs: UtcMs): string;
  /** 2026-11-22, as date fields take it */
  isoDay(atMs: UtcMs): string;
  /** Hour of the day in the zone, 0 to 23. */
  hour(atMs: UtcMs): number;
  money(amountMinor: number, currency: string): string;
  /** 850 g below a kilogram, 1.25 kg from there on. */
  weight(grams: number): string;
  /** 20.6 g: what one unit weighs, or how much such weights spread. */
  milligrams(value: number): string;
  count(value: number): string;
  /** 3 min ago, in 2 h */
  ago(atMs: UtcMs, nowMs: UtcMs): string;
  bytes(value: number): string;
}

const AGO_STEPS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** @param zone IANA name; an unknown one falls back to UTC, which the texts then say. */
export function createFormat(language: Language, zone: string): Format {
  const timeZone = isZone(zone) ? zone : 'UTC';
  const time = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const short = new Intl.DateTimeFormat(language, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const full = new Intl.DateTimeFormat(language, {
    timeZone,
    year: 'numeric',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const day = new Intl.DateTimeFormat(language, { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
  // Sweden writes its dates like ISO 8601.
  const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone });
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  const number = new Intl.NumberFormat(language);
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  return {
    zone: timeZone,
    time: (atMs) => time.format(atMs),
    short: (atMs) => short.format(atMs),
    full: (atMs) => full.format(atMs),
    day: (atMs) => day.format(atMs),
    isoDay: (atMs) => isoDay.format(atMs),
    hour: (atMs) => Number(hour.format(atMs)),
    money: (amountMinor, currency) => formatMoney(language, amountMinor, currency),
    weight: (grams) => (Math.abs(grams) < 1000 ? `${number.format(grams)} g` : `${number.format(grams / 1000)} kg`),
    milligrams: (value) => `${tenths.format(value / 1_000)} g`,
    count: (value) => number.format(value),
    ago(atMs, nowMs) {
      const gap = atMs - nowMs;
      const [unit, size] = AGO_STEPS.find(([, step]) => Math.abs(gap) >= step) ?? AGO_STEPS[3];
      return ago.format(Math.round(gap / size), unit);
    },
    bytes: (value) =>
      value < 1_000_000
        ? `${number.format(Math.ceil(value / 1000))} kB`
        : `${number.format(Math.round(value / 100_000) / 10)} MB`,
  };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The decimal text goes into Intl unparsed: no float ever holds the amount. */
function formatMoney(language: Language, amountMinor: number, currency: string): string {
  const decimal = formatDecimalAmount(amountMinor, currency);
  const digits = decimal.split('.')[1]?.length ?? 0;
  try {
    const format = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      // Not the narrow one: yuan and yen would both be ¥, and half a dozen dollars $.
      currencyDisplay: 'symbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    return format.format(decimal as Intl.StringNumericLiteral);
  } catch {
    return `${decimal} ${currency}`;
  }
}
