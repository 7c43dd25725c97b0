import type { ReadDb } from '#main/db/handles.ts';
import type { OrderRush } from '#shared/contract/orders.ts';

/** The rush in which an order came in, where steps of it were put off; null for an order that came at any other time. */
export function readRush(db: ReadDb, orderId: string): OrderRush | null {
  return (
    db
      .prepare<[string], OrderRush>(
        `SELECT r.began_at_ms AS beganAtMs, r.ended_at_ms AS endedAtMs, r.caught_up_at_ms AS caughtUpAtMs
         FROM orders o JOIN rushes r ON r.began_at_ms <= o.created_at_ms AND (r.ended_at_ms IS NULL OR r.ended_at_ms >= o.created_at_ms)
         WHERE o.id = ? ORDER BY r.seq DESC LIMIT 1`,
      )
      .get(orderId) ?? null
  );
}
