import { inflateRawSync } from 'node:zlib';
import type { ReadDb } from '#main/db/handles.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { isErased } from '#main/usecases/orders/erase/erased-payload.ts';

export interface ListingIds {
  /** Null: not known yet; empty: the channel's orders bear none. */
  readonly itemId: string | null;
  readonly externalSkuId: string | null;
}

const UNKNOWN: ListingIds = { itemId: null, externalSkuId: null };
/** A SKU that this shop never sold is not searched for through its whole history. */
const MOVEMENTS_LOOKED_AT = 500;

/** The listing's ids as the shop's list of goods tells them; where it does not, as the newest order that took the SKU does. */
export function learnListingIds(db: ReadDb, shop: ConnectedShop, skuId: string): ListingIds {
  return listedIds(db, shop.id, skuId) ?? soldIds(db, shop, skuId);
}

/** Null where no listing bears the code, or several do: an order then tells which one is sold. */
function listedIds(db: ReadDb, shopId: string, skuId: string): ListingIds | null {
  const listed = db
    .prepare<[string, string], { external_item_id: string; external_sku_id: string }>(
      'SELECT l.external_item_id, l.external_sku_id FROM skus k JOIN shop_listings l ON l.shop_id = ? AND l.sku_code = k.code WHERE k.id = ? LIMIT 2',
    )
    .all(shopId, skuId);
  const [only, other] = listed;
  return only && !other ? { itemId: only.external_item_id, externalSkuId: only.external_sku_id } : null;
}

/** Read from the archived message. */
function soldIds(db: ReadDb, shop: ConnectedShop, skuId: string): ListingIds {
  const sold = db
    .prepare<[string, string, string, string], { external_number: string; external_line_id: string }>(
      `SELECT o.external_number, l.external_line_id FROM (
         SELECT seq, order_id FROM stock_movements WHERE sku_id = ? AND warehouse_id = ? ORDER BY seq DESC LIMIT ${MOVEMENTS_LOOKED_AT}
       ) m JOIN orders o ON o.id = m.order_id JOIN order_lines l ON l.order_id = o.id
       WHERE o.shop_id = ? AND l.sku_id = ? ORDER BY m.seq DESC LIMIT 1`,
    )
    .get(skuId, shop.warehouseId, shop.id, skuId);
  if (!sold) return UNKNOWN;
  const message = db
    .prepare<[string, string], { payload: Uint8Array }>(
      "SELECT payload FROM raw_messages WHERE shop_id = ? AND external_number = ? AND state = 'applied' AND topic <> 'refund' ORDER BY received_at_ms DESC, id DESC LIMIT 1",
    )
    .get(shop.id, sold.external_number);
  if (!message || isErased(message.payload)) return UNKNOWN;
  const { currency, statusMap } = shop;
  const reading = shop.connector.readOrder(inflateRawSync(message.payload), { currency, statusMap });
  if (!reading.ok) return UNKNOWN;
  const line = reading.draft.lines.find((each) => each.externalLineId === sold.external_line_id);
  return { itemId: line?.externalItemId ?? '', externalSkuId: line?.externalSkuId ?? '' };
}
