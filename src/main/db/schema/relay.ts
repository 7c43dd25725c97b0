import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Pushes that come through a relay, and how the ways of a shop do. */

export const relays = sqliteTable('relays', {
  id: text('id').primaryKey(),
  address: text('address').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
});

export const relayMailboxes = sqliteTable('relay_mailboxes', {
  id: text('id').primaryKey(),
  relayId: text('relay_id').notNull(),
  shopId: text('shop_id'),
  createdAtMs: integer('created_at_ms').notNull(),
  lastSequence: integer('last_sequence').notNull().default(0),
  takenCount: integer('taken_count').notNull().default(0),
  unreadableCount: integer('unreadable_count').notNull().default(0),
  stateJson: text('state_json').notNull().default('null'),
});

export const relayInbox = sqliteTable(
  'relay_inbox',
  {
    mailboxId: text('mailbox_id').notNull(),
    sequence: integer('sequence').notNull(),
    shopId: text('shop_id').notNull(),
    receivedAtMs: integer('received_at_ms').notNull(),
    arrivedAtMs: integer('arrived_at_ms').notNull(),
    delivery: blob('delivery').notNull(),
    triedAtMs: integer('tried_at_ms'),
    problemJson: text('problem_json'),
  },
  (table) => [
    primaryKey({ columns: [table.mailboxId, table.sequence] }),
    index('relay_inbox_shop').on(table.shopId, table.receivedAtMs),
  ],
);

export const latenessSamples = sqliteTable(
  'lateness_samples',
  {
    shopId: text('shop_id').notNull(),
    way: text('way').notNull(),
    atMs: integer('at_ms').notNull(),
    lateMs: integer('late_ms').notNull(),
    waitedMs: integer('waited_ms').notNull(),
  },
  (table) => [index('lateness_samples_way').on(table.shopId, table.way, table.atMs)],
);

export const webhookChecks = sqliteTable('webhook_checks', {
  shopId: text('shop_id').primaryKey(),
  checkedAtMs: integer('checked_at_ms').notNull(),
  reportJson: text('report_json').notNull(),
});
