import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Label and document layouts of the shop's own. */

export const labelTemplates = sqliteTable('label_templates', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  name: text('name').notNull(),
  version: integer('version').notNull(),
  basedOn: text('based_on'),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
  removedAtMs: integer('removed_at_ms'),
});

export const labelTemplateVersions = sqliteTable(
  'label_template_versions',
  {
    templateId: text('template_id').notNull(),
    version: integer('version').notNull(),
    layoutJson: text('layout_json').notNull(),
    sha256: text('sha256').notNull(),
    note: text('note').notNull(),
    operatorId: text('operator_id').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.templateId, table.version] })],
);

export const labelTemplateChoices = sqliteTable(
  'label_template_choices',
  {
    kind: text('kind').notNull(),
    shopId: text('shop_id').notNull(),
    templateRef: text('template_ref').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
    operatorId: text('operator_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.shopId] })],
);
