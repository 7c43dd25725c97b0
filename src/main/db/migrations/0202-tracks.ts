import type { Migration } from '#main/db/migrations/migration.ts';

/** Polls and pushes watch each other: which of them saw a change, and how late. */
export const tracks: Migration = {
  id: 202,
  name: 'tracks',
  sql: `
-- One state of an order that a track saw; kept for some hours only.
CREATE TABLE track_sightings (
  shop_id TEXT NOT NULL REFERENCES shops(id), external_number TEXT NOT NULL, version_ms INTEGER NOT NULL, seen_at_ms INTEGER NOT NULL,
  poll_at_ms INTEGER, push_at_ms INTEGER, is_counted INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (shop_id, external_number, version_ms)
) STRICT, WITHOUT ROWID;
-- Sums of one day of UTC. *_late_ms are sums over the counted ones; longest_late_ms is what a poll listed after having read past it.
CREATE TABLE track_days (
  shop_id TEXT NOT NULL REFERENCES shops(id), day_start_ms INTEGER NOT NULL, poll_count INTEGER NOT NULL DEFAULT 0, push_count INTEGER NOT NULL DEFAULT 0,
  poll_late_ms INTEGER NOT NULL DEFAULT 0, push_late_ms INTEGER NOT NULL DEFAULT 0, poll_missed INTEGER NOT NULL DEFAULT 0,
  push_missed INTEGER NOT NULL DEFAULT 0, longest_late_ms INTEGER NOT NULL DEFAULT 0, last_push_at_ms INTEGER, PRIMARY KEY (shop_id, day_start_ms)
) STRICT, WITHOUT ROWID;
`,
};
