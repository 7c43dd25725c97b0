import type { WriteTx } from '#main/db/handles.ts';
import { dayFigures, differenceCount } from '#main/usecases/shops/reconcile/day-figures.ts';
import { HOUR_MS } from '#main/usecases/shops/reconcile/plan-hours.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Midnight before a moment, on the warehouse's clock. */
export interface DayClock {
  dayStartMs(atMs: number): number;
}

/** Days are between 23 and 25 hours long: the middle of the next one is found by 36 hours. */
function dayAround(days: DayClock, atMs: number): { fromMs: number; toMs: number } {
  const fromMs = days.dayStartMs(atMs);
  return { fromMs, toMs: days.dayStartMs(fromMs + 36 * HOUR_MS) };
}

/** Writes the reports of the days that these hours belong to, and opens an investigation where a day differs by more than the setting. */
export function reportDays(context: UseCaseContext, days: DayClock, shopId: string, hours: readonly number[]): void {
  const windows = new Map(hours.map((hour) => dayAround(days, hour)).map((day) => [day.fromMs, day]));
  context.db.transaction((tx) => {
    for (const day of windows.values()) {
      writeReport(tx, shopId, day, context.clock.nowMs());
      investigate(tx, context, shopId, day);
    }
    tx.changed('shops');
  });
}

function writeReport(tx: WriteTx, shopId: string, day: { fromMs: number; toMs: number }, atMs: number): void {
  const figures = dayFigures(tx, shopId, day.fromMs, day.toMs);
  const currency = tx.pluck<[string], string>('SELECT currency FROM shops WHERE id = ?').get(shopId) ?? '';
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO recon_reports (shop_id, day_start_ms, day_end_ms, hours, checked_hours, platform_count, local_count, platform_minor, local_minor, currency, missed_count, open_count, explained_count, is_final, made_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shop_id, day_start_ms) DO UPDATE SET day_end_ms = excluded.day_end_ms, hours = excluded.hours,
       checked_hours = excluded.checked_hours, platform_count = excluded.platform_count, local_count = excluded.local_count, platform_minor = excluded.platform_minor,
       local_minor = excluded.local_minor, missed_count = excluded.missed_count, open_count = excluded.open_count, explained_count = excluded.explained_count,
       is_final = excluded.is_final, made_at_ms = excluded.made_at_ms`,
  ).run(
    shopId,
    day.fromMs,
    day.toMs,
    figures.hours,
    figures.checkedHours,
    figures.platformCount,
    figures.localCount,
    figures.platformMinor,
    figures.localMinor,
    currency,
    figures.missedCount,
    figures.openCount,
    figures.explainedCount,
    figures.isFinal && day.toMs <= atMs ? 1 : 0,
    atMs,
  );
}

/** One investigation per day; another one only when more differs than the closed one knew. */
function investigate(
  tx: WriteTx,
  context: UseCaseContext,
  shopId: string,
  day: { fromMs: number; toMs: number },
): void {
  const difference = differenceCount(tx, shopId, day.fromMs, day.toMs);
  const { platformCount } = dayFigures(tx, shopId, day.fromMs, day.toMs);
  if (difference * 100 <= readSetting(tx, 'reconDifferencePercent') * Math.max(1, platformCount)) return;
  const known = tx
    .prepare<[string, number], { id: string; difference_count: number; closed_at_ms: number | null }>(
      'SELECT id, difference_count, closed_at_ms FROM recon_investigations WHERE shop_id = ? AND day_start_ms = ? ORDER BY closed_at_ms IS NOT NULL, opened_at_ms DESC LIMIT 1',
    )
    .get(shopId, day.fromMs);
  if (known?.closed_at_ms === null) {
    tx.prepare<[number, number, string]>(
      'UPDATE recon_investigations SET platform_count = ?, difference_count = MAX(difference_count, ?) WHERE id = ?',
    ).run(platformCount, difference, known.id);
    return;
  }
  if (known && known.difference_count >= difference) return;
  tx.prepare<(string | number)[]>(
    'INSERT INTO recon_investigations (id, shop_id, day_start_ms, day_end_ms, platform_count, difference_count, opened_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(context.ids.next(), shopId, day.fromMs, day.toMs, platformCount, difference, context.clock.nowMs());
}
