import type { Migration } from '#main/db/migrations/migration.ts';

/** Customs rules that were installed or confirmed here, rates of exchange, and the shop's own words. */
export const customsRules: Migration = {
  id: 130,
  name: 'customs-rules',
  sql: `
-- Signed packs as they came. The newest that was not undone is in force, unless the product itself came with a newer one.
CREATE TABLE customs_rule_packs (
  version INTEGER PRIMARY KEY, payload TEXT NOT NULL, signature TEXT NOT NULL, key_fingerprint TEXT NOT NULL,
  installed_at_ms INTEGER NOT NULL, installed_by TEXT NOT NULL, undone_at_ms INTEGER, undone_by TEXT
) STRICT;
-- A person looked at the source of a rule that stands on one secondary source. Counts only for the rule as it was: digest.
CREATE TABLE customs_rule_confirmations (
  rule_id TEXT PRIMARY KEY, rule_digest TEXT NOT NULL, note TEXT NOT NULL, confirmed_at_ms INTEGER NOT NULL, confirmed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- Units of the second currency for one unit of the first, as decimal text. XDR is the special drawing right.
CREATE TABLE customs_rates (
  from_currency TEXT NOT NULL, to_currency TEXT NOT NULL, day TEXT NOT NULL, rate TEXT NOT NULL, source TEXT NOT NULL,
  entered_at_ms INTEGER NOT NULL, entered_by TEXT NOT NULL, PRIMARY KEY (from_currency, to_currency, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE customs_words (
  kind TEXT NOT NULL, word TEXT NOT NULL, added_at_ms INTEGER NOT NULL, added_by TEXT NOT NULL, PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;
`,
};
