import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Outbox and schedules. */

export const jobs = sqliteTable('jobs', {
  id: text('id').primaryKey(),
  topic: text('topic').notNull(),
  jobKey: text('job_key').notNull(),
  payloadJson: text('payload_json').notNull(),
  state: text('state').notNull(),
  attempts: integer('attempts').notNull(),
  maxAttempts: integer('max_attempts').notNull(),
  dueAtMs: integer('due_at_ms').notNull(),
  leaseOwner: text('lease_owner'),
  leaseUntilMs: integer('lease_until_ms'),
  orderId: text('order_id'),
  shopId: text('shop_id'),
  lastErrorJson: text('last_error_json'),
  progressJson: text('progress_json'),
  createdAtMs: integer('created_at_ms').notNull(),
  finishedAtMs: integer('finished_at_ms'),
});

export const schedules = sqliteTable('schedules', {
  name: text('name').primaryKey(),
  topic: text('topic').notNull(),
  payloadJson: text('payload_json').notNull(),
  intervalMs: integer('interval_ms').notNull(),
  nextAtMs: integer('next_at_ms').notNull(),
  enabled: integer('enabled').notNull(),
});
