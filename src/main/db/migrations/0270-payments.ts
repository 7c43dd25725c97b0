import type { Migration } from '#main/db/migrations/migration.ts';

/** Payment accounts, what their providers told and answered, and payments that two persons settled by hand. */
export const payments: Migration = {
  id: 270,
  name: 'payments',
  sql: `
CREATE TABLE payment_accounts (
  id TEXT PRIMARY KEY, provider_id TEXT NOT NULL, name TEXT NOT NULL, shop_id TEXT REFERENCES shops(id), number_pattern TEXT NOT NULL, config_json TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1, refusal_json TEXT, refused_at_ms INTEGER, keys_asked_at_ms INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- One payment of one order at one provider. The order's number is read from the provider's, so that an order that comes later finds it.
CREATE TABLE payments (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES payment_accounts(id), out_trade_no TEXT NOT NULL, order_number TEXT NOT NULL,
  order_id TEXT REFERENCES orders(id), trade_number TEXT NOT NULL, vendor_state TEXT NOT NULL, amount_minor INTEGER, currency TEXT NOT NULL, merchant TEXT NOT NULL,
  state TEXT NOT NULL, reason_json TEXT, attempts INTEGER NOT NULL DEFAULT 0, round INTEGER NOT NULL DEFAULT 1, next_attempt_at_ms INTEGER,
  paid_at_ms INTEGER, confirmed_at_ms INTEGER, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, UNIQUE (account_id, out_trade_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX payments_state ON payments (state, updated_at_ms);
CREATE INDEX payments_order ON payments (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX payments_waiting ON payments (order_number) WHERE state = 'waiting_order';
-- Callbacks and answers, unaltered and compressed; facts_json is what was read from them.
CREATE TABLE payment_messages (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES payment_accounts(id), payment_id TEXT NOT NULL REFERENCES payments(id), kind TEXT NOT NULL, topic TEXT NOT NULL,
  delivery_id TEXT, content_type TEXT NOT NULL, payload BLOB NOT NULL, payload_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL, facts_json TEXT NOT NULL,
  verdict TEXT NOT NULL, reason_json TEXT, received_at_ms INTEGER NOT NULL, seen_count INTEGER NOT NULL DEFAULT 1, last_seen_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX payment_messages_delivery ON payment_messages (account_id, delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX payment_messages_payment ON payment_messages (payment_id, received_at_ms);
`,
};
