import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The customs desk: senders, cases, what was filled in, asked and overridden. */

export const operatorRights = sqliteTable(
  'operator_rights',
  { operatorId: text('operator_id').notNull(), name: text('name').notNull() },
  (table) => [primaryKey({ columns: [table.operatorId, table.name] })],
);

export const customsProfiles = sqliteTable('customs_profiles', {
  shopId: text('shop_id').primaryKey(),
  profileJson: text('profile_json').notNull(),
  version: integer('version').notNull(),
  savedAtMs: integer('saved_at_ms').notNull(),
  savedBy: text('saved_by').notNull(),
});

export const customsProfileHistory = sqliteTable(
  'customs_profile_history',
  {
    shopId: text('shop_id').notNull(),
    version: integer('version').notNull(),
    profileJson: text('profile_json').notNull(),
    savedAtMs: integer('saved_at_ms').notNull(),
    savedBy: text('saved_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.version] })],
);

export const customsHome = sqliteTable('customs_home', {
  onlyRow: integer('only_row').primaryKey(),
  country: text('country').notNull(),
});

export const customsCases = sqliteTable('customs_cases', {
  orderId: text('order_id').primaryKey(),
  territory: text('territory').notNull(),
  lane: text('lane').notNull(),
  state: text('state').notNull(),
  blockCount: integer('block_count').notNull(),
  warnCount: integer('warn_count').notNull(),
  isOpen: integer('is_open').notNull(),
  papersJson: text('papers_json').notNull(),
  checkedDay: text('checked_day').notNull(),
  ruleVersion: text('rule_version').notNull(),
  checkedAtMs: integer('checked_at_ms').notNull(),
  firstBlockedAtMs: integer('first_blocked_at_ms'),
  version: integer('version').notNull().default(1),
});

export const customsFindings = sqliteTable(
  'customs_findings',
  {
    orderId: text('order_id').notNull(),
    findingKey: text('finding_key').notNull(),
    path: text('path').notNull(),
    field: text('field').notNull(),
    ruleId: text('rule_id').notNull(),
    severity: text('severity').notNull(),
    skuId: text('sku_id'),
    textJson: text('text_json').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.findingKey] })],
);

export const customsOverrides = sqliteTable(
  'customs_overrides',
  {
    orderId: text('order_id').notNull(),
    findingKey: text('finding_key').notNull(),
    reason: text('reason').notNull(),
    givenBy: text('given_by').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.findingKey] })],
);

export const customsCaseValues = sqliteTable(
  'customs_case_values',
  {
    orderId: text('order_id').notNull(),
    field: text('field').notNull(),
    value: text('value').notNull(),
    source: text('source').notNull(),
    setBy: text('set_by').notNull(),
    atMs: integer('at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.field] })],
);

export const customsFills = sqliteTable('customs_fills', {
  id: text('id').primaryKey(),
  field: text('field').notNull(),
  filledBy: text('filled_by').notNull(),
  atMs: integer('at_ms').notNull(),
  undoneAtMs: integer('undone_at_ms'),
});

export const customsFillItems = sqliteTable(
  'customs_fill_items',
  {
    fillId: text('fill_id').notNull(),
    orderId: text('order_id').notNull(),
    beforeValue: text('before_value'),
    beforeSource: text('before_source'),
    afterValue: text('after_value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fillId, table.orderId] })],
);

export const customsAsks = sqliteTable(
  'customs_asks',
  {
    orderId: text('order_id').notNull(),
    kind: text('kind').notNull(),
    language: text('language').notNull(),
    askedBy: text('asked_by').notNull(),
    atMs: integer('at_ms').notNull(),
    answeredAtMs: integer('answered_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.kind] })],
);

export const customsAskTemplates = sqliteTable('customs_ask_templates', {
  language: text('language').primaryKey(),
  text: text('text').notNull(),
  version: integer('version').notNull(),
  savedBy: text('saved_by').notNull(),
  atMs: integer('at_ms').notNull(),
});

export const customsDue = sqliteTable('customs_due', { orderId: text('order_id').primaryKey() });

export const customsDueGoods = sqliteTable('customs_due_goods', { skuId: text('sku_id').primaryKey() });

export const customsDueAll = sqliteTable('customs_due_all', {
  onlyRow: integer('only_row').primaryKey(),
  afterOrderId: text('after_order_id').notNull(),
});
