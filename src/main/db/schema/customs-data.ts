import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Files for customs, posts and brokers; what customs made of the parcels; what is learned. */

export const customsTemplates = sqliteTable('customs_templates', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  bodyJson: text('body_json').notNull(),
  version: integer('version').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  removedAtMs: integer('removed_at_ms'),
});

export const customsNumbers = sqliteTable(
  'customs_numbers',
  {
    kind: text('kind').notNull(),
    number: text('number').notNull(),
    orderId: text('order_id').notNull(),
    shipmentId: text('shipment_id').notNull(),
    givenAtMs: integer('given_at_ms').notNull(),
    givenBy: text('given_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.number] })],
);

export const customsExports = sqliteTable('customs_exports', {
  id: text('id').primaryKey(),
  number: text('number').notNull(),
  format: text('format').notNull(),
  templateId: text('template_id'),
  templateJson: text('template_json'),
  transportJson: text('transport_json').notNull(),
  state: text('state').notNull(),
  parcelCount: integer('parcel_count').notNull(),
  doneCount: integer('done_count').notNull(),
  leftOutCount: integer('left_out_count').notNull(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256'),
  sizeBytes: integer('size_bytes'),
  problemJson: text('problem_json'),
  repeatReason: text('repeat_reason'),
  actJson: text('act_json').notNull(),
  madeBy: text('made_by').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  madeAtMs: integer('made_at_ms'),
});

export const customsExportFiles = sqliteTable('customs_export_files', {
  exportId: text('export_id').primaryKey(),
  content: blob('content').notNull(),
});

export const customsExportOrders = sqliteTable(
  'customs_export_orders',
  {
    exportId: text('export_id').notNull(),
    position: integer('position').notNull(),
    orderId: text('order_id').notNull(),
    shipmentId: text('shipment_id').notNull(),
    family: text('family').notNull(),
    trackingNumber: text('tracking_number').notNull(),
    copNo: text('cop_no').notNull(),
    state: text('state').notNull(),
    problemsJson: text('problems_json').notNull(),
  },
  (table) => [primaryKey({ columns: [table.exportId, table.position] })],
);

export const customsResultImports = sqliteTable('customs_result_imports', {
  id: text('id').primaryKey(),
  fileName: text('file_name').notNull(),
  sha256: text('sha256').notNull(),
  headersJson: text('headers_json').notNull(),
  mappingJson: text('mapping_json').notNull(),
  meaningsJson: text('meanings_json').notNull(),
  state: text('state').notNull(),
  rowCount: integer('row_count').notNull(),
  appliedCount: integer('applied_count').notNull(),
  errorCount: integer('error_count').notNull(),
  duplicateCount: integer('duplicate_count').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  createdBy: text('created_by').notNull(),
  appliedAtMs: integer('applied_at_ms'),
  undoneAtMs: integer('undone_at_ms'),
});

export const customsResultRows = sqliteTable(
  'customs_result_rows',
  {
    importId: text('import_id').notNull(),
    rowNumber: integer('row_number').notNull(),
    cellsJson: text('cells_json').notNull(),
    outcomeJson: text('outcome_json'),
    state: text('state').notNull(),
    problemJson: text('problem_json'),
    outcomeId: text('outcome_id'),
  },
  (table) => [primaryKey({ columns: [table.importId, table.rowNumber] })],
);

export const customsOutcomes = sqliteTable('customs_outcomes', {
  id: text('id').primaryKey(),
  orderId: text('order_id').notNull(),
  shipmentId: text('shipment_id'),
  territory: text('territory').notNull(),
  result: text('result').notNull(),
  reasonCode: text('reason_code').notNull(),
  reasonText: text('reason_text').notNull(),
  costMinor: integer('cost_minor'),
  costCurrency: text('cost_currency'),
  atMs: integer('at_ms').notNull(),
  source: text('source').notNull(),
  raw: text('raw').notNull(),
  importId: text('import_id'),
  recordedBy: text('recorded_by').notNull(),
  recordedAtMs: integer('recorded_at_ms').notNull(),
  removedAtMs: integer('removed_at_ms'),
  removedBy: text('removed_by'),
  removedReason: text('removed_reason'),
});

export const customsLessons = sqliteTable('customs_lessons', {
  id: text('id').primaryKey(),
  outcomeId: text('outcome_id').notNull(),
  orderId: text('order_id').notNull(),
  state: text('state').notNull(),
  findingsJson: text('findings_json'),
  draftJson: text('draft_json'),
  reviewProblemJson: text('review_problem_json'),
  reviewedAtMs: integer('reviewed_at_ms'),
  reason: text('reason').notNull(),
  decidedBy: text('decided_by'),
  decidedAtMs: integer('decided_at_ms'),
  version: integer('version').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
});
