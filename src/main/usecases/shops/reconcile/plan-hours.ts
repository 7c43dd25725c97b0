import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

export const HOUR_MS = 3_600_000;
/** An hour is counted again as it ages: late payments, corrections and slow listings show themselves only then. */
const FIRST_AGE_MS = 15 * 60_000;
const AGES_MS = [FIRST_AGE_MS, 3 * HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS];
/** Of a shop that is new here, the hours before it was connected. */
const FIRST_HOURS_MS = 72 * HOUR_MS;
/** After a longer stop the oldest hours are left out: platforms list a month at a bearable cost. */
const LONGEST_BACK_MS = 30 * 24 * HOUR_MS;
/** What is still open is looked for again this often ... */
const OPEN_AGAIN_MS = HOUR_MS;
/** ... until the hour is so old. It stays open then, for a person. */
const OPEN_UNTIL_AGE_MS = 7 * 24 * HOUR_MS;

/** Writes the rows of hours that ended since. */
export function planHours(tx: WriteTx, shopId: string, nowMs: number): void {
  const shop = tx
    .prepare<[string], { created_at_ms: number; last_ms: number | null }>(
      'SELECT created_at_ms, (SELECT MAX(hour_start_ms) FROM recon_hours h WHERE h.shop_id = shops.id) AS last_ms FROM shops WHERE id = ?',
    )
    .get(shopId);
  if (!shop) return;
  const wantedMs = shop.last_ms === null ? shop.created_at_ms - FIRST_HOURS_MS : shop.last_ms + HOUR_MS;
  const insert = tx.prepare<[string, number, number]>(
    'INSERT INTO recon_hours (shop_id, hour_start_ms, next_check_at_ms) VALUES (?, ?, ?) ON CONFLICT (shop_id, hour_start_ms) DO NOTHING',
  );
  let startMs = startOfHour(Math.max(wantedMs, nowMs - LONGEST_BACK_MS));
  for (; startMs + HOUR_MS <= nowMs; startMs += HOUR_MS) insert.run(shopId, startMs, startMs + HOUR_MS + FIRST_AGE_MS);
}

/**
 * Hours to be counted now, newest first. An hour that the polls have not read to its end yet would only show what they are
 * about to bring; where polls fail, it is counted all the same. Polls that use up a platform's calls go on by themselves: to fetch what they
 * have not reached one by one would take the calls from them.
 */
export function dueHours(db: ReadDb, shopId: string, nowMs: number): number[] {
  const cursor = db
    .prepare<[string], { watermark_ms: number; failure: string | null }>(
      "SELECT watermark_ms, failure_json ->> '$.code' AS failure FROM sync_cursors WHERE shop_id = ? AND stream = 'orders'",
    )
    .get(shopId);
  const goesOn = cursor?.failure === null || cursor?.failure === ('ERR_CHANNEL_THROTTLED' satisfies ErrorCode);
  const readUpToMs = cursor && goesOn ? cursor.watermark_ms : nowMs;
  return db
    .pluck<[string, number, number], number>(
      `SELECT hour_start_ms FROM recon_hours WHERE shop_id = ? AND next_check_at_ms <= ? AND hour_start_ms + ${HOUR_MS} <= ? ORDER BY hour_start_ms DESC`,
    )
    .all(shopId, nowMs, readUpToMs);
}

/** When an hour that was just counted is counted again; null: never more. */
export function nextCheckMs(hourStartMs: number, nowMs: number, hasOpen: boolean): number | null {
  const endMs = hourStartMs + HOUR_MS;
  const byAge = AGES_MS.map((ageMs) => endMs + ageMs).find((atMs) => atMs > nowMs) ?? null;
  if (!hasOpen || nowMs - endMs > OPEN_UNTIL_AGE_MS) return byAge;
  return Math.min(byAge ?? Infinity, nowMs + OPEN_AGAIN_MS);
}

function startOfHour(atMs: number): number {
  return Math.floor(atMs / HOUR_MS) * HOUR_MS;
}
