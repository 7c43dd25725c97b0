import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Rules that tidy what channels send, and what they did. */

export const cleaningRules = sqliteTable('cleaning_rules', {
  id: text('id').primaryKey(),
  position: integer('position').notNull(),
  name: text('name').notNull(),
  isBuiltIn: integer('is_built_in').notNull(),
  isLocked: integer('is_locked').notNull(),
  version: integer('version').notNull(),
  state: text('state').notNull(),
  percent: integer('percent').notNull(),
  stopPercent: integer('stop_percent').notNull(),
  stopAfter: integer('stop_after').notNull(),
  definitionJson: text('definition_json').notNull(),
  stoppedJson: text('stopped_json'),
  recentSeen: integer('recent_seen').notNull().default(0),
  recentErrors: integer('recent_errors').notNull().default(0),
  updatedAtMs: integer('updated_at_ms').notNull(),
  updatedBy: text('updated_by').notNull(),
  removedAtMs: integer('removed_at_ms'),
});

export const cleaningRuleVersions = sqliteTable(
  'cleaning_rule_versions',
  {
    ruleId: text('rule_id').notNull(),
    version: integer('version').notNull(),
    definitionJson: text('definition_json').notNull(),
    savedAtMs: integer('saved_at_ms').notNull(),
    savedBy: text('saved_by').notNull(),
    seen: integer('seen').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    errors: integer('errors').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.version] })],
);

export const cleaningRevision = sqliteTable('cleaning_revision', {
  id: integer('id').primaryKey(),
  revision: integer('revision').notNull(),
});

export const cleaningChanges = sqliteTable(
  'cleaning_changes',
  {
    orderId: text('order_id').notNull(),
    seq: integer('seq').notNull(),
    ruleId: text('rule_id').notNull(),
    version: integer('version').notNull(),
    path: text('path').notNull(),
    beforeText: text('before_text').notNull(),
    afterText: text('after_text').notNull(),
    atMs: integer('at_ms').notNull(),
    undoneAtMs: integer('undone_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.seq] })],
);

export const cleaningRuns = sqliteTable('cleaning_runs', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  ruleId: text('rule_id').notNull(),
  version: integer('version').notNull(),
  state: text('state').notNull(),
  cursor: text('cursor').notNull().default(''),
  total: integer('total').notNull(),
  actJson: text('act_json').notNull(),
  createdBy: text('created_by').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  finishedAtMs: integer('finished_at_ms'),
});

export const cleaningRunOrders = sqliteTable(
  'cleaning_run_orders',
  {
    runId: text('run_id').notNull(),
    orderId: text('order_id').notNull(),
    outcome: text('outcome').notNull(),
    fields: text('fields').notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.orderId] })],
);
