import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What was read once more. */

export const replays = sqliteTable('replays', {
  id: text('id').primaryKey(),
  shopId: text('shop_id').notNull(),
  source: text('source').notNull(),
  fromMs: integer('from_ms').notNull(),
  toMs: integer('to_ms').notNull(),
  isDry: integer('is_dry').notNull(),
  state: text('state').notNull(),
  cursorMs: integer('cursor_ms').notNull(),
  cursorId: text('cursor_id').notNull().default(''),
  failureJson: text('failure_json'),
  hiddenUntilMs: integer('hidden_until_ms'),
  actJson: text('act_json').notNull(),
  createdBy: text('created_by').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  finishedAtMs: integer('finished_at_ms'),
});

export const replayOrders = sqliteTable(
  'replay_orders',
  {
    replayId: text('replay_id').notNull(),
    externalNumber: text('external_number').notNull(),
    outcome: text('outcome').notNull(),
    code: text('code'),
    diffJson: text('diff_json').notNull(),
  },
  (table) => [primaryKey({ columns: [table.replayId, table.externalNumber] })],
);
