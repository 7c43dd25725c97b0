import type { Migration } from '#main/db/migrations/migration.ts';

/** Layouts of the shop's own, every version of them kept: a print job names the version that it was drawn with. */
export const labelTemplates: Migration = {
  id: 80,
  name: 'label-templates',
  sql: `
CREATE TABLE label_templates (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, version INTEGER NOT NULL, based_on TEXT,
  created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, removed_at_ms INTEGER
) STRICT;
CREATE TABLE label_template_versions (
  template_id TEXT NOT NULL REFERENCES label_templates(id), version INTEGER NOT NULL, layout_json TEXT NOT NULL, sha256 TEXT NOT NULL,
  note TEXT NOT NULL, operator_id TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (template_id, version)
) STRICT;
-- An empty shop_id stands for every shop that has no line of its own.
CREATE TABLE label_template_choices (
  kind TEXT NOT NULL, shop_id TEXT NOT NULL, template_ref TEXT NOT NULL, updated_at_ms INTEGER NOT NULL, operator_id TEXT NOT NULL,
  PRIMARY KEY (kind, shop_id)
) STRICT, WITHOUT ROWID;
`,
};
