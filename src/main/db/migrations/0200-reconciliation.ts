import type { Migration } from '#main/db/migrations/migration.ts';

/** The platform's count beside ours, hour by hour, kept; what differed and why; what people found out about it. */
export const reconciliation: Migration = {
  id: 200,
  name: 'reconciliation',
  sql: `
-- One row per shop and hour (of UTC). next_check_at_ms is NULL once the hour was checked for the last time.
CREATE TABLE recon_hours (
  shop_id TEXT NOT NULL REFERENCES shops(id), hour_start_ms INTEGER NOT NULL, platform_count INTEGER NOT NULL DEFAULT 0, local_count INTEGER NOT NULL DEFAULT 0,
  platform_minor INTEGER, local_minor INTEGER, checked_at_ms INTEGER, next_check_at_ms INTEGER, failure_json TEXT, PRIMARY KEY (shop_id, hour_start_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX recon_hours_due ON recon_hours (shop_id, next_check_at_ms) WHERE next_check_at_ms IS NOT NULL;
-- One order that differed. kind: missing, extra, amount. Written before anything is done about it, so that a crash forgets none.
CREATE TABLE recon_findings (
  shop_id TEXT NOT NULL REFERENCES shops(id), hour_start_ms INTEGER NOT NULL, kind TEXT NOT NULL, external_number TEXT NOT NULL, reason TEXT NOT NULL,
  platform_minor INTEGER, local_minor INTEGER, found_at_ms INTEGER NOT NULL, settled_at_ms INTEGER, PRIMARY KEY (shop_id, hour_start_ms, kind, external_number)
) STRICT, WITHOUT ROWID;
CREATE TABLE recon_reports (
  shop_id TEXT NOT NULL REFERENCES shops(id), day_start_ms INTEGER NOT NULL, day_end_ms INTEGER NOT NULL, hours INTEGER NOT NULL, checked_hours INTEGER NOT NULL,
  platform_count INTEGER NOT NULL, local_count INTEGER NOT NULL, platform_minor INTEGER, local_minor INTEGER, currency TEXT NOT NULL, missed_count INTEGER NOT NULL,
  open_count INTEGER NOT NULL, explained_count INTEGER NOT NULL, is_final INTEGER NOT NULL, made_at_ms INTEGER NOT NULL, PRIMARY KEY (shop_id, day_start_ms)
) STRICT, WITHOUT ROWID;
CREATE TABLE recon_investigations (
  id TEXT PRIMARY KEY, shop_id TEXT NOT NULL REFERENCES shops(id), day_start_ms INTEGER NOT NULL, day_end_ms INTEGER NOT NULL, platform_count INTEGER NOT NULL,
  difference_count INTEGER NOT NULL, opened_at_ms INTEGER NOT NULL, closed_at_ms INTEGER, closed_by TEXT, close_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recon_investigations_open ON recon_investigations (shop_id, day_start_ms) WHERE closed_at_ms IS NULL;
CREATE INDEX recon_investigations_day ON recon_investigations (shop_id, day_start_ms);
CREATE TABLE recon_steps (
  investigation_id TEXT NOT NULL REFERENCES recon_investigations(id), step TEXT NOT NULL, done_at_ms INTEGER NOT NULL, done_by TEXT NOT NULL,
  PRIMARY KEY (investigation_id, step)
) STRICT, WITHOUT ROWID;
`,
};
