import type { Migration } from '#main/db/migrations/migration.ts';

/** Who said what a platform's status means, when and why; what messages wait for is found without reading the archive. */
export const statusMapEdits: Migration = {
  id: 220,
  name: 'status-map-edits',
  sql: `
ALTER TABLE status_map ADD COLUMN edited_at_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE status_map ADD COLUMN reason TEXT NOT NULL DEFAULT '';
CREATE INDEX raw_messages_parked_code ON raw_messages (park_code, shop_id) WHERE state = 'parked';
`,
};
