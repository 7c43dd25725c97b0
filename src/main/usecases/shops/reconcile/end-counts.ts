import { HOUR_MS, planHours } from '#main/usecases/shops/reconcile/plan-hours.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * For a simulated platform that begins with its first orders again: it knows nothing of what came later, so that hours up to now keep
 * the outcome that they have, announced orders are not searched for any more, and no track is blamed for what it can never see now. Hours after this one are counted as ever.
 */
export function endCounts({ db, clock }: UseCaseContext, shopId: string): void {
  db.transaction((tx) => {
    const nowMs = clock.nowMs();
    // The hour that runs belongs to those that are not counted.
    planHours(tx, shopId, Math.floor(nowMs / HOUR_MS) * HOUR_MS + HOUR_MS);
    tx.prepare<[string]>('UPDATE recon_hours SET next_check_at_ms = NULL, failure_json = NULL WHERE shop_id = ?').run(
      shopId,
    );
    tx.prepare<[string]>(
      'UPDATE track_sightings SET is_counted = 1 WHERE shop_id = ? AND (poll_at_ms IS NULL OR push_at_ms IS NULL)',
    ).run(shopId);
    tx.prepare<[number, string]>(
      `UPDATE jobs SET state = 'cancelled', finished_at_ms = ?
       WHERE state = 'waiting' AND topic = 'shop.fetch-order' AND payload_json ->> '$.shopId' = ?`,
    ).run(nowMs, shopId);
    tx.changed('shops');
    tx.changed('jobs');
  });
}
