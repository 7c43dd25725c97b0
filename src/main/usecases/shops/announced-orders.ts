import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

/** Whether an order is here, whichever track brought it. */
export function isStored(db: ReadDb, shopId: string, externalNumber: string): boolean {
  return (
    db
      .pluck<[string, string], number>('SELECT 1 FROM orders WHERE shop_id = ? AND external_number = ?')
      .get(shopId, externalNumber) !== undefined
  );
}

/**
 * Orders that a poll listed and could not read are asked for by number from now on: the polls themselves move on, and what
 * the platform shows only after their overlap would be missed (promise P1).
 */
export function searchWithheld(
  tx: WriteTx,
  source: Parameters<typeof enqueueJob>[1],
  shopId: string,
  numbers: readonly string[],
): void {
  const underWay = tx.pluck<[string, string], number>(
    `SELECT 1 FROM jobs WHERE state IN ('waiting', 'leased', 'parked') AND topic = 'shop.fetch-order' AND shop_id = ?
     AND json_extract(payload_json, '$.externalNumber') = ? LIMIT 1`,
  );
  for (const externalNumber of numbers) {
    if (underWay.get(shopId, externalNumber) !== undefined) continue;
    enqueueJob(tx, source, {
      topic: 'shop.fetch-order',
      key: `fetch:${shopId}:${externalNumber}:withheld:${source.ids.next()}`,
      payload: { shopId, externalNumber },
      shopId,
    });
  }
}

/** Whether a fetch job goes back to a poll, and not to a push. */
export function isSearch(jobKey: string): boolean {
  return jobKey.includes(':withheld:');
}

/** The order is here: the refusals to show it, parked meanwhile, were hints of it and are no trouble any more. */
export function endRefusals(tx: WriteTx, shopId: string, externalNumber: string): void {
  const { changes } = tx
    .prepare<[string, string]>(
      `UPDATE raw_messages SET state = 'hint', park_code = NULL, park_json = NULL WHERE shop_id = ? AND external_number = ? AND state = 'parked'
       AND json_extract(park_json, '$.reason') = 'vendor_error'`,
    )
    .run(shopId, externalNumber);
  if (changes > 0) tx.changed('shops');
}

/** Ends parked searches for orders that a push announced and that a poll has brought since: nobody need look at them. */
export function endFoundSearches(tx: WriteTx, shopId: string, atMs: number): void {
  const { changes } = tx
    .prepare<[number, string]>(
      `UPDATE jobs SET state = 'done', finished_at_ms = ? WHERE state = 'parked' AND topic = 'shop.fetch-order' AND shop_id = ?
       AND EXISTS (SELECT 1 FROM orders o WHERE o.shop_id = jobs.shop_id AND o.external_number = json_extract(jobs.payload_json, '$.externalNumber'))`,
    )
    .run(atMs, shopId);
  if (changes > 0) tx.changed('jobs');
}
