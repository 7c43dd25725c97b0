import type { Migration } from '#main/db/migrations/migration.ts';

/** What needs attention, who is told, and what was told. */
export const alerts: Migration = {
  id: 250,
  name: 'alerts',
  sql: `
CREATE TABLE alerts (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, subject_name TEXT NOT NULL, severity TEXT NOT NULL, state TEXT NOT NULL,
  facts_json TEXT NOT NULL, first_seen_at_ms INTEGER NOT NULL, last_seen_at_ms INTEGER NOT NULL, count INTEGER NOT NULL DEFAULT 1,
  acknowledged_at_ms INTEGER, acknowledged_by TEXT, resolved_at_ms INTEGER, resolved_by TEXT, resolve_reason TEXT,
  escalated_steps INTEGER NOT NULL DEFAULT 0, told_from_ms INTEGER, is_muted INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
-- One standing alert per kind and subject: the same trouble seen again is the same alert.
CREATE UNIQUE INDEX alerts_standing ON alerts (kind, subject) WHERE state <> 'resolved';
-- Closed by a person while the trouble went on: raised again only when it changes, or ends and comes back.
CREATE INDEX alerts_muted ON alerts (kind, subject) WHERE is_muted = 1;
CREATE INDEX alerts_state ON alerts (state, first_seen_at_ms);
CREATE TABLE notifiers (
  id TEXT PRIMARY KEY, plugin_id TEXT NOT NULL, name TEXT NOT NULL, config_json TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1, language TEXT NOT NULL,
  least_severity TEXT NOT NULL, tells_resolved INTEGER NOT NULL DEFAULT 1, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- One message as it goes out; it is written once and sent as it is, however many tries that takes.
CREATE TABLE alert_messages (
  id TEXT PRIMARY KEY, notifier_id TEXT NOT NULL, notifier_name TEXT NOT NULL, state TEXT NOT NULL, severity TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  alerts_json TEXT NOT NULL, notice_count INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, created_at_ms INTEGER NOT NULL, sent_at_ms INTEGER, failure_json TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_messages_notifier ON alert_messages (notifier_id, created_at_ms);
CREATE INDEX alert_messages_time ON alert_messages (created_at_ms);
-- One thing that one notifier has to tell. state: waiting, told (stands in a message), dropped (was over before its turn).
CREATE TABLE alert_notices (
  id TEXT PRIMARY KEY, alert_id TEXT NOT NULL REFERENCES alerts(id), notifier_id TEXT NOT NULL, event TEXT NOT NULL, state TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL, due_at_ms INTEGER NOT NULL, message_id TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_notices_waiting ON alert_notices (notifier_id, due_at_ms) WHERE state = 'waiting';
CREATE INDEX alert_notices_alert ON alert_notices (alert_id);
-- How the pulls of a shop went, in a row.
CREATE TABLE pull_streaks (
  shop_id TEXT PRIMARY KEY REFERENCES shops(id), failures INTEGER NOT NULL DEFAULT 0, failing_since_ms INTEGER,
  empties INTEGER NOT NULL DEFAULT 0, empty_from_ms INTEGER, empty_until_ms INTEGER
) STRICT, WITHOUT ROWID;
-- What a platform says of its own API in its answers: deprecations, another version than was asked for.
CREATE TABLE api_notices (
  channel_id TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, first_seen_at_ms INTEGER NOT NULL, last_seen_at_ms INTEGER NOT NULL,
  PRIMARY KEY (channel_id, kind)
) STRICT, WITHOUT ROWID;
`,
};
