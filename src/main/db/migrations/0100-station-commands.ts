import type { Migration } from '#main/db/migrations/migration.ts';

/**
 * What command barcodes leave behind: a parcel that holds only a part on purpose, a number that the next scan counts, and
 * which scans were taken back again.
 */
export const stationCommands: Migration = {
  id: 100,
  name: 'station-commands',
  sql: `
ALTER TABLE shipments ADD COLUMN is_partial INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stations ADD COLUMN next_quantity INTEGER;
ALTER TABLE pack_scans ADD COLUMN quantity INTEGER NOT NULL DEFAULT 1;
ALTER TABLE pack_scans ADD COLUMN undone_quantity INTEGER NOT NULL DEFAULT 0;
`,
};
