import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How to speak with HTTP APIs, as data. */

export const httpTemplates = sqliteTable('http_templates', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  removedAtMs: integer('removed_at_ms'),
});

export const httpTemplateVersions = sqliteTable(
  'http_template_versions',
  {
    templateId: text('template_id').notNull(),
    version: integer('version').notNull(),
    templateJson: text('template_json').notNull(),
    note: text('note').notNull(),
    savedBy: text('saved_by').notNull(),
    savedAtMs: integer('saved_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.templateId, table.version] })],
);
