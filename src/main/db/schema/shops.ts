import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Shops, their credentials, status tables, cursors and the raw archive. */

export const shops = sqliteTable('shops', {
  id: text('id').primaryKey(),
  channelId: text('channel_id').notNull(),
  name: text('name').notNull(),
  currency: text('currency').notNull(),
  warehouseId: text('warehouse_id').notNull(),
  configJson: text('config_json').notNull(),
  enabled: integer('enabled').notNull().default(1),
  pollIntervalMs: integer('poll_interval_ms').notNull().default(300000),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  buysAhead: integer('buys_ahead').notNull().default(0),
  pushesStock: integer('pushes_stock').notNull().default(0),
  stockKeptBack: integer('stock_kept_back').notNull().default(0),
});

export const secrets = sqliteTable('secrets', {
  name: text('name').primaryKey(),
  box: blob('box', { mode: 'buffer' }).notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const statusMap = sqliteTable(
  'status_map',
  {
    channelId: text('channel_id').notNull(),
    axis: text('axis').notNull(),
    vendorStatus: text('vendor_status').notNull(),
    payment: text('payment'),
    fulfilment: text('fulfilment'),
    afterSales: text('after_sales'),
    hold: text('hold'),
    editedBy: text('edited_by'),
    editedAtMs: integer('edited_at_ms').notNull(),
    reason: text('reason').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.axis, table.vendorStatus] })],
);

export const syncCursors = sqliteTable(
  'sync_cursors',
  {
    shopId: text('shop_id').notNull(),
    stream: text('stream').notNull(),
    watermarkMs: integer('watermark_ms').notNull(),
    lastSuccessAtMs: integer('last_success_at_ms'),
    lastFailureAtMs: integer('last_failure_at_ms'),
    failureJson: text('failure_json'),
    restFromMs: integer('rest_from_ms'),
    restToMs: integer('rest_to_ms'),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.stream] })],
);

export const rawMessages = sqliteTable('raw_messages', {
  id: text('id').primaryKey(),
  shopId: text('shop_id').notNull(),
  source: text('source').notNull(),
  topic: text('topic').notNull(),
  externalNumber: text('external_number'),
  apiVersion: text('api_version').notNull(),
  signature: text('signature').notNull(),
  deliveryId: text('delivery_id'),
  payload: blob('payload', { mode: 'buffer' }).notNull(),
  payloadBytes: integer('payload_bytes').notNull(),
  sha256: text('sha256').notNull(),
  receivedAtMs: integer('received_at_ms').notNull(),
  state: text('state').notNull(),
  parkCode: text('park_code'),
  parkJson: text('park_json'),
  seenCount: integer('seen_count').notNull().default(1),
  lastSeenAtMs: integer('last_seen_at_ms').notNull(),
  orderId: text('order_id'),
});
