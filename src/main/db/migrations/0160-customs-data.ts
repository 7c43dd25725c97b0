import type { Migration } from '#main/db/migrations/migration.ts';

/** Files that left for customs, posts and brokers; what customs made of the parcels; what is learned from refused ones. */
export const customsData: Migration = {
  id: 160,
  name: 'customs-data',
  sql: `
-- Columns of brokers' files and company data of lists, as people set them up. body_json has the shape of its kind in shared/model/customs-data.ts.
CREATE TABLE customs_templates (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, body_json TEXT NOT NULL, version INTEGER NOT NULL, created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL, removed_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customs_templates_name ON customs_templates (kind, name) WHERE removed_at_ms IS NULL;
-- Numbers that a parcel bears in such files; given once. shipment_id is '' for an order without a parcel.
CREATE TABLE customs_numbers (
  kind TEXT NOT NULL, number TEXT NOT NULL, order_id TEXT NOT NULL REFERENCES orders(id), shipment_id TEXT NOT NULL, given_at_ms INTEGER NOT NULL,
  given_by TEXT NOT NULL, PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX customs_numbers_of_parcel ON customs_numbers (order_id, shipment_id, kind);
CREATE INDEX customs_numbers_number ON customs_numbers (number);
CREATE TRIGGER customs_numbers_no_update BEFORE UPDATE ON customs_numbers BEGIN SELECT RAISE(ABORT, 'customs_numbers is append-only'); END;
CREATE TRIGGER customs_numbers_no_delete BEFORE DELETE ON customs_numbers BEGIN SELECT RAISE(ABORT, 'customs_numbers is append-only'); END;
CREATE TABLE customs_exports (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, format TEXT NOT NULL, template_id TEXT, template_json TEXT, transport_json TEXT NOT NULL,
  state TEXT NOT NULL, parcel_count INTEGER NOT NULL, done_count INTEGER NOT NULL, left_out_count INTEGER NOT NULL, file_name TEXT NOT NULL,
  sha256 TEXT, size_bytes INTEGER, problem_json TEXT, repeat_reason TEXT, act_json TEXT NOT NULL, made_by TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
  made_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_exports_created ON customs_exports (created_at_ms);
-- What was handed over, for ever the same bytes.
CREATE TABLE customs_export_files (export_id TEXT PRIMARY KEY REFERENCES customs_exports(id), content BLOB NOT NULL) STRICT;
CREATE TRIGGER customs_export_files_no_update BEFORE UPDATE ON customs_export_files BEGIN SELECT RAISE(ABORT, 'customs_export_files is append-only'); END;
CREATE TABLE customs_export_orders (
  export_id TEXT NOT NULL REFERENCES customs_exports(id), position INTEGER NOT NULL, order_id TEXT NOT NULL REFERENCES orders(id), shipment_id TEXT NOT NULL,
  family TEXT NOT NULL, tracking_number TEXT NOT NULL, cop_no TEXT NOT NULL, state TEXT NOT NULL, problems_json TEXT NOT NULL, PRIMARY KEY (export_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_export_orders_order ON customs_export_orders (order_id, family);
CREATE INDEX customs_export_orders_tracking ON customs_export_orders (tracking_number);
CREATE TABLE customs_result_imports (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, headers_json TEXT NOT NULL, mapping_json TEXT NOT NULL, meanings_json TEXT NOT NULL,
  state TEXT NOT NULL, row_count INTEGER NOT NULL, applied_count INTEGER NOT NULL, error_count INTEGER NOT NULL, duplicate_count INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL, created_by TEXT NOT NULL, applied_at_ms INTEGER, undone_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_result_imports_sha ON customs_result_imports (sha256);
CREATE TABLE customs_result_rows (
  import_id TEXT NOT NULL REFERENCES customs_result_imports(id), row_number INTEGER NOT NULL, cells_json TEXT NOT NULL, outcome_json TEXT, state TEXT NOT NULL,
  problem_json TEXT, outcome_id TEXT, PRIMARY KEY (import_id, row_number)
) STRICT, WITHOUT ROWID;
CREATE TABLE customs_outcomes (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders(id), shipment_id TEXT, territory TEXT NOT NULL, result TEXT NOT NULL, reason_code TEXT NOT NULL,
  reason_text TEXT NOT NULL, cost_minor INTEGER, cost_currency TEXT, at_ms INTEGER NOT NULL, source TEXT NOT NULL, raw TEXT NOT NULL, import_id TEXT,
  recorded_by TEXT NOT NULL, recorded_at_ms INTEGER NOT NULL, removed_at_ms INTEGER, removed_by TEXT, removed_reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_outcomes_order ON customs_outcomes (order_id);
CREATE INDEX customs_outcomes_at ON customs_outcomes (at_ms);
-- Refused and held parcels: which rule would have caught them, and what was decided.
CREATE TABLE customs_lessons (
  id TEXT PRIMARY KEY, outcome_id TEXT NOT NULL UNIQUE REFERENCES customs_outcomes(id), order_id TEXT NOT NULL REFERENCES orders(id), state TEXT NOT NULL,
  findings_json TEXT, draft_json TEXT, review_problem_json TEXT, reviewed_at_ms INTEGER, reason TEXT NOT NULL, decided_by TEXT, decided_at_ms INTEGER,
  version INTEGER NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_lessons_state ON customs_lessons (state, created_at_ms);
`,
};
