import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { migrate } from '#main/db/migrate.ts';
import { openDatabase } from '#main/db/open.ts';

const HOUR_MS = 3_600_000;
const ORDER = `
INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('w', 'W', 'UTC', '{}');
INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, created_at_ms, updated_at_ms) VALUES ('s', 'json', 'Shop', 'CNY', 'w', '{}', 0, 0);
INSERT INTO orders (id, list_key, shop_id, external_number, display_number, payment, fulfilment, after_sales, status, platform_status, platform_version_ms, platform_json, currency, total_minor,
  shipping_fee_minor, placed_at_ms, buyer_note, seller_note, flags_json, recipient_masked, destination, line_count, unit_count, warehouse_id, created_at_ms, updated_at_ms)
  VALUES ('o', 7, 's', 'N1', 'N1', 'paid', 'shipped', 'none', 'shipped', '', 0, '{}', 'CNY', 0, 0, 0, '', '', '[]', '', '', 1, 1, 'w', 0, 0);`;

it('parcels that got their label on the day of the update go on being counted, those without one do not begin to be', () => {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-migrate-'));
  const db = openDatabase({ file: join(dir, 'm.db'), key: new Uint8Array(32), mode: 'read-write' });
  const upTo = (id: number) =>
    migrate(db, {
      migrations: ALL_MIGRATIONS.filter((step) => step.id <= id),
      appVersion: '1.2.0',
      nowMs: () => 77,
      backUpFirst: () => 'copy.db',
    });
  upTo(415);
  db.connection.exec(ORDER);
  const add = db.connection.prepare(
    `INSERT INTO shipments (id, order_id, parcel_number, state, station_id, operator_id, opened_at_ms, packed_at_ms) VALUES (?, 'o', ?, ?, 'st1', 'op', 0, ?)`,
  );
  const parcels = [
    ['left', 'shipped', 100 * HOUR_MS],
    ['labelled', 'labelled', 99 * HOUR_MS],
    ['closed', 'packed', 98 * HOUR_MS],
    ['back', 'cancelled', 97 * HOUR_MS],
    ['old', 'shipped', HOUR_MS],
  ] as const;
  for (const [index, [id, state, packedAtMs]] of parcels.entries()) add.run(id, index + 1, state, packedAtMs);
  upTo(425);
  expect(
    db.connection
      .prepare('SELECT id, labelled_at_ms AS atMs FROM shipments WHERE labelled_at_ms IS NOT NULL ORDER BY id')
      .all(),
  ).toEqual([
    { id: 'labelled', atMs: 99 * HOUR_MS },
    { id: 'left', atMs: 100 * HOUR_MS },
  ]);
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
