import type { Migration } from '#main/db/migrations/migration.ts';

/** When so many orders came at once that something was put off, and when all of it had been done. */
export const rushes: Migration = {
  id: 320,
  name: 'rushes',
  sql: `
CREATE TABLE rushes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, began_at_ms INTEGER NOT NULL, ended_at_ms INTEGER, caught_up_at_ms INTEGER
) STRICT;
`,
};
