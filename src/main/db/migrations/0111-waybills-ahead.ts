import type { Migration } from '#main/db/migrations/migration.ts';

/** Whether a shop's waybills are bought as soon as a box is opened, instead of when it is closed. */
export const waybillsAhead: Migration = {
  id: 111,
  name: 'waybills-ahead',
  sql: `
ALTER TABLE shops ADD COLUMN buys_ahead INTEGER NOT NULL DEFAULT 0;
`,
};
