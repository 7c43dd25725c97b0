import type { Migration } from '#main/db/migrations/migration.ts';

/** Where a serial number was packed before, whatever parcel that was. */
export const serialLookup: Migration = {
  id: 390,
  name: 'serial-lookup',
  sql: `
CREATE INDEX pack_scans_serial ON pack_scans (serial, code) WHERE serial IS NOT NULL;
`,
};
