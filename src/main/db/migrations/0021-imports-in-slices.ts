import type { Migration } from '#main/db/migrations/migration.ts';

/** Imports are applied and taken back a few rows at a time: each row carries its own way back and when it was applied. */
export const importsInSlices: Migration = {
  id: 21,
  name: 'imports-in-slices',
  sql: `
-- Nothing was applied of a preview, and its rows lack their group: the file is read again in a moment.
DELETE FROM import_rows WHERE import_id IN (SELECT id FROM imports WHERE state = 'previewed');
DELETE FROM imports WHERE state = 'previewed';

-- Rows of one order are applied together; for goods the code.
ALTER TABLE import_rows ADD COLUMN group_key TEXT NOT NULL DEFAULT '';
ALTER TABLE import_rows ADD COLUMN sku_id TEXT;
ALTER TABLE import_rows ADD COLUMN undo_json TEXT;
ALTER TABLE import_rows ADD COLUMN done_at_ms INTEGER;
-- In whose name the slices are applied or taken back, and why they stopped.
ALTER TABLE imports ADD COLUMN act_json TEXT;
ALTER TABLE imports ADD COLUMN problem_json TEXT;

UPDATE import_rows SET done_at_ms = i.applied_at_ms FROM imports i WHERE i.id = import_rows.import_id AND import_rows.state IN ('applied', 'undone');
UPDATE import_rows SET undo_json = e.entry, sku_id = json_extract(e.entry, '$.skuId')
FROM (SELECT i.id AS import_id, json_extract(j.value, '$.rowNumber') AS row_number, j.value AS entry FROM imports i, json_each(i.undo_json) j WHERE i.kind = 'skus') e
WHERE import_rows.import_id = e.import_id AND import_rows.row_number = e.row_number;
-- The way back of an order stands at its first row.
WITH first_rows AS MATERIALIZED (
  SELECT import_id, order_id, MIN(row_number) AS row_number FROM import_rows WHERE order_id IS NOT NULL GROUP BY import_id, order_id
), entries AS MATERIALIZED (
  SELECT f.import_id, f.row_number, j.value AS entry FROM imports i, json_each(i.undo_json) j
  JOIN first_rows f ON f.import_id = i.id AND f.order_id = json_extract(j.value, '$.orderId') WHERE i.kind = 'orders'
)
UPDATE import_rows SET undo_json = e.entry FROM entries e WHERE import_rows.import_id = e.import_id AND import_rows.row_number = e.row_number;
UPDATE import_rows SET group_key = order_id WHERE order_id IS NOT NULL;
ALTER TABLE imports DROP COLUMN undo_json;

CREATE INDEX import_rows_state ON import_rows (import_id, state);
CREATE INDEX import_rows_group ON import_rows (import_id, group_key);
CREATE INDEX import_rows_order ON import_rows (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX import_rows_sku ON import_rows (sku_id) WHERE sku_id IS NOT NULL;
`,
};
