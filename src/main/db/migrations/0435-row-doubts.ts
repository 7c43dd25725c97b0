import type { Migration } from '#main/db/migrations/migration.ts';

/** A row of an import that comes in tells what somebody should look at. */
export const rowDoubts: Migration = {
  id: 435,
  name: 'row-doubts',
  sql: `
ALTER TABLE import_rows ADD COLUMN doubts_json TEXT;
ALTER TABLE imports ADD COLUMN doubt_count INTEGER NOT NULL DEFAULT 0;
`,
};
