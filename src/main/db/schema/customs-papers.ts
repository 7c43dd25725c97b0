import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The archive of customs papers. */

export const customsDocuments = sqliteTable('customs_documents', {
  id: text('id').primaryKey(),
  orderId: text('order_id').notNull(),
  shipmentId: text('shipment_id'),
  kind: text('kind').notNull(),
  number: text('number').notNull(),
  orderNumber: text('order_number').notNull(),
  trackingNumber: text('tracking_number').notNull(),
  country: text('country').notNull(),
  shipDate: text('ship_date').notNull(),
  declaration: blob('declaration').notNull(),
  declarationSha256: text('declaration_sha256').notNull(),
  optionsJson: text('options_json').notNull(),
  ruleVersion: text('rule_version').notNull(),
  templateVersion: integer('template_version').notNull(),
  sha256: text('sha256').notNull(),
  pageCount: integer('page_count').notNull(),
  byteLength: integer('byte_length').notNull(),
  pdf: blob('pdf').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  createdBy: text('created_by').notNull(),
  keepUntil: text('keep_until').notNull(),
  supersededBy: text('superseded_by'),
  reason: text('reason').notNull(),
});

export const customsDocumentNumbers = sqliteTable(
  'customs_document_numbers',
  { value: text('value').notNull(), documentId: text('document_id').notNull() },
  (table) => [primaryKey({ columns: [table.value, table.documentId] })],
);

export const customsPaperBatches = sqliteTable('customs_paper_batches', {
  id: text('id').primaryKey(),
  state: text('state').notNull(),
  kindsJson: text('kinds_json').notNull(),
  actJson: text('act_json').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  finishedAtMs: integer('finished_at_ms'),
});

export const customsPaperBatchOrders = sqliteTable(
  'customs_paper_batch_orders',
  {
    batchId: text('batch_id').notNull(),
    position: integer('position').notNull(),
    orderId: text('order_id').notNull(),
    state: text('state').notNull(),
    documentsJson: text('documents_json').notNull(),
    problemJson: text('problem_json'),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.position] })],
);
