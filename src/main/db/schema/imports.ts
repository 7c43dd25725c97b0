import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Files that were imported, row by row. */

export const imports = sqliteTable('imports', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  shopId: text('shop_id'),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  mappingJson: text('mapping_json').notNull(),
  state: text('state').notNull(),
  rowCount: integer('row_count').notNull(),
  appliedCount: integer('applied_count').notNull(),
  errorCount: integer('error_count').notNull(),
  doubtCount: integer('doubt_count').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  appliedAtMs: integer('applied_at_ms'),
  undoneAtMs: integer('undone_at_ms'),
  operatorId: text('operator_id').notNull(),
  actJson: text('act_json'),
  problemJson: text('problem_json'),
  fileJson: text('file_json'),
});

export const importRows = sqliteTable(
  'import_rows',
  {
    importId: text('import_id').notNull(),
    rowNumber: integer('row_number').notNull(),
    cellsJson: text('cells_json').notNull(),
    state: text('state').notNull(),
    errorJson: text('error_json'),
    doubtsJson: text('doubts_json'),
    orderId: text('order_id'),
    groupKey: text('group_key').notNull(),
    skuId: text('sku_id'),
    undoJson: text('undo_json'),
    doneAtMs: integer('done_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.rowNumber] })],
);
