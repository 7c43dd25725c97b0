import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { SyncWay, WayFigures } from '#shared/contract/sync.ts';
import type { Sighting, Track } from '#main/usecases/shops/tracks/sighting.ts';

/** Older changes are seen again by overlapping windows, first polls and replays: they say nothing about a track. */
export const FRESH_MS = 30 * 60_000;
const KEPT_MS = 2 * 86_400_000;
/** Of one page: a burst says the same many times. */
const MOST_AT_ONCE = 20;
const SHARE = 0.95;

/** Notes how late a way brought changes that it was the first to bring on its track. What is older than the shop here is late for no reason. */
export function noteLatenessOf(
  tx: WriteTx,
  shopId: string,
  track: Track,
  numbers: readonly string[],
  { way, seenAtMs, hereAtMs }: Sighting,
): void {
  const column = track === 'poll' ? 'poll_at_ms' : 'push_at_ms';
  const waitedMs = Math.max(0, hereAtMs - seenAtMs);
  const note = tx.prepare<[string, number, number, number, string, string, number]>(
    `INSERT INTO lateness_samples (shop_id, way, at_ms, late_ms, waited_ms)
     SELECT o.shop_id, ?, ?, MAX(0, ? - o.platform_version_ms), ? FROM orders o JOIN shops h ON h.id = o.shop_id
     WHERE o.shop_id = ? AND o.external_number = ? AND o.platform_version_ms > MAX(?, h.created_at_ms)
       AND NOT EXISTS (SELECT 1 FROM track_sightings s WHERE s.shop_id = o.shop_id AND s.external_number = o.external_number AND s.version_ms = o.platform_version_ms AND s.${column} IS NOT NULL)`,
  );
  for (const number of numbers.slice(0, MOST_AT_ONCE))
    note.run(way, hereAtMs, seenAtMs, waitedMs, shopId, number, seenAtMs - FRESH_MS);
}

/** How late a poll brought the orders that it changed, where no other track is watched beside it. */
export function noteLatenessOfPoll(tx: WriteTx, orderIds: readonly string[], hereAtMs: number): void {
  const note = tx.prepare<[number, number, string, number]>(
    `INSERT INTO lateness_samples (shop_id, way, at_ms, late_ms, waited_ms)
     SELECT o.shop_id, 'poll', ?, MAX(0, ? - o.platform_version_ms), 0 FROM orders o JOIN shops h ON h.id = o.shop_id
     WHERE o.id = ? AND o.platform_version_ms > MAX(?, h.created_at_ms)`,
  );
  for (const id of orderIds.slice(0, MOST_AT_ONCE)) note.run(hereAtMs, hereAtMs, id, hereAtMs - FRESH_MS);
}

export function pruneLateness(tx: WriteTx, shopId: string, nowMs: number): void {
  tx.prepare<[string, number]>('DELETE FROM lateness_samples WHERE shop_id = ? AND at_ms < ?').run(
    shopId,
    nowMs - KEPT_MS,
  );
}

/** What a shop's ways did in two days: half of the changes were here within `halfMs`, 95 of 100 within `mostMs`. */
export function readWays(
  db: ReadDb,
  shopId: string,
  ways: readonly { readonly way: SyncWay; readonly inUse: boolean }[],
  nowMs: number,
): WayFigures[] {
  return ways
    .map(({ way, inUse }) => ({ way, inUse, ...figuresOf(db, shopId, way, nowMs - KEPT_MS) }))
    .filter(({ inUse, count }) => inUse || count > 0);
}

function figuresOf(db: ReadDb, shopId: string, way: SyncWay, sinceMs: number): Omit<WayFigures, 'way' | 'inUse'> {
  const rows = db
    .prepare<[string, string, number], { at_ms: number; total: number; waited_ms: number }>(
      'SELECT at_ms, late_ms + waited_ms AS total, waited_ms FROM lateness_samples WHERE shop_id = ? AND way = ? AND at_ms >= ? ORDER BY at_ms',
    )
    .all(shopId, way, sinceMs);
  const sorted = (values: number[]): number[] => values.toSorted((one, other) => one - other);
  const totals = sorted(rows.map(({ total }) => total));
  const waited = sorted(rows.map((row) => row.waited_ms));
  const last = rows.at(-1);
  return {
    count: rows.length,
    halfMs: within(totals, 0.5),
    mostMs: within(totals, SHARE),
    lastMs: last?.total ?? null,
    lastAtMs: last?.at_ms ?? null,
    waitedMostMs: way === 'relay' ? within(waited, SHARE) : null,
  };
}

/** The smallest value that so large a share does not exceed. */
function within(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
