import type { Migration } from '#main/db/migrations/migration.ts';

/** A row of an import tells all that is wrong with it, where it told the first. */
export const rowProblems: Migration = {
  id: 395,
  name: 'row-problems',
  sql: `
UPDATE import_rows SET error_json = '[' || error_json || ']' WHERE error_json IS NOT NULL;
`,
};
