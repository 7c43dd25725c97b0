import type { z } from 'zod';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Listing } from '#main/plugins/channels/channel-connector.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ListingsState } from '#shared/contract/stock-push.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const READ_LISTINGS_TOPIC = 'shop.read-listings';
const SHOWN = 100;

/**
 * Reads all goods that a shop has on sale. Each page is stored as it comes; what was not listed goes away only after a reading
 * without a failure. SKUs that were refused because nobody knew their ids become due again. @returns the failure, which stays shown
 */
export async function readListings(
  context: UseCaseContext,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  const { connector } = shop;
  if (!connector.pullListings) return null;
  const startedMs = context.clock.nowMs();
  for await (const page of connector.pullListings(shop.channelContext(signal))) {
    if (!page.ok) {
      noteReading(context, shop.id, page.failure);
      return page.failure;
    }
    context.db.transaction((tx) => {
      for (const listing of page.value) storeListing(tx, shop.id, listing, startedMs);
    });
    if (signal.aborted) return null;
  }
  context.db.transaction((tx) => {
    tx.prepare<[string, number]>('DELETE FROM shop_listings WHERE shop_id = ? AND seen_at_ms < ?').run(
      shop.id,
      startedMs,
    );
    makeFoundDue(tx, shop.id);
  });
  noteReading(context, shop.id, null);
  return null;
}

function storeListing(tx: WriteTx, shopId: string, listing: Listing, atMs: number): void {
  tx.prepare<(string | number)[]>(
    `INSERT INTO shop_listings (shop_id, external_item_id, external_sku_id, sku_code, title, variant, seen_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, external_item_id, external_sku_id) DO UPDATE SET sku_code = excluded.sku_code, title = excluded.title,
       variant = excluded.variant, seen_at_ms = excluded.seen_at_ms`,
  ).run(
    shopId,
    listing.externalItemId,
    listing.externalSkuId,
    listing.skuCode.trim(),
    listing.title,
    listing.variant,
    atMs,
  );
}

/** What was refused is tried again once it is listed; its ids are learned anew. */
function makeFoundDue(tx: WriteTx, shopId: string): void {
  const found = `SELECT p.sku_id FROM stock_pushes p JOIN skus k ON k.id = p.sku_id JOIN shop_listings l ON l.shop_id = p.shop_id AND l.sku_code = k.code
     WHERE p.shop_id = ? AND p.problem_json LIKE '%ERR_CHANNEL_LISTING_UNKNOWN%'`;
  tx.prepare<[string, string]>(
    `UPDATE stock_pushes SET item_id = NULL, external_sku_id = NULL WHERE shop_id = ? AND sku_id IN (${found})`,
  ).run(shopId, shopId);
  tx.prepare<[string, string]>(
    `INSERT OR IGNORE INTO stock_push_due (shop_id, sku_id) SELECT ?, sku_id FROM (${found})`,
  ).run(shopId, shopId);
  tx.changed('stock');
}

function noteReading(context: UseCaseContext, shopId: string, failure: PluginFailure | null): void {
  const nowMs = context.clock.nowMs();
  const problem = failure
    ? JSON.stringify({ code: failure.code, data: { vendorCode: failure.vendorCode, vendorText: failure.vendorText } })
    : null;
  context.db.transaction((tx) => {
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_success_at_ms, last_failure_at_ms, failure_json) VALUES (?, 'listings', 0, ?, ?, ?)
       ON CONFLICT (shop_id, stream) DO UPDATE SET last_success_at_ms = COALESCE(excluded.last_success_at_ms, last_success_at_ms),
         last_failure_at_ms = COALESCE(excluded.last_failure_at_ms, last_failure_at_ms), failure_json = excluded.failure_json`,
    ).run(shopId, failure ? null : nowMs, failure ? nowMs : null, problem);
    tx.changed('shops');
  });
}

/** What a shop has on sale, those without a SKU here first; null where its channel lists nothing. */
export function readListingsState(db: ReadDb, shop: ConnectedShop): z.infer<typeof ListingsState> | null {
  if (!shop.connector.pullListings) return null;
  const counts = db
    .prepare<
      [string, string, string],
      { listed: number; known: number; read_at_ms: number | null; failure: string | null }
    >(
      `SELECT COUNT(*) AS listed, COUNT(k.id) AS known,
         (SELECT last_success_at_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'listings') AS read_at_ms,
         (SELECT failure_json FROM sync_cursors WHERE shop_id = ? AND stream = 'listings') AS failure
       FROM shop_listings l LEFT JOIN skus k ON k.code = l.sku_code AND k.retired_at_ms IS NULL WHERE l.shop_id = ?`,
    )
    .get(shop.id, shop.id, shop.id);
  const rows = db
    .prepare<
      [string, number],
      {
        external_item_id: string;
        external_sku_id: string;
        sku_code: string;
        title: string;
        variant: string;
        sku_id: string | null;
      }
    >(
      `SELECT l.external_item_id, l.external_sku_id, l.sku_code, l.title, l.variant, k.id AS sku_id FROM shop_listings l
       LEFT JOIN skus k ON k.code = l.sku_code AND k.retired_at_ms IS NULL WHERE l.shop_id = ?
       ORDER BY k.id IS NOT NULL, l.sku_code, l.external_item_id LIMIT ?`,
    )
    .all(shop.id, SHOWN);
  return {
    listedCount: counts?.listed ?? 0,
    unknownCount: (counts?.listed ?? 0) - (counts?.known ?? 0),
    readAtMs: counts?.read_at_ms ?? null,
    problem: readProblem(counts?.failure ?? null),
    listings: rows.map((row) => ({
      externalItemId: row.external_item_id,
      externalSkuId: row.external_sku_id,
      skuCode: row.sku_code,
      title: row.title,
      variant: row.variant,
      isKnown: row.sku_id !== null,
    })),
  };
}

/** Reads the goods of a shop now instead of with the next turn. @throws AppError ERR_CHANNEL_STOCK_UNSUPPORTED where its channel lists none */
export function readListingsNow(context: UseCaseContext, shop: ConnectedShop): { jobId: string } {
  if (!shop.connector.pullListings) throw new AppError('ERR_CHANNEL_STOCK_UNSUPPORTED', { shop: shop.name });
  return context.db.transaction((tx) => {
    const { jobId } = enqueueJob(tx, context, {
      topic: READ_LISTINGS_TOPIC,
      key: `${READ_LISTINGS_TOPIC}:${shop.id}:${context.ids.next()}`,
      payload: { shopId: shop.id },
      shopId: shop.id,
    });
    return { jobId };
  });
}
