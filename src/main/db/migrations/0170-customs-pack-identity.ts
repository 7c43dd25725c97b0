import type { Migration } from '#main/db/migrations/migration.ts';

/**
 * Which pack is in force is asked at every check. A payload of hundreds of kilobytes lies before the columns that say so, and would
 * be walked through each time; this index holds all that the question needs.
 */
export const customsPackIdentity: Migration = {
  id: 170,
  name: 'customs-pack-identity',
  sql: `
CREATE INDEX customs_rule_packs_identity ON customs_rule_packs (undone_at_ms, version, signature);
`,
};
