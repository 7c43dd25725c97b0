import type { Migration } from '#main/db/migrations/migration.ts';

/** The archive of customs papers, the numbers that find them, and batches that make them. */
export const customsPapers: Migration = {
  id: 140,
  name: 'customs-papers',
  sql: `
-- One row per paper that was made, kept with all that it was made from. declaration and pdf are deflated; sha256 is that of the PDF.
CREATE TABLE customs_documents (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders(id), shipment_id TEXT REFERENCES shipments(id), kind TEXT NOT NULL, number TEXT NOT NULL,
  order_number TEXT NOT NULL, tracking_number TEXT NOT NULL, country TEXT NOT NULL, ship_date TEXT NOT NULL,
  declaration BLOB NOT NULL, declaration_sha256 TEXT NOT NULL, options_json TEXT NOT NULL, rule_version TEXT NOT NULL, template_version INTEGER NOT NULL,
  sha256 TEXT NOT NULL, page_count INTEGER NOT NULL, byte_length INTEGER NOT NULL, pdf BLOB NOT NULL,
  created_at_ms INTEGER NOT NULL, created_by TEXT NOT NULL, keep_until TEXT NOT NULL, superseded_by TEXT REFERENCES customs_documents(id), reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_documents_order ON customs_documents (order_id, created_at_ms);
CREATE INDEX customs_documents_shipment ON customs_documents (shipment_id);
CREATE INDEX customs_documents_newest ON customs_documents (created_at_ms, id);
CREATE INDEX customs_documents_keep ON customs_documents (keep_until);
CREATE INDEX customs_documents_superseded ON customs_documents (superseded_by);
-- Numbers in capitals without blanks, dots, dashes and slashes.
CREATE TABLE customs_document_numbers (
  value TEXT NOT NULL, document_id TEXT NOT NULL REFERENCES customs_documents(id), PRIMARY KEY (value, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_document_numbers_document ON customs_document_numbers (document_id);
CREATE TABLE customs_paper_batches (
  id TEXT PRIMARY KEY, state TEXT NOT NULL, kinds_json TEXT NOT NULL, act_json TEXT NOT NULL, created_at_ms INTEGER NOT NULL, finished_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE TABLE customs_paper_batch_orders (
  batch_id TEXT NOT NULL REFERENCES customs_paper_batches(id), position INTEGER NOT NULL, order_id TEXT NOT NULL REFERENCES orders(id),
  state TEXT NOT NULL, documents_json TEXT NOT NULL, problem_json TEXT, PRIMARY KEY (batch_id, position)
) STRICT, WITHOUT ROWID;
`,
};
