import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { ConnectedShop, OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { hurryRefunds } from '#main/usecases/shops/hurry-refunds.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** The shop that was found to be this seller's; null where nobody knows yet, or the shop is off. */
export function shopOfSeller(db: ReadDb, channelId: string, seller: string | null | undefined): string | null {
  if (!seller) return null;
  return (
    db
      .pluck<[string, string], string>(
        'SELECT p.shop_id FROM push_sellers p JOIN shops s ON s.id = p.shop_id AND s.enabled = 1 WHERE p.channel_id = ? AND p.seller = ?',
      )
      .get(channelId, seller) ?? null
  );
}

/**
 * Shops that a push for this seller may be meant for: the one it is known to be, those of the same app that do not say who they are,
 * or none where each is somebody else's.
 */
export function shopsForSeller(
  db: ReadDb,
  openShop: OpenShop,
  shop: ConnectedShop,
  seller: string | null,
): readonly ConnectedShop[] {
  const { pushOwner } = shop.connector;
  if (!seller || !pushOwner) return [shop];
  const known = shopOfSeller(db, shop.channelId, seller);
  if (known !== null) return [openShop(known)];
  const ownerOf = (each: ConnectedShop) => pushOwner(each.channelContext());
  const { app } = ownerOf(shop);
  const owned = [shop, ...othersOfChannel(db, openShop, shop)]
    .map((each) => ({ shop: each, owner: ownerOf(each) }))
    .filter(({ owner }) => owner.app === app);
  const named = owned.find(({ owner }) => owner.seller === seller);
  return named ? [named.shop] : owned.filter(({ owner }) => owner.seller === null).map((each) => each.shop);
}

/** Other credentials may be another seller's: it is found out anew. */
export function forgetSellers(tx: WriteTx, shopId: string): void {
  tx.prepare<[string]>('DELETE FROM push_sellers WHERE shop_id = ?').run(shopId);
}

function othersOfChannel(db: ReadDb, openShop: OpenShop, shop: ConnectedShop): ConnectedShop[] {
  return db
    .pluck<[string, string], string>(
      `SELECT id FROM shops WHERE channel_id = ? AND id <> ? AND enabled = 1 AND EXISTS (SELECT 1 FROM secrets x WHERE x.name = 'shop:' || shops.id) ORDER BY created_at_ms`,
    )
    .all(shop.channelId, shop.id)
    .map(openShop)
    .filter(isReadable);
}

/** What is wrong with the settings of another shop is shown there and stops no push of this one. */
function isReadable(shop: ConnectedShop): boolean {
  try {
    shop.channelContext();
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** The platform showed a shop the order that a push named: the seller is known from now on, and the push is that shop's. */
export function settleSeller(
  tx: WriteTx,
  announced: { readonly shop: ConnectedShop; readonly seller: string | null; readonly externalNumber: string },
  found: ConnectedShop,
  atMs: UtcMs,
): void {
  const { shop, seller, externalNumber } = announced;
  if (!seller) return;
  if (shopOfSeller(tx, shop.channelId, seller) !== found.id) learn(tx, shop.channelId, seller, found.id, atMs);
  if (found.id === shop.id) return;
  // What was told over both lines is there already.
  tx.prepare<[string, string, string]>(
    `UPDATE OR IGNORE raw_messages SET shop_id = ? WHERE shop_id = ? AND external_number = ? AND source = 'push'`,
  ).run(found.id, shop.id, externalNumber);
  hurryRefunds(tx, found.id, atMs);
  tx.changed('shops');
}

function learn(tx: WriteTx, channelId: string, seller: string, shopId: string, atMs: UtcMs): void {
  tx.prepare<[string, string, string, UtcMs]>(
    `INSERT INTO push_sellers (channel_id, seller, shop_id, learned_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (channel_id, seller) DO UPDATE SET shop_id = excluded.shop_id, learned_at_ms = excluded.learned_at_ms`,
  ).run(channelId, seller, shopId, atMs);
}
