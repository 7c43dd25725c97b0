import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { pruneLateness } from '#main/usecases/shops/tracks/lateness.ts';
import { DAY_MS, dayOf } from '#main/usecases/shops/tracks/note-sightings.ts';

/** So long the other track has to see the same. */
const GRACE_MS = 15 * 60_000;
const KEPT_MS = 6 * 3_600_000;
const DAYS_KEPT = 90;

interface Sighting {
  external_number: string;
  version_ms: number;
  poll_at_ms: number | null;
  push_at_ms: number | null;
}

/**
 * Counts what each track saw and what only the other one did. A track that saw a later state of the order did not miss it; a poll
 * missed only what lies behind the place up to which it has read.
 */
export function countSightings(context: UseCaseContext, shopId: string): void {
  context.db.transaction((tx) => {
    const nowMs = context.clock.nowMs();
    const readUpToMs =
      tx
        .pluck<[string], number>("SELECT watermark_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'orders'")
        .get(shopId) ?? 0;
    const due = tx
      .prepare<[string, number], Sighting>(
        'SELECT external_number, version_ms, poll_at_ms, push_at_ms FROM track_sightings WHERE shop_id = ? AND is_counted = 0 AND seen_at_ms <= ?',
      )
      .all(shopId, nowMs - GRACE_MS);
    for (const sighting of due) {
      if (sighting.poll_at_ms === null && readUpToMs < sighting.version_ms + GRACE_MS) continue;
      count(tx, shopId, sighting, nowMs);
    }
    tx.prepare<[string, number]>(
      'DELETE FROM track_sightings WHERE shop_id = ? AND is_counted = 1 AND seen_at_ms < ?',
    ).run(shopId, nowMs - KEPT_MS);
    tx.prepare<[string, number]>('DELETE FROM track_days WHERE shop_id = ? AND day_start_ms < ?').run(
      shopId,
      nowMs - DAYS_KEPT * DAY_MS,
    );
    pruneLateness(tx, shopId, nowMs);
    if (due.length > 0) tx.changed('shops');
  });
}

function count(tx: WriteTx, shopId: string, sighting: Sighting, nowMs: number): void {
  const later = tx
    .prepare<[string, string, number], { poll: number; push: number }>(
      'SELECT COUNT(poll_at_ms) AS poll, COUNT(push_at_ms) AS push FROM track_sightings WHERE shop_id = ? AND external_number = ? AND version_ms > ?',
    )
    .get(shopId, sighting.external_number, sighting.version_ms);
  const late = (atMs: number | null): number => (atMs === null ? 0 : Math.max(0, atMs - sighting.version_ms));
  tx.prepare<(string | number)[]>(
    `INSERT INTO track_days (shop_id, day_start_ms, poll_count, push_count, poll_late_ms, push_late_ms, poll_missed, push_missed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, day_start_ms) DO UPDATE SET poll_count = poll_count + excluded.poll_count, push_count = push_count + excluded.push_count,
       poll_late_ms = poll_late_ms + excluded.poll_late_ms, push_late_ms = push_late_ms + excluded.push_late_ms,
       poll_missed = poll_missed + excluded.poll_missed, push_missed = push_missed + excluded.push_missed`,
  ).run(
    shopId,
    dayOf(nowMs),
    sighting.poll_at_ms === null ? 0 : 1,
    sighting.push_at_ms === null ? 0 : 1,
    late(sighting.poll_at_ms),
    late(sighting.push_at_ms),
    sighting.poll_at_ms === null && (later?.poll ?? 0) === 0 ? 1 : 0,
    sighting.push_at_ms === null && (later?.push ?? 0) === 0 ? 1 : 0,
  );
  tx.prepare<[string, string, number]>(
    'UPDATE track_sightings SET is_counted = 1 WHERE shop_id = ? AND external_number = ? AND version_ms = ?',
  ).run(shopId, sighting.external_number, sighting.version_ms);
}
