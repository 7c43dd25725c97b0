import type { Migration } from '#main/db/migrations/migration.ts';

/** What a person says was paid, with a proof, and what a second person says of it. */
export const paymentRepairs: Migration = {
  id: 271,
  name: 'payment-repairs',
  sql: `
CREATE TABLE payment_repairs (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders(id), payment_id TEXT REFERENCES payments(id), amount_minor INTEGER NOT NULL, currency TEXT NOT NULL,
  reference TEXT NOT NULL, note TEXT NOT NULL, state TEXT NOT NULL, asked_by_id TEXT NOT NULL, asked_by_name TEXT NOT NULL, asked_at_ms INTEGER NOT NULL,
  decided_by_id TEXT, decided_by_name TEXT, decided_at_ms INTEGER, decide_note TEXT NOT NULL DEFAULT '',
  proof_name TEXT NOT NULL, proof_mime TEXT NOT NULL, proof_sha256 TEXT NOT NULL, proof_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX payment_repairs_pending ON payment_repairs (order_id) WHERE state = 'pending';
CREATE INDEX payment_repairs_order ON payment_repairs (order_id, asked_at_ms);
CREATE INDEX payment_repairs_state ON payment_repairs (state, asked_at_ms);
-- Apart from the rows that lists read.
CREATE TABLE payment_proofs (repair_id TEXT PRIMARY KEY REFERENCES payment_repairs(id), content BLOB NOT NULL) STRICT;
`,
};
