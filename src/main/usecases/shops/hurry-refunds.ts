import type { WriteTx } from '#main/db/handles.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** A push told of an after-sales case: the shop's cases are pulled at once instead of with the next poll. */
export function hurryRefunds(tx: WriteTx, shopId: string, nowMs: UtcMs): void {
  const { changes } = tx
    .prepare<[UtcMs, string, UtcMs]>('UPDATE schedules SET next_at_ms = ? WHERE name = ? AND next_at_ms > ?')
    .run(nowMs, `refunds:${shopId}`, nowMs);
  if (changes > 0) tx.changed('schedules');
}
