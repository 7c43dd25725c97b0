import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Settings and backups. */

export const machineChecks = sqliteTable('machine_checks', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  atMs: integer('at_ms').notNull(),
  appVersion: text('app_version').notNull(),
  hostKind: text('host_kind').notNull(),
  findingsJson: text('findings_json').notNull(),
});

export const rushes = sqliteTable('rushes', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  beganAtMs: integer('began_at_ms').notNull(),
  endedAtMs: integer('ended_at_ms'),
  caughtUpAtMs: integer('caught_up_at_ms'),
});

export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  valueJson: text('value_json').notNull(),
  version: integer('version').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const settingsHistory = sqliteTable(
  'settings_history',
  {
    name: text('name').notNull(),
    version: integer('version').notNull(),
    valueJson: text('value_json').notNull(),
    atMs: integer('at_ms').notNull(),
    actorId: text('actor_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.version] })],
);

export const backups = sqliteTable('backups', {
  id: text('id').primaryKey(),
  path: text('path').notNull(),
  kind: text('kind').notNull(),
  atMs: integer('at_ms').notNull(),
  bytes: integer('bytes').notNull(),
  sha256: text('sha256').notNull(),
  verifiedAtMs: integer('verified_at_ms'),
  failure: text('failure'),
});
