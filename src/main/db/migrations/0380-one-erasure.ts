import type { Migration } from '#main/db/migrations/migration.ts';

/** What rules changed of an erased order is removed by the erasure itself, all of it; this trigger did a part of the same. */
export const oneErasure: Migration = {
  id: 380,
  name: 'one-erasure',
  sql: `DROP TRIGGER cleaning_changes_erased;`,
};
