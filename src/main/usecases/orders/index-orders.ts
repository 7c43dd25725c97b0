import type { WriteDb, WriteTx } from '#main/db/handles.ts';

/** So many characters at the end of a number can be searched for, as people say them; a whole number is found anyway. */
const NUMBER_TAIL = 10;

/** So many characters at the end of a phone stand in its index; they are also what stays visible of a masked one. */
export const PHONE_TAIL = 4;

/** One trigram of a shop's id; two shops that share it are told apart by the orders themselves. */
export const SHOP_TAG_LENGTH = 3;

/**
 * The searchable text of order `o`. Parts end in a space, so that no word reaches over two of them, and two more stand at the
 * end, so that every character begins a trigram (read-search-text.ts looks short words up as beginnings).
 */
export const TEXT_OF_ORDER = `
  substr(o.external_number, -${NUMBER_TAIL}) || ' ' || substr(o.display_number, -${NUMBER_TAIL}) || ' ' || substr(COALESCE(o.tracking_number, ''), -${NUMBER_TAIL}) || ' '
  || o.buyer_note || ' ' || o.seller_note || ' ' || (SELECT COALESCE(group_concat(value, ' '), '') FROM json_each(o.flags_json)) || ' '
  || (SELECT COALESCE(group_concat(l.sku_code || ' ' || l.title || ' ' || l.variant, ' '), '') FROM order_lines l WHERE l.order_id = o.id) || '  '`;

/**
 * Brings free text search up to date for at most `limit` orders that changed since they were indexed; runs behind the
 * intake so that a burst is not slowed by it. Numbers, SKU codes, titles and notes are searchable, names are not; of phones the
 * end alone is indexed.
 * @returns how many orders were indexed; 0 = up to date.
 */
export function indexOrders(db: WriteDb, limit: number): number {
  return db.transaction((tx) => {
    const last = lastDue(tx, limit);
    if (last === null) return 0;
    // Ascending keys: the index appends to its lists instead of merging into them.
    tx.prepare<[number]>(
      `INSERT OR REPLACE INTO order_search (rowid, text, shop)
       SELECT o.list_key, ${TEXT_OF_ORDER}, substr(o.shop_id, -${SHOP_TAG_LENGTH}) FROM order_search_due d CROSS JOIN orders o ON o.list_key = d.list_key WHERE d.list_key <= ? ORDER BY d.list_key`,
    ).run(last);
    tx.prepare<[number]>(
      "INSERT OR IGNORE INTO order_phone_tails (tail, list_key) SELECT phone_tail, list_key FROM order_search_due WHERE list_key <= ? AND phone_tail <> ''",
    ).run(last);
    return tx.prepare<[number]>('DELETE FROM order_search_due WHERE list_key <= ?').run(last).changes;
  });
}

/** The key up to which `limit` orders are due. */
function lastDue(tx: WriteTx, limit: number): number | null {
  return (
    tx
      .pluck<[number], number | null>(
        'SELECT MAX(list_key) FROM (SELECT list_key FROM order_search_due ORDER BY list_key LIMIT ?)',
      )
      .get(limit) ?? null
  );
}

/** Notes that an order's searchable text may have changed. */
export function markForIndexing(tx: WriteTx, listKey: number): void {
  tx.prepare<[number]>('INSERT INTO order_search_due (list_key) VALUES (?) ON CONFLICT DO NOTHING').run(listKey);
}

/** The same for a new order, which is found by the end of its phone from now on; later phones are noted by a trigger. */
export function markNewForIndexing(tx: WriteTx, listKey: number, phone: string): void {
  tx.prepare<[number, string]>(
    'INSERT INTO order_search_due (list_key, phone_tail) VALUES (?, ?) ON CONFLICT (list_key) DO UPDATE SET phone_tail = excluded.phone_tail',
  ).run(listKey, phoneTail(phone));
}

/** What the index of phones holds of one. */
export function phoneTail(phone: string): string {
  return phone.replaceAll(/[ -]/g, '').slice(-PHONE_TAIL);
}
