import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrate } from '#main/db/migrate.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { openDatabase } from '#main/db/open.ts';
import { findOrders } from '#main/usecases/orders/find-orders.ts';
import { readLedger } from '#main/usecases/stock/manage-stock.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';

const OLD = `
INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('w', 'W', 'UTC', '{}');
INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, created_at_ms, updated_at_ms) VALUES ('s', 'json', 'Shop', 'CNY', 'w', '{}', 0, 0);
INSERT INTO skus (id, code, title, title_en, location, created_at_ms, updated_at_ms) VALUES ('a', 'A', 'A', '', '', 0, 0), ('b', 'B', 'B', '', '', 0, 0);
INSERT INTO stock_movements (seq, movement_key, warehouse_id, sku_id, lot, kind, on_hand_delta, reserved_delta, at_ms, actor_id, note) VALUES
  (1, 'm1', 'w', 'a', '', 'counted', 5, 0, 0, 'x', 'first'), (2, 'm2', 'w', 'b', '', 'counted', 3, 0, 0, 'x', ''), (3, 'm3', 'w', 'a', '', 'adjusted', -1, 0, 0, 'x', 'second');
INSERT INTO stock_levels (warehouse_id, sku_id, lot, on_hand, reserved, version) VALUES ('w', 'a', '', 4, 0, 2), ('w', 'b', '', 3, 0, 1);
INSERT INTO orders (id, list_key, shop_id, external_number, display_number, payment, fulfilment, after_sales, status, platform_status, platform_version_ms, platform_json, currency, total_minor,
  shipping_fee_minor, placed_at_ms, buyer_note, seller_note, flags_json, recipient_masked, destination, line_count, unit_count, warehouse_id, created_at_ms, updated_at_ms)
  VALUES ('o', 7, 's', 'N1', 'N1', 'paid', 'received', 'none', 'ready_to_pack', '', 0, '{}', 'CNY', 0, 0, 0, '', '', '[]', '', '', 1, 1, 'w', 0, 0);
INSERT INTO order_recipients (order_id, name, phone, country, province, city, district, town, street, postcode, is_masked) VALUES ('o', 'N', '138 0013 80-00', '', '', '', '', '', '', '', 0);
INSERT INTO order_lines (id, order_id, position, external_line_id, sku_code, sku_id, title, variant, quantity, cancelled_quantity, unit_price_minor, paid_minor, after_sales)
  VALUES ('l', 'o', 0, '1', 'B', 'b', 'B', '', 1, 0, 0, 0, 'none');`;

it('what was looked up by the indexes of before is found by links, by ends of phones and by the SKU itself', () => {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-migrate-'));
  const db = openDatabase({ file: join(dir, 'm.db'), key: new Uint8Array(32), mode: 'read-write' });
  const upTo = (id: number) =>
    migrate(db, {
      migrations: ALL_MIGRATIONS.filter((step) => step.id <= id),
      appVersion: '1.2.0',
      nowMs: () => 77,
      backUpFirst: () => 'copy.db',
    });
  upTo(111);
  db.connection.exec(OLD);
  upTo(Infinity);
  expect(readLedger(db, 'a').movements.map(({ note }) => note)).toEqual(['second', 'first']);
  expect(checkStock(db).problems).toEqual([]);
  expect(findOrders(db, '38000', true).map(({ kind, order }) => [kind, order.externalNumber])).toEqual([
    ['phone', 'N1'],
  ]);
  expect(db.pluck<[], string>('SELECT id FROM skus WHERE is_ordered = 1').all()).toEqual(['b']);
  expect(() => db.connection.exec('UPDATE stock_movements SET note = 1')).toThrow('append-only');
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
