import type { ReadDb } from '#main/db/handles.ts';
import { DAY_MS, dayOf } from '#main/usecases/shops/tracks/note-sightings.ts';
import { pollOverlapMs } from '#main/usecases/shops/tracks/poll-overlap.ts';
import type { TrackFigures } from '#shared/contract/sync.ts';

interface Sums {
  poll_count: number;
  push_count: number;
  poll_late_ms: number;
  push_late_ms: number;
  poll_missed: number;
  push_missed: number;
  last_push_at_ms: number | null;
}

/** What the two tracks saw today and yesterday (days of UTC). */
export function readTracks(db: ReadDb, shopId: string, nowMs: number): TrackFigures {
  const sums = db
    .prepare<[string, number], { [Key in keyof Sums]: number | null }>(
      `SELECT SUM(poll_count) AS poll_count, SUM(push_count) AS push_count, SUM(poll_late_ms) AS poll_late_ms, SUM(push_late_ms) AS push_late_ms,
         SUM(poll_missed) AS poll_missed, SUM(push_missed) AS push_missed, MAX(last_push_at_ms) AS last_push_at_ms FROM track_days WHERE shop_id = ? AND day_start_ms >= ?`,
    )
    .get(shopId, dayOf(nowMs) - DAY_MS);
  const mean = (sum: number | null | undefined, count: number | null | undefined): number | null =>
    count ? Math.round((sum ?? 0) / count) : null;
  return {
    overlapMs: pollOverlapMs(db, shopId, nowMs),
    pollLateMs: mean(sums?.poll_late_ms, sums?.poll_count),
    pushLateMs: mean(sums?.push_late_ms, sums?.push_count),
    pollMissed: sums?.poll_missed ?? 0,
    pushMissed: sums?.push_missed ?? 0,
    lastPushAtMs: sums?.last_push_at_ms ?? null,
  };
}
