import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { FRESH_MS, noteLatenessOf } from '#main/usecases/shops/tracks/lateness.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { Sighting, Track } from '#main/usecases/shops/tracks/sighting.ts';

export const DAY_MS = 86_400_000;

/** Whether there are two tracks that can be compared. */
export function hasPushTrack(db: ReadDb, shop: Pick<ConnectedShop, 'id' | 'connector'>, nowMs: number): boolean {
  if (shop.connector.listenPushes || shop.connector.capabilities.pushQueue) return true;
  return (
    db
      .pluck<[string, number], number>(
        'SELECT 1 FROM track_days WHERE shop_id = ? AND day_start_ms >= ? AND last_push_at_ms IS NOT NULL LIMIT 1',
      )
      .get(shop.id, nowMs - 2 * DAY_MS) !== undefined
  );
}

/** Notes that a track brought these orders in the state in which they are stored now. The first sight counts. */
export function noteSightings(
  tx: WriteTx,
  shopId: string,
  track: Track,
  numbers: readonly string[],
  sighting: Sighting,
): void {
  const nowMs = sighting.seenAtMs;
  noteLatenessOf(tx, shopId, track, numbers, sighting);
  const column = track === 'poll' ? 'poll_at_ms' : 'push_at_ms';
  const note = tx.prepare<[number, number, string, string, number]>(
    `INSERT INTO track_sightings (shop_id, external_number, version_ms, seen_at_ms, ${column})
     SELECT shop_id, external_number, platform_version_ms, ?, ? FROM orders WHERE shop_id = ? AND external_number = ? AND platform_version_ms > ?
     ON CONFLICT (shop_id, external_number, version_ms) DO UPDATE SET ${column} = COALESCE(${column}, excluded.${column})`,
  );
  for (const number of numbers) note.run(nowMs, nowMs, shopId, number, nowMs - FRESH_MS);
  if (track === 'push' && numbers.length > 0) notePush(tx, shopId, nowMs);
}

/** A push arrived, whatever it told. */
export function notePush(tx: WriteTx, shopId: string, nowMs: number): void {
  tx.prepare<[string, number, number]>(
    `INSERT INTO track_days (shop_id, day_start_ms, last_push_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (shop_id, day_start_ms) DO UPDATE SET last_push_at_ms = MAX(COALESCE(last_push_at_ms, 0), excluded.last_push_at_ms)`,
  ).run(shopId, dayOf(nowMs), nowMs);
}

/** Days of UTC: sums of a track are no business day. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}
