import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Rule packs, confirmations, rates of exchange and own words of the customs checks. */

export const customsRulePacks = sqliteTable('customs_rule_packs', {
  version: integer('version').primaryKey(),
  payload: text('payload').notNull(),
  signature: text('signature').notNull(),
  keyFingerprint: text('key_fingerprint').notNull(),
  installedAtMs: integer('installed_at_ms').notNull(),
  installedBy: text('installed_by').notNull(),
  undoneAtMs: integer('undone_at_ms'),
  undoneBy: text('undone_by'),
});

export const customsRuleConfirmations = sqliteTable('customs_rule_confirmations', {
  ruleId: text('rule_id').primaryKey(),
  ruleDigest: text('rule_digest').notNull(),
  note: text('note').notNull(),
  confirmedAtMs: integer('confirmed_at_ms').notNull(),
  confirmedBy: text('confirmed_by').notNull(),
});

export const customsRates = sqliteTable(
  'customs_rates',
  {
    fromCurrency: text('from_currency').notNull(),
    toCurrency: text('to_currency').notNull(),
    day: text('day').notNull(),
    rate: text('rate').notNull(),
    source: text('source').notNull(),
    enteredAtMs: integer('entered_at_ms').notNull(),
    enteredBy: text('entered_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.fromCurrency, table.toCurrency, table.day] })],
);

export const customsWords = sqliteTable(
  'customs_words',
  {
    kind: text('kind').notNull(),
    word: text('word').notNull(),
    addedAtMs: integer('added_at_ms').notNull(),
    addedBy: text('added_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.word] })],
);
