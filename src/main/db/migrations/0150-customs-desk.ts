import type { Migration } from '#main/db/migrations/migration.ts';

/**
 * The customs desk: who sends, what stands in the way of each parcel that crosses a border, what clerks and buyers filled in, and
 * the named rights of people. What must be looked at again is noted by triggers, whoever writes: an order, its goods or its
 * recipient cannot change without it.
 */
export const customsDesk: Migration = {
  id: 150,
  name: 'customs-desk',
  sql: `
CREATE TABLE operator_rights (
  operator_id TEXT NOT NULL REFERENCES operators(id), name TEXT NOT NULL, PRIMARY KEY (operator_id, name)
) STRICT, WITHOUT ROWID;

-- An empty shop_id stands for every shop that has no profile of its own.
CREATE TABLE customs_profiles (
  shop_id TEXT PRIMARY KEY, profile_json TEXT NOT NULL, version INTEGER NOT NULL, saved_at_ms INTEGER NOT NULL, saved_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE customs_profile_history (
  shop_id TEXT NOT NULL, version INTEGER NOT NULL, profile_json TEXT NOT NULL, saved_at_ms INTEGER NOT NULL, saved_by TEXT NOT NULL,
  PRIMARY KEY (shop_id, version)
) STRICT, WITHOUT ROWID;
-- Where every parcel starts; empty while senders sit in several countries: then the destination alone says nothing.
CREATE TABLE customs_home (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), country TEXT NOT NULL) STRICT;
INSERT INTO customs_home (only_row, country) VALUES (1, 'CN');

-- One row per order that crosses a border. state: not_needed | complete | warned | blocked | overridden.
CREATE TABLE customs_cases (
  order_id TEXT PRIMARY KEY REFERENCES orders(id), territory TEXT NOT NULL, lane TEXT NOT NULL, state TEXT NOT NULL,
  block_count INTEGER NOT NULL, warn_count INTEGER NOT NULL, is_open INTEGER NOT NULL, papers_json TEXT NOT NULL, checked_day TEXT NOT NULL,
  rule_version TEXT NOT NULL, checked_at_ms INTEGER NOT NULL, first_blocked_at_ms INTEGER, version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX customs_cases_state ON customs_cases (is_open, state, territory);
-- finding_key: the path with goods named by their code instead of their place, so that it stays the same when lines move.
CREATE TABLE customs_findings (
  order_id TEXT NOT NULL REFERENCES customs_cases(order_id), finding_key TEXT NOT NULL, path TEXT NOT NULL, field TEXT NOT NULL, rule_id TEXT NOT NULL,
  severity TEXT NOT NULL, sku_id TEXT, text_json TEXT NOT NULL, PRIMARY KEY (order_id, finding_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_findings_field ON customs_findings (field, severity);
CREATE TABLE customs_overrides (
  order_id TEXT NOT NULL REFERENCES orders(id), finding_key TEXT NOT NULL, reason TEXT NOT NULL, given_by TEXT NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY (order_id, finding_key)
) STRICT, WITHOUT ROWID;
-- What is known of one order beyond the shop's data. source: clerk | buyer.
CREATE TABLE customs_case_values (
  order_id TEXT NOT NULL REFERENCES orders(id), field TEXT NOT NULL, value TEXT NOT NULL, source TEXT NOT NULL, set_by TEXT NOT NULL, at_ms INTEGER NOT NULL,
  PRIMARY KEY (order_id, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE customs_fills (
  id TEXT PRIMARY KEY, field TEXT NOT NULL, filled_by TEXT NOT NULL, at_ms INTEGER NOT NULL, undone_at_ms INTEGER
) STRICT;
CREATE TABLE customs_fill_items (
  fill_id TEXT NOT NULL REFERENCES customs_fills(id), order_id TEXT NOT NULL, before_value TEXT, before_source TEXT, after_value TEXT NOT NULL,
  PRIMARY KEY (fill_id, order_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE customs_asks (
  order_id TEXT NOT NULL REFERENCES orders(id), kind TEXT NOT NULL, language TEXT NOT NULL, asked_by TEXT NOT NULL, at_ms INTEGER NOT NULL,
  answered_at_ms INTEGER, PRIMARY KEY (order_id, kind)
) STRICT, WITHOUT ROWID;
-- Own words instead of the built-in ones.
CREATE TABLE customs_ask_templates (
  language TEXT PRIMARY KEY, text TEXT NOT NULL, version INTEGER NOT NULL, saved_by TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Orders to be checked anew; goods whose orders are; and a walk over all open cases, with the place that it has reached.
CREATE TABLE customs_due (order_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE customs_due_goods (sku_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE customs_due_all (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), after_order_id TEXT NOT NULL) STRICT;

-- NOT EXISTS instead of OR IGNORE: within a trigger the conflict clause of the statement that fired it counts, and upserts abort.
CREATE TRIGGER customs_recipient_new AFTER INSERT ON order_recipients
WHEN NEW.country <> '' AND NEW.country <> (SELECT country FROM customs_home) BEGIN
  INSERT INTO customs_due (order_id) SELECT NEW.order_id WHERE NOT EXISTS (SELECT 1 FROM customs_due d WHERE d.order_id = NEW.order_id);
END;
CREATE TRIGGER customs_recipient_changed AFTER UPDATE OF name, phone, country, province, city, district, street, postcode ON order_recipients
WHEN (NEW.country <> '' AND NEW.country <> (SELECT country FROM customs_home)) OR EXISTS (SELECT 1 FROM customs_cases c WHERE c.order_id = NEW.order_id) BEGIN
  INSERT INTO customs_due (order_id) SELECT NEW.order_id WHERE NOT EXISTS (SELECT 1 FROM customs_due d WHERE d.order_id = NEW.order_id);
END;
CREATE TRIGGER customs_order_changed AFTER UPDATE OF platform_version_ms, total_minor, shipping_fee_minor, currency, payment, fulfilment ON orders
WHEN (NEW.platform_version_ms, NEW.total_minor, NEW.shipping_fee_minor, NEW.currency, NEW.payment, NEW.fulfilment)
  IS NOT (OLD.platform_version_ms, OLD.total_minor, OLD.shipping_fee_minor, OLD.currency, OLD.payment, OLD.fulfilment)
  AND EXISTS (SELECT 1 FROM customs_cases c WHERE c.order_id = NEW.id) BEGIN
  INSERT INTO customs_due (order_id) SELECT NEW.id WHERE NOT EXISTS (SELECT 1 FROM customs_due d WHERE d.order_id = NEW.id);
END;
CREATE TRIGGER customs_line_changed AFTER UPDATE OF sku_id, quantity, cancelled_quantity, paid_minor ON order_lines
WHEN EXISTS (SELECT 1 FROM customs_cases c WHERE c.order_id = NEW.order_id) BEGIN
  INSERT INTO customs_due (order_id) SELECT NEW.order_id WHERE NOT EXISTS (SELECT 1 FROM customs_due d WHERE d.order_id = NEW.order_id);
END;
CREATE TRIGGER customs_goods_new AFTER INSERT ON customs_goods BEGIN INSERT INTO customs_due_goods (sku_id) SELECT NEW.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = NEW.sku_id); END;
CREATE TRIGGER customs_goods_changed AFTER UPDATE ON customs_goods BEGIN INSERT INTO customs_due_goods (sku_id) SELECT NEW.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = NEW.sku_id); END;
CREATE TRIGGER customs_goods_gone AFTER DELETE ON customs_goods BEGIN INSERT INTO customs_due_goods (sku_id) SELECT OLD.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = OLD.sku_id); END;
CREATE TRIGGER customs_code_new AFTER INSERT ON customs_hs_codes BEGIN INSERT INTO customs_due_goods (sku_id) SELECT NEW.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = NEW.sku_id); END;
CREATE TRIGGER customs_code_changed AFTER UPDATE ON customs_hs_codes BEGIN INSERT INTO customs_due_goods (sku_id) SELECT NEW.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = NEW.sku_id); END;
CREATE TRIGGER customs_code_gone AFTER DELETE ON customs_hs_codes BEGIN INSERT INTO customs_due_goods (sku_id) SELECT OLD.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = OLD.sku_id); END;
CREATE TRIGGER customs_certificate_new AFTER INSERT ON customs_certificates BEGIN INSERT INTO customs_due_goods (sku_id) SELECT NEW.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = NEW.sku_id); END;
CREATE TRIGGER customs_certificate_changed AFTER UPDATE ON customs_certificates BEGIN INSERT INTO customs_due_goods (sku_id) SELECT NEW.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = NEW.sku_id); END;
CREATE TRIGGER customs_certificate_gone AFTER DELETE ON customs_certificates BEGIN INSERT INTO customs_due_goods (sku_id) SELECT OLD.sku_id WHERE NOT EXISTS (SELECT 1 FROM customs_due_goods d WHERE d.sku_id = OLD.sku_id); END;

-- Orders that waited when the desk came.
INSERT INTO customs_due (order_id)
SELECT r.order_id FROM order_recipients r JOIN orders o ON o.id = r.order_id
WHERE r.country NOT IN ('', 'CN') AND o.fulfilment IN ('received', 'reserved', 'packing', 'packed', 'partially_shipped');
`,
};
