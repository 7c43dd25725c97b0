import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** How far back the very first poll looks. */
const FIRST_WINDOW_MS = 7 * 24 * 3_600_000;
/** Channels show changes of about three months (TOP: "the last 3 months are visible"). */
const LONGEST_BACK_MS = 90 * 24 * 3_600_000;
/** One poll covers at most this span, so that a long outage is caught up in steps that each advance the watermark. */
const MAX_SPAN_MS = 24 * 3_600_000;

export interface PullWindow {
  readonly fromMs: UtcMs;
  readonly toMs: UtcMs;
  /** Up to here the shop was read before; null: never. */
  readonly watermarkMs: UtcMs | null;
  /** What an earlier pull left of its window. */
  readonly isRest: boolean;
}

interface CursorRow {
  readonly watermark_ms: UtcMs;
  readonly rest_from_ms: UtcMs | null;
  readonly rest_to_ms: UtcMs | null;
}

/**
 * What the next pull of a shop reads: what is left of a window whose pull failed halfway, or else from the watermark on, a little
 * overlapping. The rest ends where its window ended, so that the one after it overlaps the time when that was begun.
 */
export function nextWindow(db: ReadDb, shopId: string, nowMs: UtcMs, overlapMs: number): PullWindow {
  const row = db
    .prepare<[string], CursorRow>(
      "SELECT watermark_ms, rest_from_ms, rest_to_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'orders'",
    )
    .get(shopId);
  const watermarkMs = row?.watermark_ms ?? null;
  const { rest_from_ms: restFromMs, rest_to_ms: restToMs } = row ?? { rest_from_ms: null, rest_to_ms: null };
  // An end that lies ahead was set while this PC's clock was wrong.
  if (restFromMs !== null && restToMs !== null && restFromMs < restToMs && restToMs <= nowMs)
    return { fromMs: Math.max(restFromMs, nowMs - LONGEST_BACK_MS), toMs: restToMs, watermarkMs, isRest: true };
  const fromMs = startOfWindow(watermarkMs ?? nowMs - FIRST_WINDOW_MS, nowMs, overlapMs);
  return { fromMs, toMs: Math.min(nowMs, fromMs + MAX_SPAN_MS), watermarkMs, isRest: false };
}

/**
 * A watermark that lies ahead was set while this PC's clock was wrong: how far the platform was really read is not known, so
 * the first window is read again. One that lies ages back was set by a clock that had lost its time.
 */
function startOfWindow(watermarkMs: UtcMs, nowMs: UtcMs, overlapMs: number): UtcMs {
  if (watermarkMs > nowMs) return nowMs - FIRST_WINDOW_MS;
  return Math.max(watermarkMs, nowMs - LONGEST_BACK_MS) - overlapMs;
}

/** The window was read to its end. */
export function advanceWatermark(tx: WriteTx, shopId: string, watermarkMs: UtcMs, atMs: UtcMs): void {
  tx.prepare<[string, UtcMs, UtcMs]>(
    `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_success_at_ms) VALUES (?, 'orders', ?, ?)
     ON CONFLICT (shop_id, stream) DO UPDATE SET watermark_ms = excluded.watermark_ms, last_success_at_ms = excluded.last_success_at_ms,
       failure_json = NULL, rest_from_ms = NULL, rest_to_ms = NULL`,
  ).run(shopId, watermarkMs, atMs);
  tx.changed('shops');
}

/** A pull under way has read so far: where it is cut off the next one goes on there, and the shop's page shows that it gets on. */
export function noteReadSoFar(
  tx: WriteTx,
  shopId: string,
  { restFromMs, window }: { restFromMs: UtcMs; window: PullWindow },
): void {
  tx.prepare<[string, UtcMs, UtcMs, UtcMs]>(
    `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, rest_from_ms, rest_to_ms) VALUES (?, 'orders', ?, ?, ?)
     ON CONFLICT (shop_id, stream) DO UPDATE SET rest_from_ms = excluded.rest_from_ms, rest_to_ms = excluded.rest_to_ms`,
  ).run(shopId, window.fromMs, restFromMs, window.toMs);
  tx.changed('shops');
}

/**
 * A failed pull is shown on the shop's page. The watermark stays; the next pull reads the rest of the window, or all of it again.
 * @param restFromMs all of the window before it is stored; null: nothing of it
 */
export function noteFailedPull(
  tx: WriteTx,
  shopId: string,
  { failure, window, restFromMs }: { failure: PluginFailure; window: PullWindow; restFromMs: UtcMs | null },
  atMs: UtcMs,
): void {
  tx.prepare<[string, UtcMs, UtcMs, string, UtcMs | null, UtcMs | null]>(
    `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_failure_at_ms, failure_json, rest_from_ms, rest_to_ms)
     VALUES (?, 'orders', ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, stream) DO UPDATE SET last_failure_at_ms = excluded.last_failure_at_ms, failure_json = excluded.failure_json,
       rest_from_ms = excluded.rest_from_ms, rest_to_ms = excluded.rest_to_ms`,
  ).run(
    shopId,
    atMs - FIRST_WINDOW_MS,
    atMs,
    JSON.stringify({ code: failure.code, data: { vendorCode: failure.vendorCode, vendorText: failure.vendorText } }),
    restFromMs,
    restFromMs === null ? null : window.toMs,
  );
  tx.changed('shops');
}
