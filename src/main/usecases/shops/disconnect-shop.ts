import type { WriteTx } from '#main/db/handles.ts';
import { deleteSecret } from '#main/db/repos/secrets-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { giveUpMailbox } from '#main/usecases/relay/manage-relay.ts';
import { deleteShopSchedules } from '#main/usecases/shops/shop-schedules.ts';
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
    deleteShopSchedules(tx, shopId);
    giveUpMailbox(tx, shopId);
    for (const table of [
      'stock_push_due',
      'stock_pushes',
      'shop_listings',
      'relay_inbox',
      'webhook_checks',
      'push_sellers',
    ])
      tx.prepare<[string]>(`DELETE FROM ${table} WHERE shop_id = ?`).run(shopId);
    if (isUsed)
      tx.prepare<[number, string]>(
        'UPDATE shops SET enabled = 0, pushes_stock = 0, updated_at_ms = ? WHERE id = ?',
      ).run(atMs, shopId);
    else {
      deleteSyncTraces(tx, shopId);
      tx.prepare<[string]>('DELETE FROM shops WHERE id = ?').run(shopId);
    }
    recordAudit(tx, {
      atMs,
      act,
      what: 'shop.disconnect',
      target: shopId,
      data: { name: shop.name },
    });
    tx.changed('shops');
    return { removed: !isUsed };
  });
}

/** What was counted and read once more for a shop that never had an order. */
function deleteSyncTraces(tx: WriteTx, shopId: string): void {
  const ofParents = [
    ['recon_steps', 'investigation_id', 'recon_investigations'],
    ['replay_orders', 'replay_id', 'replays'],
  ] as const;
  for (const [table, column, parent] of ofParents)
    tx.prepare<[string]>(`DELETE FROM ${table} WHERE ${column} IN (SELECT id FROM ${parent} WHERE shop_id = ?)`).run(
      shopId,
    );
  const ofShop = [
    'recon_investigations',
    'recon_findings',
    'recon_hours',
    'recon_reports',
    'replays',
    'track_sightings',
    'track_days',
    'after_sales_cases',
    'pull_streaks',
    'lateness_samples',
    'sync_cursors',
  ];
  for (const table of ofShop) tx.prepare<[string]>(`DELETE FROM ${table} WHERE shop_id = ?`).run(shopId);
}
