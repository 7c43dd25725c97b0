import { deleteSecret } from '#main/db/repos/secrets-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Reads a shop no more and erases its credentials. Its orders and their history stay and can be packed; only reporting parcels and
 * fetching orders need credentials again, which the shop's form takes. A shop that never had an order goes without a trace.
 * @returns whether nothing of it was left to keep
 * @throws AppError ERR_CHANNEL_SHOP_UNKNOWN
 */
export function disconnectShop(context: UseCaseContext, act: Act, shopId: string): { removed: boolean } {
  return context.db.transaction((tx) => {
    const shop = tx.prepare<[string], { name: string }>('SELECT name FROM shops WHERE id = ?').get(shopId);
    if (!shop) throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
    const atMs = context.clock.nowMs();
    const isUsed =
      tx
        .pluck<[string, string, string], number>(
          'SELECT EXISTS (SELECT 1 FROM orders WHERE shop_id = ?) OR EXISTS (SELECT 1 FROM raw_messages WHERE shop_id = ?) OR EXISTS (SELECT 1 FROM imports WHERE shop_id = ?)',
        )
        .get(shopId, shopId, shopId) === 1;
    deleteSecret(tx, `shop:${shopId}`);
    for (const name of [`pull:${shopId}`, `drain:${shopId}`])
      tx.prepare<[string]>('DELETE FROM schedules WHERE name = ?').run(name);
    if (isUsed)
      tx.prepare<[number, string]>('UPDATE shops SET enabled = 0, updated_at_ms = ? WHERE id = ?').run(atMs, shopId);
    else {
      tx.prepare<[string]>('DELETE FROM sync_cursors WHERE shop_id = ?').run(shopId);
      tx.prepare<[string]>('DELETE FROM shops WHERE id = ?').run(shopId);
    }
    recordAudit(tx, {
      atMs,
      act,
      what: 'shop.disconnect',
      target: shopId,
      data: { name: shop.name },
    });
    tx.changed('schedules');
    tx.changed('shops');
    return { removed: !isUsed };
  });
}
