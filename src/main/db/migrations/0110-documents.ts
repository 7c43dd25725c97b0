import type { Migration } from '#main/db/migrations/migration.ts';

/**
 * Numbers that documents bear, the waves that orders are picked in, and which printer takes which kind of document. A number
 * that stands in document_numbers is never given again, also when its parcel was put back.
 */
export const documents: Migration = {
  id: 110,
  name: 'documents',
  sql: `
-- The last number given of each series; grows in the transaction that uses it.
CREATE TABLE number_series (series TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE document_numbers (
  kind TEXT NOT NULL, number TEXT NOT NULL, shipment_id TEXT NOT NULL REFERENCES shipments(id), given_at_ms INTEGER NOT NULL,
  given_by TEXT NOT NULL, PRIMARY KEY (kind, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX document_numbers_of_parcel ON document_numbers (shipment_id, kind);
CREATE TRIGGER document_numbers_no_update BEFORE UPDATE ON document_numbers BEGIN SELECT RAISE(ABORT, 'document_numbers is append-only'); END;
CREATE TRIGGER document_numbers_no_delete BEFORE DELETE ON document_numbers BEGIN SELECT RAISE(ABORT, 'document_numbers is append-only'); END;
CREATE TABLE waves (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, order_json TEXT NOT NULL, created_at_ms INTEGER NOT NULL, created_by TEXT NOT NULL
) STRICT;
CREATE TABLE wave_orders (
  wave_id TEXT NOT NULL REFERENCES waves(id), slot INTEGER NOT NULL, order_id TEXT NOT NULL REFERENCES orders(id), PRIMARY KEY (wave_id, slot)
) STRICT, WITHOUT ROWID;
CREATE INDEX wave_orders_order ON wave_orders (order_id);
-- No row: the usual printer takes that kind.
CREATE TABLE printer_roles (
  station_id TEXT NOT NULL, kind TEXT NOT NULL, device_id TEXT NOT NULL REFERENCES devices(id), PRIMARY KEY (station_id, kind)
) STRICT, WITHOUT ROWID;
`,
};
