import type { Migration } from '#main/db/migrations/migration.ts';

/** How to speak with HTTP APIs, as data, with every version that was saved. Shops keep the version they use in their own settings. */
export const httpTemplates: Migration = {
  id: 230,
  name: 'http-templates',
  sql: `
CREATE TABLE http_templates (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  removed_at_ms INTEGER
) STRICT;
CREATE TABLE http_template_versions (
  template_id TEXT NOT NULL REFERENCES http_templates (id),
  version INTEGER NOT NULL,
  template_json TEXT NOT NULL,
  note TEXT NOT NULL,
  saved_by TEXT NOT NULL,
  saved_at_ms INTEGER NOT NULL,
  PRIMARY KEY (template_id, version)
) STRICT, WITHOUT ROWID;
`,
};
