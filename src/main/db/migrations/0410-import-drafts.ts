import type { Migration } from '#main/db/migrations/migration.ts';

/** A file that was looked at can be gone on with later: its headers, encoding and template are kept beside its rows. */
export const importDrafts: Migration = {
  id: 410,
  name: 'import-drafts',
  sql: `
ALTER TABLE imports ADD COLUMN file_json TEXT;
`,
};
