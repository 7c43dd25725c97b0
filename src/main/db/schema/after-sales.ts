import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Refunds, returns and exchanges. */

export const afterSalesCases = sqliteTable(
  'after_sales_cases',
  {
    shopId: text('shop_id').notNull(),
    refundNumber: text('refund_number').notNull(),
    externalNumber: text('external_number').notNull(),
    platformVersionMs: integer('platform_version_ms').notNull(),
    platformStatus: text('platform_status').notNull(),
    state: text('state').notNull(),
    kind: text('kind').notNull(),
    amountMinor: integer('amount_minor').notNull(),
    currency: text('currency').notNull(),
    reason: text('reason').notNull(),
    requestedAtMs: integer('requested_at_ms'),
    linesJson: text('lines_json').notNull(),
    returnTrackingNumber: text('return_tracking_number').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.refundNumber] })],
);
