import type { Migration } from '#main/db/migrations/migration.ts';

/** Finds the orders behind the last digits of a phone, which is what buyers say and what stands masked on the screen. */
export const phoneTails: Migration = {
  id: 40,
  name: 'phone-tails',
  sql: `
CREATE INDEX order_recipients_phone_tail ON order_recipients (substr(phone, -4), order_id);
`,
};
