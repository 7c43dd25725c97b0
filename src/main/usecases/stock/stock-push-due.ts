import { enqueueJob, requeueJob } from '#main/db/repos/jobs-repo.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { JobId } from '#shared/model/ids.ts';
import type { UtcMs } from '#shared/model/time.ts';

export const STOCK_PUSH_TOPIC = 'stock.push';

/** Makes every SKU with a level in the shop's warehouse due. */
export function makeAllDue(tx: WriteTx, shopId: string): number {
  return tx
    .prepare<[string]>(
      `INSERT OR IGNORE INTO stock_push_due (shop_id, sku_id)
       SELECT DISTINCT s.id, l.sku_id FROM shops s JOIN stock_levels l ON l.warehouse_id = s.warehouse_id WHERE s.id = ?`,
    )
    .run(shopId).changes;
}

/** Makes what the platform refused due again; the ids of the listings are learned anew. */
export function makeRefusedDue(tx: WriteTx, shopId: string): number {
  tx.prepare<[string]>(
    'UPDATE stock_pushes SET item_id = NULL, external_sku_id = NULL WHERE shop_id = ? AND problem_json IS NOT NULL',
  ).run(shopId);
  return tx
    .prepare<[string]>(
      'INSERT OR IGNORE INTO stock_push_due (shop_id, sku_id) SELECT shop_id, sku_id FROM stock_pushes WHERE shop_id = ? AND problem_json IS NOT NULL',
    )
    .run(shopId).changes;
}

/** Forgets what is due: the shop is told nothing any more. */
export function forgetDue(tx: WriteTx, shopId: string): void {
  tx.prepare<[string]>('DELETE FROM stock_push_due WHERE shop_id = ?').run(shopId);
}

/** The push of a shop that waits or is parked runs now: a person looked at why it stopped. */
export function wakePush(tx: WriteTx, shopId: string, nowMs: UtcMs): void {
  const jobIds = tx
    .pluck<[string], JobId>(
      `SELECT id FROM jobs WHERE topic = '${STOCK_PUSH_TOPIC}' AND state IN ('waiting', 'parked') AND shop_id = ?`,
    )
    .all(shopId);
  for (const jobId of jobIds) requeueJob(tx, jobId, nowMs);
}

/** Queues one push for each shop with something due that has none yet; one that is parked waits for its person. */
export function queueStockPushes(context: UseCaseContext): void {
  const shopIds = context.read
    .pluck<[], string>(
      `SELECT s.id FROM shops s INDEXED BY shops_pushing WHERE s.pushes_stock = 1 AND s.enabled = 1
         AND EXISTS (SELECT 1 FROM stock_push_due d WHERE d.shop_id = s.id)
         AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.topic = '${STOCK_PUSH_TOPIC}' AND j.state IN ('waiting', 'leased') AND j.shop_id = s.id)
         AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.topic = '${STOCK_PUSH_TOPIC}' AND j.state = 'parked' AND j.shop_id = s.id)`,
    )
    .all();
  if (shopIds.length === 0) return;
  context.db.transaction((tx) => {
    for (const shopId of shopIds)
      enqueueJob(tx, context, {
        topic: STOCK_PUSH_TOPIC,
        key: `${STOCK_PUSH_TOPIC}:${shopId}:${context.ids.next()}`,
        payload: { shopId },
        shopId,
      });
  });
}
