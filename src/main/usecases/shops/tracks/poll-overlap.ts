import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { DAY_MS, dayOf } from '#main/usecases/shops/tracks/note-sightings.ts';

/** Each poll re-reads at least this much: platforms publish changes late (reference 0.1 rule 8) and TOP allows clocks to differ by ten minutes. */
const LEAST_MS = 10 * 60_000;
const MOST_MS = 2 * 3_600_000;
const REMEMBERED_DAYS = 7;

/** How far a poll reads back behind its watermark: twice the longest lateness of the last days, within bounds. */
export function pollOverlapMs(db: ReadDb, shopId: string, nowMs: number): number {
  const longest =
    db
      .pluck<[string, number], number | null>(
        'SELECT MAX(longest_late_ms) FROM track_days WHERE shop_id = ? AND day_start_ms > ?',
      )
      .get(shopId, nowMs - REMEMBERED_DAYS * DAY_MS) ?? 0;
  return Math.min(MOST_MS, Math.max(LEAST_MS, 2 * longest));
}

/** The platform showed a change only after a poll had read past its time, by so much. */
export function noteLateness(tx: WriteTx, shopId: string, lateMs: number, nowMs: number): void {
  if (lateMs <= 0) return;
  tx.prepare<[string, number, number]>(
    `INSERT INTO track_days (shop_id, day_start_ms, longest_late_ms) VALUES (?, ?, ?)
     ON CONFLICT (shop_id, day_start_ms) DO UPDATE SET longest_late_ms = MAX(longest_late_ms, excluded.longest_late_ms)`,
  ).run(shopId, dayOf(nowMs), Math.round(lateMs));
}
