import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { learnListingIds } from '#main/usecases/stock/listing-ids.ts';
import type { ListingIds } from '#main/usecases/stock/listing-ids.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** SKUs of one call. */
const BATCH = 50;

interface DueRow {
  sku_id: string;
  code: string;
  item_id: string | null;
  external_sku_id: string | null;
}

interface DueItem {
  readonly skuId: string;
  readonly ids: ListingIds;
  readonly push: StockPushItem;
}

/**
 * Tells a shop what may be sold of each SKU that is due, batch by batch. A SKU whose level changed while the call ran stays due;
 * one that the platform refuses is kept with the reason until its level changes or a person sends it again.
 * @returns the failure because of which something stays due; null when nothing does
 */
export async function pushStock(
  context: UseCaseContext,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  let after = '';
  let failure: PluginFailure | null = null;
  while (!signal.aborted && isPushing(context.read, shop.id)) {
    const batch = listDue(context.read, shop, after);
    after = batch.at(-1)?.skuId ?? after;
    if (batch.length === 0) break;
    const pushed = await shop.connector.pushStock?.(
      shop.channelContext(signal),
      batch.map((item) => item.push),
    );
    if (!pushed) break;
    if (!pushed.ok) return pushed.failure;
    const left = record(context, shop, batch, pushed.value);
    failure ??= left[0] ?? null;
    // Credentials concern all items; and where nothing got through, the next batch will not either.
    const isHopeless = left.some((each) => each.kind === 'auth') || left.length === batch.length;
    if (isHopeless) return left.find((each) => each.kind === 'auth') ?? failure;
  }
  return failure;
}

function isPushing(db: ReadDb, shopId: string): boolean {
  return (
    db.pluck<[string], number>('SELECT 1 FROM shops WHERE id = ? AND pushes_stock = 1 AND enabled = 1').get(shopId) ===
    1
  );
}

function listDue(db: ReadDb, shop: ConnectedShop, after: string): DueItem[] {
  return db
    .prepare<[string, string, number], DueRow>(
      `SELECT d.sku_id, k.code, p.item_id, p.external_sku_id FROM stock_push_due d JOIN skus k ON k.id = d.sku_id
       LEFT JOIN stock_pushes p ON p.shop_id = d.shop_id AND p.sku_id = d.sku_id
       WHERE d.shop_id = ? AND d.sku_id > ? ORDER BY d.sku_id LIMIT ?`,
    )
    .all(shop.id, after, BATCH)
    .map((row) => {
      const ids =
        row.item_id === null || row.external_sku_id === null
          ? learnListingIds(db, shop, row.sku_id)
          : { itemId: row.item_id, externalSkuId: row.external_sku_id };
      const push = {
        skuCode: row.code,
        externalItemId: ids.itemId || null,
        externalSkuId: ids.externalSkuId || null,
        availableUnits: availableUnits(db, shop.id, row.sku_id),
      };
      return { skuId: row.sku_id, ids, push };
    });
}

/** Of the shop's warehouse, without what orders have reserved and what the shop keeps back. */
function availableUnits(db: ReadDb, shopId: string, skuId: string): number {
  return (
    db
      .pluck<[string, string], number>(
        `SELECT MAX(0, COALESCE((SELECT SUM(l.on_hand - l.reserved) FROM stock_levels l WHERE l.warehouse_id = s.warehouse_id AND l.sku_id = ?), 0) - s.stock_kept_back)
         FROM shops s WHERE s.id = ?`,
      )
      .get(skuId, shopId) ?? 0
  );
}

/** @returns the failures whose items stay due */
function record(
  context: UseCaseContext,
  shop: ConnectedShop,
  batch: readonly DueItem[],
  outcomes: readonly StockPushOutcome[],
): PluginFailure[] {
  const failureOf = new Map(outcomes.map(({ skuCode, failure }) => [skuCode, failure]));
  return context.db.transaction((tx) => {
    // Disconnected meanwhile: nothing is kept of it.
    if (!isPushing(tx, shop.id)) return [];
    const atMs = context.clock.nowMs();
    return batch.flatMap((item) => {
      const failure = failureOf.get(item.push.skuCode);
      if (failure === undefined) {
        recordRefusal(tx, shop.id, item, LEFT_OUT, atMs);
      } else if (failure === null) {
        recordPushed(tx, shop.id, item, atMs);
      } else if (failure.kind === 'refused') {
        recordRefusal(tx, shop.id, item, failure, atMs);
      } else {
        return [failure];
      }
      return [];
    });
  });
}

const LEFT_OUT = { code: 'ERR_CHANNEL_ANSWER_INVALID', vendorCode: null, vendorText: '' } as const;

function recordPushed(tx: WriteTx, shopId: string, item: DueItem, atMs: number): void {
  const units = item.push.availableUnits;
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO stock_pushes (shop_id, sku_id, units, pushed_at_ms, tried_at_ms, item_id, external_sku_id) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, sku_id) DO UPDATE SET units = excluded.units, pushed_at_ms = excluded.pushed_at_ms, tried_at_ms = excluded.tried_at_ms,
       problem_json = NULL, item_id = excluded.item_id, external_sku_id = excluded.external_sku_id`,
  ).run(shopId, item.skuId, units, atMs, atMs, item.ids.itemId, item.ids.externalSkuId);
  if (availableUnits(tx, shopId, item.skuId) === units) deleteDue(tx, shopId, item.skuId);
}

function recordRefusal(
  tx: WriteTx,
  shopId: string,
  item: DueItem,
  failure: Pick<PluginFailure, 'code' | 'vendorCode' | 'vendorText'>,
  atMs: number,
): void {
  const { code, vendorCode, vendorText } = failure;
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO stock_pushes (shop_id, sku_id, tried_at_ms, problem_json, item_id, external_sku_id) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, sku_id) DO UPDATE SET tried_at_ms = excluded.tried_at_ms, problem_json = excluded.problem_json,
       item_id = excluded.item_id, external_sku_id = excluded.external_sku_id`,
  ).run(
    shopId,
    item.skuId,
    atMs,
    JSON.stringify({ code, data: { vendorCode, vendorText } }),
    item.ids.itemId,
    item.ids.externalSkuId,
  );
  if (availableUnits(tx, shopId, item.skuId) === item.push.availableUnits) deleteDue(tx, shopId, item.skuId);
}

function deleteDue(tx: WriteTx, shopId: string, skuId: string): void {
  tx.prepare<[string, string]>('DELETE FROM stock_push_due WHERE shop_id = ? AND sku_id = ?').run(shopId, skuId);
}
