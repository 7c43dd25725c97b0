import type { Migration } from '#main/db/migrations/migration.ts';

/** Pushes that come through a relay, how late each way runs, and what was found of the subscriptions at the platforms. */
export const relay: Migration = {
  id: 240,
  name: 'relay',
  sql: `
-- The keys lie sealed in secrets, as relay:<id>.
CREATE TABLE relays (id TEXT PRIMARY KEY, address TEXT NOT NULL, created_at_ms INTEGER NOT NULL) STRICT;
-- shop_id is null once the mailbox is given up, until the relay has closed it. last_sequence: all up to it were stored here.
CREATE TABLE relay_mailboxes (
  id TEXT PRIMARY KEY, relay_id TEXT NOT NULL REFERENCES relays(id) ON DELETE CASCADE, shop_id TEXT UNIQUE REFERENCES shops(id),
  created_at_ms INTEGER NOT NULL, last_sequence INTEGER NOT NULL DEFAULT 0, taken_count INTEGER NOT NULL DEFAULT 0, unreadable_count INTEGER NOT NULL DEFAULT 0,
  state_json TEXT NOT NULL DEFAULT 'null'
) STRICT;
-- Stored, and not yet taken in; problem_json: refused, and kept for another try.
CREATE TABLE relay_inbox (
  mailbox_id TEXT NOT NULL, sequence INTEGER NOT NULL, shop_id TEXT NOT NULL REFERENCES shops(id), received_at_ms INTEGER NOT NULL,
  arrived_at_ms INTEGER NOT NULL, delivery BLOB NOT NULL, tried_at_ms INTEGER, problem_json TEXT, PRIMARY KEY (mailbox_id, sequence)
) STRICT;
CREATE INDEX relay_inbox_shop ON relay_inbox (shop_id, received_at_ms);
-- Changes that a way brought first: late_ms from the change to the platform's word of it, waited_ms from there until it was here.
CREATE TABLE lateness_samples (shop_id TEXT NOT NULL REFERENCES shops(id), way TEXT NOT NULL, at_ms INTEGER NOT NULL, late_ms INTEGER NOT NULL, waited_ms INTEGER NOT NULL) STRICT;
CREATE INDEX lateness_samples_way ON lateness_samples (shop_id, way, at_ms);
CREATE TABLE webhook_checks (shop_id TEXT PRIMARY KEY REFERENCES shops(id), checked_at_ms INTEGER NOT NULL, report_json TEXT NOT NULL) STRICT, WITHOUT ROWID;
`,
};
