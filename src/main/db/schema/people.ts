import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Operators, integrations and what they did. */

export const operators = sqliteTable('operators', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  role: text('role').notNull(),
  pinHash: text('pin_hash'),
  /** Unused: badges have a table of their own. */
  badgeCode: text('badge_code'),
  failedCount: integer('failed_count').notNull().default(0),
  lockedUntilMs: integer('locked_until_ms'),
  active: integer('active').notNull().default(1),
  createdAtMs: integer('created_at_ms').notNull(),
});

export const operatorBadges = sqliteTable('operator_badges', {
  id: text('id').primaryKey(),
  operatorId: text('operator_id').notNull(),
  codeHash: text('code_hash').notNull(),
  madeAtMs: integer('made_at_ms').notNull(),
  lastUsedAtMs: integer('last_used_at_ms'),
  revokedAtMs: integer('revoked_at_ms'),
});

export const apiTokens = sqliteTable('api_tokens', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  scope: text('scope').notNull(),
  tokenHash: text('token_hash').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  lastUsedAtMs: integer('last_used_at_ms'),
  revokedAtMs: integer('revoked_at_ms'),
});

export const auditLog = sqliteTable('audit_log', {
  seq: integer('seq').primaryKey(),
  atMs: integer('at_ms').notNull(),
  actorKind: text('actor_kind').notNull(),
  actorId: text('actor_id').notNull(),
  act: text('act').notNull(),
  target: text('target').notNull(),
  dataJson: text('data_json').notNull(),
  prevHash: text('prev_hash').notNull(),
  hash: text('hash').notNull(),
});
