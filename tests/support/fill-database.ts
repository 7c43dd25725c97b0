import { appendOrderEvent } from '#main/db/repos/append-order-event.ts';
import type { WriteDb, WriteTx } from '#main/db/handles.ts';
import type { OrderId } from '#shared/model/ids.ts';

/** One warehouse and one shop, ids `wh` and `shop`. */
export function fillShop(tx: WriteTx): void {
  tx.prepare<[]>(
    `INSERT OR IGNORE INTO warehouses (id, name, zone, sender_json) VALUES ('wh', 'Main', 'Asia/Shanghai', '{}')`,
  ).run();
  tx.prepare<[]>(
    `INSERT OR IGNORE INTO shops (id, channel_id, name, currency, warehouse_id, config_json, created_at_ms, updated_at_ms)
     VALUES ('shop', 'taobao', 'Shop', 'CNY', 'wh', '{}', 0, 0)`,
  ).run();
}

/** A plain paid order `order-<n>` with a recipient, one line and one event. */
export function fillOrder(tx: WriteTx, n: number): OrderId {
  const id = `order-${n}` as OrderId;
  tx.prepare<[string, string, string]>(
    `INSERT INTO orders (id, shop_id, external_number, display_number, payment, fulfilment, after_sales, status, platform_status,
       platform_version_ms, platform_json, currency, total_minor, shipping_fee_minor, placed_at_ms, buyer_note, seller_note, flags_json,
       recipient_masked, destination, line_count, unit_count, warehouse_id, created_at_ms, updated_at_ms)
     VALUES (?, 'shop', ?, ?, 'paid', 'received', 'none', 'ready_to_pack', 'PAID', 0, '{}', 'CNY', 100, 0, 0, '', '', '[]', '', '', 1, 1, 'wh', 0, 0)`,
  ).run(id, `E${n}`, `E${n}`);
  tx.prepare<[string]>(
    `INSERT INTO order_recipients (order_id, name, phone, country, province, city, district, town, street, postcode, is_masked)
     VALUES (?, '植入姓名', '13900001234', 'CN', '', '', '', '', '植入路1号', '', 0)`,
  ).run(id);
  tx.prepare<[string, string]>(
    `INSERT INTO order_lines (id, order_id, position, external_line_id, sku_code, title, variant, quantity, cancelled_quantity,
       unit_price_minor, paid_minor, after_sales) VALUES (?, ?, 1, '1', 'SKU', 'Thing', '', 1, 0, 100, 100, 'none')`,
  ).run(`line-${n}`, id);
  appendOrderEvent(tx, {
    orderId: id,
    atMs: n,
    type: 'order.received',
    actorKind: 'channel',
    actorId: 'shop',
    source: 'test',
    traceId: `t${n}`,
  });
  return id;
}

/** Orders 1 to `count`, in one transaction. */
export function fillOrders(db: WriteDb, count: number): void {
  db.transaction((tx) => {
    fillShop(tx);
    for (let n = 1; n <= count; n += 1) fillOrder(tx, n);
  });
}
