import { expect, it } from 'vitest';
import { migrate } from '#main/db/migrate.ts';
import { ALL_MIGRATIONS } from '#main/db/migrations/all.ts';
import { openDatabase } from '#main/db/open.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const OLD = `
INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('w', 'W', 'UTC', '{}');
INSERT INTO imports (id, kind, file_name, sha256, mapping_json, state, row_count, applied_count, error_count, undo_json, created_at_ms, applied_at_ms, operator_id) VALUES
  ('goods', 'skus', 'g.csv', '', '{}', 'applied', 2, 2, 0, '[{"skuId":"a","rowNumber":2},{"skuId":"b","rowNumber":3}]', 1, 5, 'op'),
  ('orders', 'orders', 'o.csv', '', '{}', 'applied', 3, 2, 1, '[{"orderId":"o1","did":"created"}]', 1, 7, 'op'),
  ('draft', 'skus', 'd.csv', '', '{}', 'previewed', 1, 0, 0, NULL, 1, NULL, 'op');
INSERT INTO import_rows (import_id, row_number, cells_json, state, order_id) VALUES
  ('goods', 2, '{}', 'applied', NULL), ('goods', 3, '{}', 'applied', NULL),
  ('orders', 2, '{}', 'error', NULL), ('orders', 3, '{}', 'applied', 'o1'), ('orders', 4, '{}', 'applied', 'o1'),
  ('draft', 2, '{}', 'ready', NULL);`;

it('imports of before can still be taken back: the way back moves to their rows, and previews are dropped', () => {
  const dir = mkdtempSync(join(tmpdir(), 'packbench-migrate-'));
  const db = openDatabase({ file: join(dir, 'm.db'), key: new Uint8Array(32), mode: 'read-write' });
  const upTo = (id: number) =>
    migrate(db, {
      migrations: ALL_MIGRATIONS.filter((step) => step.id <= id),
      appVersion: '1.2.0',
      nowMs: () => 77,
      backUpFirst: () => 'copy.db',
    });
  upTo(20);
  db.connection.exec(OLD);
  upTo(21);
  const rows = db
    .prepare<[], object>(
      "SELECT import_id || ':' || row_number AS row, group_key, sku_id, undo_json, done_at_ms FROM import_rows ORDER BY 1",
    )
    .all();
  expect(rows).toEqual([
    { row: 'goods:2', group_key: '', sku_id: 'a', undo_json: '{"skuId":"a","rowNumber":2}', done_at_ms: 5 },
    { row: 'goods:3', group_key: '', sku_id: 'b', undo_json: '{"skuId":"b","rowNumber":3}', done_at_ms: 5 },
    { row: 'orders:2', group_key: '', sku_id: null, undo_json: null, done_at_ms: null },
    { row: 'orders:3', group_key: 'o1', sku_id: null, undo_json: '{"orderId":"o1","did":"created"}', done_at_ms: 7 },
    { row: 'orders:4', group_key: 'o1', sku_id: null, undo_json: null, done_at_ms: 7 },
  ]);
  expect(db.pluck<[], string>('SELECT id FROM imports ORDER BY id').all()).toEqual(['goods', 'orders']);
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
