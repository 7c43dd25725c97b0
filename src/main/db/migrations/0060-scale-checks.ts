import type { Migration } from '#main/db/migrations/migration.ts';

/** The calibration book: what a scale showed under a known weight. Rows are only ever appended. */
export const scaleChecks: Migration = {
  id: 60,
  name: 'scale-checks',
  sql: `
CREATE TABLE scale_checks (
  id TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES devices(id), certified_g INTEGER NOT NULL, shown_g INTEGER NOT NULL,
  tolerance_g INTEGER NOT NULL, weight_name TEXT NOT NULL, raw_text TEXT NOT NULL, operator_id TEXT NOT NULL, operator_name TEXT NOT NULL,
  at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX scale_checks_device ON scale_checks (device_id, at_ms);
CREATE TRIGGER scale_checks_no_update BEFORE UPDATE ON scale_checks BEGIN SELECT RAISE(ABORT, 'scale_checks is append-only'); END;
CREATE TRIGGER scale_checks_no_delete BEFORE DELETE ON scale_checks BEGIN SELECT RAISE(ABORT, 'scale_checks is append-only'); END;
`,
};
