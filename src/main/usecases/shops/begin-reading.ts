import type { WriteTx } from '#main/db/handles.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** A shop that has just opened has nothing older: its first pull begins there, not days back. Nothing happens to one that was read before. */
export function beginReading(tx: WriteTx, shopId: string, fromMs: UtcMs): void {
  for (const stream of ['orders', 'refunds'])
    tx.prepare<[string, string, number]>(
      'INSERT INTO sync_cursors (shop_id, stream, watermark_ms) VALUES (?, ?, ?) ON CONFLICT (shop_id, stream) DO NOTHING',
    ).run(shopId, stream, fromMs);
}
