import type { Migration } from '#main/db/migrations/migration.ts';

/** What a GS1 code says about the very unit that was scanned. */
export const scannedUnits: Migration = {
  id: 385,
  name: 'scanned-units',
  sql: `
ALTER TABLE pack_scans ADD COLUMN lot TEXT;
ALTER TABLE pack_scans ADD COLUMN expiry TEXT;
ALTER TABLE pack_scans ADD COLUMN serial TEXT;
`,
};
