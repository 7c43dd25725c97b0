import type { ReadDb } from '#main/db/handles.ts';

export interface DayFigures {
  /** Those that are counted or will be. */
  readonly hours: number;
  readonly checkedHours: number;
  readonly platformCount: number;
  readonly localCount: number;
  /** Null while one of the hours has no amounts. */
  readonly platformMinor: number | null;
  readonly localMinor: number | null;
  /** Orders that the polls and pushes had missed, fetched since or not. */
  readonly missedCount: number;
  readonly openCount: number;
  readonly explainedCount: number;
  readonly isFinal: boolean;
}

interface HourSums {
  hours: number;
  checked: number;
  platform_count: number;
  local_count: number;
  platform_minor: number | null;
  local_minor: number | null;
  without_amounts: number;
  pending: number;
}

/** Sums of the hours in [fromMs, toMs). */
export function dayFigures(db: ReadDb, shopId: string, fromMs: number, toMs: number): DayFigures {
  const sums = db
    .prepare<[string, number, number], HourSums>(
      `SELECT COUNT(*) AS hours, COUNT(checked_at_ms) AS checked, COALESCE(SUM(platform_count), 0) AS platform_count, COALESCE(SUM(local_count), 0) AS local_count,
         SUM(platform_minor) AS platform_minor, SUM(local_minor) AS local_minor, COALESCE(SUM(platform_minor IS NULL), 0) AS without_amounts, COUNT(next_check_at_ms) AS pending
       FROM recon_hours WHERE shop_id = ? AND hour_start_ms >= ? AND hour_start_ms < ? AND COALESCE(checked_at_ms, next_check_at_ms) IS NOT NULL`,
    )
    .get(shopId, fromMs, toMs);
  const found = db
    .prepare<[string, number, number], { missed: number; open: number; explained: number }>(
      `SELECT COUNT(*) FILTER (WHERE kind = 'missing' AND reason <> 'paid_elsewhen') AS missed, COUNT(*) FILTER (WHERE settled_at_ms IS NULL) AS open,
         COUNT(*) FILTER (WHERE settled_at_ms IS NOT NULL AND kind <> 'missing') AS explained
       FROM recon_findings WHERE shop_id = ? AND hour_start_ms >= ? AND hour_start_ms < ?`,
    )
    .get(shopId, fromMs, toMs);
  const amounts = sums !== undefined && sums.without_amounts === 0;
  return {
    hours: sums?.hours ?? 0,
    checkedHours: sums?.checked ?? 0,
    platformCount: sums?.platform_count ?? 0,
    localCount: sums?.local_count ?? 0,
    platformMinor: amounts ? sums.platform_minor : null,
    localMinor: amounts ? sums.local_minor : null,
    missedCount: found?.missed ?? 0,
    openCount: found?.open ?? 0,
    explainedCount: found?.explained ?? 0,
    isFinal: sums !== undefined && sums.hours > 0 && sums.pending === 0,
  };
}

/** Orders of the day that a person should know of when they are many: missed ones, whatever became of them, those that the platform shows no more, and all that is open. */
export function differenceCount(db: ReadDb, shopId: string, fromMs: number, toMs: number): number {
  return (
    db
      .pluck<[string, number, number], number>(
        `SELECT COUNT(DISTINCT external_number) FROM recon_findings WHERE shop_id = ? AND hour_start_ms >= ? AND hour_start_ms < ?
         AND (settled_at_ms IS NULL OR reason = 'gone_there' OR (kind = 'missing' AND reason <> 'paid_elsewhen'))`,
      )
      .get(shopId, fromMs, toMs) ?? 0
  );
}
