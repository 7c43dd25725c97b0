import type { Migration } from '#main/db/migrations/migration.ts';

/** A pull that fails halfway goes on where it stood: the rest of its window. */
export const pullPlace: Migration = {
  id: 400,
  name: 'pull-place',
  sql: `
ALTER TABLE sync_cursors ADD COLUMN rest_from_ms INTEGER;
ALTER TABLE sync_cursors ADD COLUMN rest_to_ms INTEGER;
`,
};
