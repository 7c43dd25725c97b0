import type { Migration } from '#main/db/migrations/migration.ts';

/** Windows of stored messages or of a platform's history that were read once more, tried or applied. */
export const replays: Migration = {
  id: 201,
  name: 'replays',
  sql: `
CREATE TABLE replays (
  id TEXT PRIMARY KEY, shop_id TEXT NOT NULL REFERENCES shops(id), source TEXT NOT NULL, from_ms INTEGER NOT NULL, to_ms INTEGER NOT NULL,
  is_dry INTEGER NOT NULL, state TEXT NOT NULL, cursor_ms INTEGER NOT NULL, cursor_id TEXT NOT NULL DEFAULT '', failure_json TEXT, act_json TEXT NOT NULL,
  created_by TEXT NOT NULL, created_at_ms INTEGER NOT NULL, finished_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX replays_shop ON replays (shop_id, created_at_ms);
-- One row per order that was met; counts are made of these rows alone, so that a part read twice counts once.
CREATE TABLE replay_orders (
  replay_id TEXT NOT NULL REFERENCES replays(id), external_number TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, diff_json TEXT NOT NULL,
  PRIMARY KEY (replay_id, external_number)
) STRICT, WITHOUT ROWID;
CREATE INDEX raw_messages_received ON raw_messages (received_at_ms);
`,
};
