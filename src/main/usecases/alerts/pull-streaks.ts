import type { WriteTx } from '#main/db/handles.ts';

/** Notes a pull that failed. Whether earlier ones were empty is not known by it, so that stays. */
export function notePullFailed(tx: WriteTx, shopId: string, atMs: number): void {
  tx.prepare<[string, number]>(
    `INSERT INTO pull_streaks (shop_id, failures, failing_since_ms) VALUES (?, 1, ?)
     ON CONFLICT (shop_id) DO UPDATE SET failures = failures + 1, failing_since_ms = COALESCE(failing_since_ms, excluded.failing_since_ms)`,
  ).run(shopId, atMs);
}

/** Ends a run of pulls that failed. */
export function endFailedPulls(tx: WriteTx, shopId: string): void {
  tx.prepare<[string]>('UPDATE pull_streaks SET failures = 0, failing_since_ms = NULL WHERE shop_id = ?').run(shopId);
}

/** Notes a pull that read its window to the end, with the number of messages that it brought. */
export function notePullRead(
  tx: WriteTx,
  shopId: string,
  window: { readonly fromMs: number; readonly toMs: number },
  messages: number,
): void {
  if (messages > 0) {
    tx.prepare<[string]>('DELETE FROM pull_streaks WHERE shop_id = ?').run(shopId);
    return;
  }
  tx.prepare<[string, number, number]>(
    `INSERT INTO pull_streaks (shop_id, empties, empty_from_ms, empty_until_ms) VALUES (?, 1, ?, ?)
     ON CONFLICT (shop_id) DO UPDATE SET failures = 0, failing_since_ms = NULL, empties = empties + 1,
       empty_from_ms = COALESCE(empty_from_ms, excluded.empty_from_ms), empty_until_ms = excluded.empty_until_ms`,
  ).run(shopId, window.fromMs, window.toMs);
}
