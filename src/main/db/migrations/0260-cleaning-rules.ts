import type { Migration } from '#main/db/migrations/migration.ts';

/** Cleaning as data: rules with their versions, what they changed of orders, and runs over stored orders. */
export const cleaningRules: Migration = {
  id: 260,
  name: 'cleaning-rules',
  sql: `
-- A rule in its present version. Counts of the present stage (recent_*) decide about stopping by itself and are halved as they grow.
CREATE TABLE cleaning_rules (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL, is_built_in INTEGER NOT NULL, is_locked INTEGER NOT NULL, version INTEGER NOT NULL,
  state TEXT NOT NULL, percent INTEGER NOT NULL, stop_percent INTEGER NOT NULL, stop_after INTEGER NOT NULL, definition_json TEXT NOT NULL, stopped_json TEXT,
  recent_seen INTEGER NOT NULL DEFAULT 0, recent_errors INTEGER NOT NULL DEFAULT 0, updated_at_ms INTEGER NOT NULL, updated_by TEXT NOT NULL, removed_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE cleaning_rule_versions (
  rule_id TEXT NOT NULL REFERENCES cleaning_rules(id), version INTEGER NOT NULL, definition_json TEXT NOT NULL, saved_at_ms INTEGER NOT NULL, saved_by TEXT NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, errors INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (rule_id, version)
) STRICT, WITHOUT ROWID;
-- One row: raised by every change of a rule, so that compiled rules know when they are old.
CREATE TABLE cleaning_revision (id INTEGER PRIMARY KEY CHECK (id = 1), revision INTEGER NOT NULL) STRICT;
INSERT INTO cleaning_revision (id, revision) VALUES (1, 1);
-- What rules changed of an order, as it stands now. seq keeps the sequence: a later rule sees what an earlier one made.
CREATE TABLE cleaning_changes (
  order_id TEXT NOT NULL REFERENCES orders(id), seq INTEGER NOT NULL, rule_id TEXT NOT NULL, version INTEGER NOT NULL, path TEXT NOT NULL,
  before_text TEXT NOT NULL, after_text TEXT NOT NULL, at_ms INTEGER NOT NULL, undone_at_ms INTEGER,
  PRIMARY KEY (order_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX cleaning_changes_rule ON cleaning_changes (rule_id, version, order_id) WHERE undone_at_ms IS NULL;
-- Personal data goes with the recipient that it belonged to.
CREATE TRIGGER cleaning_changes_erased AFTER UPDATE OF erased_at_ms ON order_recipients WHEN NEW.erased_at_ms IS NOT NULL BEGIN
  DELETE FROM cleaning_changes WHERE order_id = NEW.order_id AND path LIKE 'recipient.%';
END;
-- A rule applied to stored orders, or taken back from them.
CREATE TABLE cleaning_runs (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, rule_id TEXT NOT NULL REFERENCES cleaning_rules(id), version INTEGER NOT NULL, state TEXT NOT NULL, cursor TEXT NOT NULL DEFAULT '',
  total INTEGER NOT NULL, act_json TEXT NOT NULL, created_by TEXT NOT NULL, created_at_ms INTEGER NOT NULL, finished_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX cleaning_runs_rule ON cleaning_runs (rule_id, created_at_ms);
-- One row per order that was met; counts are made of these rows alone, so that a part done twice counts once.
CREATE TABLE cleaning_run_orders (
  run_id TEXT NOT NULL REFERENCES cleaning_runs(id), order_id TEXT NOT NULL REFERENCES orders(id), outcome TEXT NOT NULL, fields TEXT NOT NULL,
  PRIMARY KEY (run_id, order_id)
) STRICT, WITHOUT ROWID;
`,
};
