import { formatInZone } from '#shared/i18n/format-in-zone.ts';

/** Series of one kind and day of the warehouse, e.g. `WV20261122`. */
export function datedSeries(prefix: string, atMs: number, zone: string): string {
  return `${prefix}${formatInZone(atMs, zone).slice(0, 10).replaceAll('-', '')}`;
}

/** `WV20261122-0007` */
export function datedNumber(series: string, count: number): string {
  return `${series}-${String(count).padStart(4, '0')}`;
}
