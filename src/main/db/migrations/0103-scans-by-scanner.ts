import type { Migration } from '#main/db/migrations/migration.ts';

/** Which scanner read a code, for scanners that have a name. */
export const scansByScanner: Migration = {
  id: 103,
  name: 'scans-by-scanner',
  sql: `
ALTER TABLE pack_scans ADD COLUMN scanner_id TEXT;
CREATE INDEX pack_scans_scanner ON pack_scans (scanner_id, at_ms) WHERE scanner_id IS NOT NULL;
`,
};
