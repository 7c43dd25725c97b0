import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Devices and print jobs. */

export const devices = sqliteTable('devices', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  configJson: text('config_json').notNull(),
  enabled: integer('enabled').notNull().default(1),
  isDefault: integer('is_default').notNull().default(0),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  removedAtMs: integer('removed_at_ms'),
});

export const deviceState = sqliteTable('device_state', {
  deviceId: text('device_id').primaryKey(),
  valueJson: text('value_json').notNull(),
});

export const scaleChecks = sqliteTable('scale_checks', {
  id: text('id').primaryKey(),
  deviceId: text('device_id').notNull(),
  certifiedG: integer('certified_g').notNull(),
  shownG: integer('shown_g').notNull(),
  toleranceG: integer('tolerance_g').notNull(),
  weightName: text('weight_name').notNull(),
  rawText: text('raw_text').notNull(),
  operatorId: text('operator_id').notNull(),
  operatorName: text('operator_name').notNull(),
  atMs: integer('at_ms').notNull(),
});

export const printJobs = sqliteTable('print_jobs', {
  id: text('id').primaryKey(),
  labelKey: text('label_key').notNull(),
  printNumber: integer('print_number').notNull(),
  kind: text('kind').notNull(),
  orderId: text('order_id'),
  shipmentId: text('shipment_id'),
  deviceId: text('device_id').notNull(),
  templateId: text('template_id').notNull(),
  dataJson: text('data_json').notNull(),
  contentHash: text('content_hash').notNull(),
  copies: integer('copies').notNull(),
  state: text('state').notNull(),
  proof: text('proof').notNull(),
  bytesTotal: integer('bytes_total').notNull(),
  bytesSent: integer('bytes_sent').notNull(),
  blockReason: text('block_reason'),
  failureJson: text('failure_json'),
  reason: text('reason'),
  operatorId: text('operator_id').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  firstByteAtMs: integer('first_byte_at_ms'),
  finishedAtMs: integer('finished_at_ms'),
  confirmedBy: text('confirmed_by'),
  queuePosition: integer('queue_position').notNull().default(0),
  batchId: text('batch_id'),
  batchPosition: integer('batch_position'),
});

export const printBatches = sqliteTable('print_batches', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  orderJson: text('order_json').notNull(),
  operatorId: text('operator_id').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
});

export const printQueues = sqliteTable('print_queues', {
  deviceId: text('device_id').primaryKey(),
  mode: text('mode').notNull().default('running'),
  changedBy: text('changed_by'),
  changedAtMs: integer('changed_at_ms'),
  failoverDeviceId: text('failover_device_id'),
  failoverAfterMs: integer('failover_after_ms'),
});
