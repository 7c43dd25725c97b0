import type { Migration } from '#main/db/migrations/migration.ts';

/** Recipients that a person typed in because the platform masks them, and the mask that they replaced. */
export const enteredRecipients: Migration = {
  id: 360,
  name: 'entered-recipients',
  sql: `ALTER TABLE order_recipients ADD COLUMN entered_over TEXT;`,
};
