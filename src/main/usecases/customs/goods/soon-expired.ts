import { warehouseZone } from '#main/usecases/system/warehouse-zone.ts';
import { Temporal } from 'temporal-polyfill';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Renewing a certificate takes weeks. */
const AHEAD_DAYS = 60;

/** The day, on the calendar of the warehouse, until which certificates are called soon expired: `yyyy-mm-dd`. */
export function soonExpired(context: Pick<UseCaseContext, 'read' | 'clock'>): string {
  const zone = warehouseZone(context.read);
  const today = Temporal.Instant.fromEpochMilliseconds(context.clock.nowMs()).toZonedDateTimeISO(zone).toPlainDate();
  return today.add({ days: AHEAD_DAYS }).toString();
}
