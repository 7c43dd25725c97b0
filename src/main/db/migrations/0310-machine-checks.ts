import type { Migration } from '#main/db/migrations/migration.ts';

/** What was found when this machine was checked, after the first start and after updates. */
export const machineChecks: Migration = {
  id: 310,
  name: 'machine-checks',
  sql: `
CREATE TABLE machine_checks (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, app_version TEXT NOT NULL, host_kind TEXT NOT NULL, findings_json TEXT NOT NULL
) STRICT;
`,
};
