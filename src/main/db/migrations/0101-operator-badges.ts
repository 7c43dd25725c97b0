import type { Migration } from '#main/db/migrations/migration.ts';

/** Badges: only the hash of a code is kept. The column before them held codes in clear and could not be filled from any screen. */
export const operatorBadges: Migration = {
  id: 101,
  name: 'operator-badges',
  sql: `
CREATE TABLE operator_badges (
  id TEXT PRIMARY KEY, operator_id TEXT NOT NULL REFERENCES operators(id), code_hash TEXT NOT NULL UNIQUE, made_at_ms INTEGER NOT NULL,
  last_used_at_ms INTEGER, revoked_at_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX operator_badges_live ON operator_badges (operator_id) WHERE revoked_at_ms IS NULL;
UPDATE operators SET badge_code = NULL;
`,
};
