import type { Migration } from '#main/db/migrations/migration.ts';

/** Up to when the platform shows nothing of the window that a replay was asked for. */
export const hiddenHistory: Migration = {
  id: 440,
  name: 'hidden-history',
  sql: `
ALTER TABLE replays ADD COLUMN hidden_until_ms INTEGER;
`,
};
