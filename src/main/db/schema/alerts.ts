import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Alerts, who is told of them, and what was told. */

export const alerts = sqliteTable('alerts', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  subject: text('subject').notNull(),
  subjectName: text('subject_name').notNull(),
  severity: text('severity').notNull(),
  state: text('state').notNull(),
  factsJson: text('facts_json').notNull(),
  firstSeenAtMs: integer('first_seen_at_ms').notNull(),
  lastSeenAtMs: integer('last_seen_at_ms').notNull(),
  count: integer('count').notNull().default(1),
  acknowledgedAtMs: integer('acknowledged_at_ms'),
  acknowledgedBy: text('acknowledged_by'),
  resolvedAtMs: integer('resolved_at_ms'),
  resolvedBy: text('resolved_by'),
  resolveReason: text('resolve_reason'),
  escalatedSteps: integer('escalated_steps').notNull().default(0),
  toldFromMs: integer('told_from_ms'),
  isMuted: integer('is_muted').notNull().default(0),
});

export const notifiers = sqliteTable('notifiers', {
  id: text('id').primaryKey(),
  pluginId: text('plugin_id').notNull(),
  name: text('name').notNull(),
  configJson: text('config_json').notNull(),
  enabled: integer('enabled').notNull().default(1),
  language: text('language').notNull(),
  leastSeverity: text('least_severity').notNull(),
  tellsResolved: integer('tells_resolved').notNull().default(1),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const alertMessages = sqliteTable('alert_messages', {
  id: text('id').primaryKey(),
  notifierId: text('notifier_id').notNull(),
  notifierName: text('notifier_name').notNull(),
  state: text('state').notNull(),
  severity: text('severity').notNull(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  alertsJson: text('alerts_json').notNull(),
  noticeCount: integer('notice_count').notNull(),
  attempts: integer('attempts').notNull().default(0),
  createdAtMs: integer('created_at_ms').notNull(),
  sentAtMs: integer('sent_at_ms'),
  failureJson: text('failure_json'),
});

export const alertNotices = sqliteTable('alert_notices', {
  id: text('id').primaryKey(),
  alertId: text('alert_id').notNull(),
  notifierId: text('notifier_id').notNull(),
  event: text('event').notNull(),
  state: text('state').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  dueAtMs: integer('due_at_ms').notNull(),
  messageId: text('message_id'),
});

export const pullStreaks = sqliteTable('pull_streaks', {
  shopId: text('shop_id').primaryKey(),
  failures: integer('failures').notNull().default(0),
  failingSinceMs: integer('failing_since_ms'),
  empties: integer('empties').notNull().default(0),
  emptyFromMs: integer('empty_from_ms'),
  emptyUntilMs: integer('empty_until_ms'),
});

export const apiNotices = sqliteTable(
  'api_notices',
  {
    channelId: text('channel_id').notNull(),
    kind: text('kind').notNull(),
    text: text('text').notNull(),
    firstSeenAtMs: integer('first_seen_at_ms').notNull(),
    lastSeenAtMs: integer('last_seen_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.kind] })],
);
