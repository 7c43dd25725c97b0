import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { HOUR_MS, planHours } from '#main/usecases/shops/reconcile/plan-hours.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

export const RECONCILE_TOPIC = 'shop.reconcile';

/** The longest window that is counted anew at once; the rest of a longer one stays as it is. */
const LONGEST_MS = 7 * 24 * HOUR_MS;

/** Makes the hours of a window due at once, also those that were counted for the last time. @returns the job that counts them */
export function countNow(
  context: UseCaseContext,
  window: { readonly id: string; readonly fromMs: number; readonly toMs: number },
): string {
  return context.db.transaction((tx) => {
    const nowMs = context.clock.nowMs();
    planHours(tx, window.id, nowMs);
    const firstMs = Math.floor(Math.max(window.fromMs, window.toMs - LONGEST_MS) / HOUR_MS) * HOUR_MS;
    const insert = tx.prepare<[string, number, number]>(
      `INSERT INTO recon_hours (shop_id, hour_start_ms, next_check_at_ms) VALUES (?, ?, ?)
       ON CONFLICT (shop_id, hour_start_ms) DO UPDATE SET next_check_at_ms = excluded.next_check_at_ms`,
    );
    for (let startMs = firstMs; startMs < window.toMs && startMs + HOUR_MS <= nowMs; startMs += HOUR_MS)
      insert.run(window.id, startMs, nowMs);
    tx.changed('shops');
    return enqueueJob(tx, context, {
      topic: RECONCILE_TOPIC,
      key: `reconcile-now:${window.id}:${context.ids.next()}`,
      payload: { shopId: window.id },
      shopId: window.id,
      maxAttempts: 3,
    }).jobId;
  });
}
