import type { Migration } from '#main/db/migrations/migration.ts';

/**
 * First shape of the database. Conventions: STRICT tables, times `*_at_ms` UTC, money `*_minor`, weight `*_g`, JSON as TEXT.
 * Tables whose rows are only ever appended carry triggers that refuse UPDATE and DELETE.
 */
export const foundation: Migration = {
  id: 10,
  name: 'foundation',
  sql: `
-- Shops, secrets ---------------------------------------------------------------------------------------------------
CREATE TABLE shops (
  id TEXT PRIMARY KEY, channel_id TEXT NOT NULL, name TEXT NOT NULL, currency TEXT NOT NULL,
  warehouse_id TEXT NOT NULL REFERENCES warehouses(id), config_json TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1,
  poll_interval_ms INTEGER NOT NULL DEFAULT 300000, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL
) STRICT;
-- Credentials, encrypted once more with a key that is not in the database: box = nonce || ciphertext || tag.
CREATE TABLE secrets (name TEXT PRIMARY KEY, box BLOB NOT NULL, updated_at_ms INTEGER NOT NULL) STRICT;
CREATE TABLE status_map (
  channel_id TEXT NOT NULL, axis TEXT NOT NULL, vendor_status TEXT NOT NULL, payment TEXT, fulfilment TEXT, after_sales TEXT, hold TEXT,
  edited_by TEXT, PRIMARY KEY (channel_id, axis, vendor_status)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_cursors (
  shop_id TEXT NOT NULL REFERENCES shops(id), stream TEXT NOT NULL, watermark_ms INTEGER NOT NULL, last_success_at_ms INTEGER,
  last_failure_at_ms INTEGER, failure_json TEXT, PRIMARY KEY (shop_id, stream)
) STRICT, WITHOUT ROWID;

-- Raw archive ------------------------------------------------------------------------------------------------------
CREATE TABLE raw_messages (
  id TEXT PRIMARY KEY, shop_id TEXT NOT NULL REFERENCES shops(id), source TEXT NOT NULL, topic TEXT NOT NULL, external_number TEXT,
  api_version TEXT NOT NULL, signature TEXT NOT NULL, delivery_id TEXT, payload BLOB NOT NULL, payload_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
  received_at_ms INTEGER NOT NULL, state TEXT NOT NULL, park_code TEXT, park_json TEXT,
  seen_count INTEGER NOT NULL DEFAULT 1, last_seen_at_ms INTEGER NOT NULL, order_id TEXT
) STRICT;
-- A delivery that comes twice is one message.
CREATE UNIQUE INDEX raw_messages_delivery ON raw_messages (shop_id, delivery_id) WHERE delivery_id IS NOT NULL;
-- Overlapping polls fetch the same bytes again: found by shop, number and hash.
CREATE INDEX raw_messages_same ON raw_messages (shop_id, external_number, sha256);
CREATE INDEX raw_messages_parked ON raw_messages (received_at_ms) WHERE state = 'parked';

-- Orders -----------------------------------------------------------------------------------------------------------
CREATE TABLE orders (
  id TEXT NOT NULL UNIQUE,
  -- Its place in every list, newest last: the second it was placed * 1024, plus a number that keeps places apart
  -- (usecases/orders/place-in-list.ts). Being the rowid, it orders each index below and the rows of order_search for free.
  list_key INTEGER PRIMARY KEY,
  shop_id TEXT NOT NULL REFERENCES shops(id), external_number TEXT NOT NULL, display_number TEXT NOT NULL,
  payment TEXT NOT NULL, fulfilment TEXT NOT NULL, after_sales TEXT NOT NULL, hold_count INTEGER NOT NULL DEFAULT 0,
  -- Derived (core/orders/display-status.ts), stored so that lists can be filtered by an index; verify compares.
  status TEXT NOT NULL,
  platform_status TEXT NOT NULL, platform_version_ms INTEGER NOT NULL, platform_json TEXT NOT NULL,
  currency TEXT NOT NULL, total_minor INTEGER NOT NULL, shipping_fee_minor INTEGER NOT NULL,
  placed_at_ms INTEGER NOT NULL, paid_at_ms INTEGER, buyer_note TEXT NOT NULL, seller_note TEXT NOT NULL, flags_json TEXT NOT NULL,
  recipient_handle TEXT, recipient_masked TEXT NOT NULL, destination TEXT NOT NULL, line_count INTEGER NOT NULL, unit_count INTEGER NOT NULL,
  tracking_number TEXT, warehouse_id TEXT NOT NULL REFERENCES warehouses(id), version INTEGER NOT NULL DEFAULT 1,
  created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX orders_external ON orders (shop_id, external_number);
-- The order list, newest first, within a status, a shop, or both: every index ends with the rowid, which is list_key.
CREATE INDEX orders_status ON orders (status);
CREATE INDEX orders_shop ON orders (shop_id);
CREATE INDEX orders_shop_status ON orders (shop_id, status);
CREATE INDEX orders_shop_paid ON orders (shop_id, paid_at_ms);
-- How many orders stand where, for the sidebar: carried along by the triggers, so that nobody counts a million rows; verify compares.
CREATE TABLE order_counts (
  shop_id TEXT NOT NULL, status TEXT NOT NULL, n INTEGER NOT NULL CHECK (n >= 0), PRIMARY KEY (shop_id, status)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER orders_counted AFTER INSERT ON orders BEGIN
  INSERT INTO order_counts (shop_id, status, n) VALUES (NEW.shop_id, NEW.status, 1) ON CONFLICT (shop_id, status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER orders_recounted AFTER UPDATE OF shop_id, status ON orders WHEN NEW.status <> OLD.status OR NEW.shop_id <> OLD.shop_id BEGIN
  UPDATE order_counts SET n = n - 1 WHERE shop_id = OLD.shop_id AND status = OLD.status;
  INSERT INTO order_counts (shop_id, status, n) VALUES (NEW.shop_id, NEW.status, 1) ON CONFLICT (shop_id, status) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER orders_uncounted AFTER DELETE ON orders BEGIN
  UPDATE order_counts SET n = n - 1 WHERE shop_id = OLD.shop_id AND status = OLD.status;
END;

CREATE TABLE order_recipients (
  order_id TEXT PRIMARY KEY REFERENCES orders(id), name TEXT NOT NULL, phone TEXT NOT NULL, country TEXT NOT NULL, province TEXT NOT NULL,
  city TEXT NOT NULL, district TEXT NOT NULL, town TEXT NOT NULL, street TEXT NOT NULL, postcode TEXT NOT NULL,
  is_masked INTEGER NOT NULL, erased_at_ms INTEGER
) STRICT;
CREATE TABLE order_lines (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders(id), position INTEGER NOT NULL, external_line_id TEXT NOT NULL,
  sku_code TEXT NOT NULL, sku_id TEXT REFERENCES skus(id), title TEXT NOT NULL, variant TEXT NOT NULL, quantity INTEGER NOT NULL,
  cancelled_quantity INTEGER NOT NULL, unit_price_minor INTEGER NOT NULL, paid_minor INTEGER NOT NULL, after_sales TEXT NOT NULL,
  reserved_quantity INTEGER NOT NULL DEFAULT 0, packed_quantity INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX order_lines_external ON order_lines (order_id, external_line_id);
CREATE INDEX order_lines_sku ON order_lines (sku_code);
CREATE TABLE order_holds (
  order_id TEXT NOT NULL REFERENCES orders(id), kind TEXT NOT NULL, reason_code TEXT NOT NULL, data_json TEXT NOT NULL,
  placed_at_ms INTEGER NOT NULL, placed_by TEXT NOT NULL, PRIMARY KEY (order_id, kind, reason_code)
) STRICT, WITHOUT ROWID;
-- Any outside number finds its order.
CREATE TABLE external_ids (
  value TEXT NOT NULL, kind TEXT NOT NULL, order_id TEXT NOT NULL REFERENCES orders(id), PRIMARY KEY (value, kind, order_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX external_ids_order ON external_ids (order_id);
-- Append-only, hash-chained per order (core/kernel/event-chain.ts).
CREATE TABLE order_events (
  order_id TEXT NOT NULL REFERENCES orders(id), seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, type TEXT NOT NULL, actor_kind TEXT NOT NULL,
  actor_id TEXT NOT NULL, source TEXT NOT NULL, rule TEXT, trace_id TEXT NOT NULL, data_json TEXT NOT NULL,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (order_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER order_events_no_update BEFORE UPDATE ON order_events BEGIN SELECT RAISE(ABORT, 'order_events is append-only'); END;
CREATE TRIGGER order_events_no_delete BEFORE DELETE ON order_events BEGIN SELECT RAISE(ABORT, 'order_events is append-only'); END;
-- Free text search: titles, SKU codes, ends of numbers, notes and flags; its rowid is the order's list_key. Names and phones are personal
-- data and stay out of it. The shop stands beside it as the end of its id, so that a search within one shop never walks the hits of others.
CREATE VIRTUAL TABLE order_search USING fts5 (text, shop, content='', contentless_delete=1, tokenize='trigram');
-- The trigrams in use, in order: words of two characters, as most Chinese ones are, are looked up as beginnings of trigrams.
CREATE VIRTUAL TABLE order_search_terms USING fts5vocab (order_search, instance);
-- Orders whose text changed since they were indexed; intake adds, a job behind it works them off.
CREATE TABLE order_search_due (list_key INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER orders_tracked AFTER UPDATE OF tracking_number ON orders BEGIN
  INSERT OR IGNORE INTO order_search_due (list_key) VALUES (NEW.list_key);
END;

-- Stock ------------------------------------------------------------------------------------------------------------
CREATE TABLE warehouses (id TEXT PRIMARY KEY, name TEXT NOT NULL, zone TEXT NOT NULL, sender_json TEXT NOT NULL) STRICT;
CREATE TABLE skus (
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, title_en TEXT NOT NULL, weight_g INTEGER, location TEXT NOT NULL,
  hs_code TEXT NOT NULL DEFAULT '', origin_country TEXT NOT NULL DEFAULT '', created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL,
  -- Taken back by the undo of the import that brought it: unknown again, but its movements stay in the ledger.
  retired_at_ms INTEGER
) STRICT;
CREATE TABLE sku_barcodes (barcode TEXT PRIMARY KEY, sku_id TEXT NOT NULL REFERENCES skus(id)) STRICT, WITHOUT ROWID;
CREATE INDEX sku_barcodes_sku ON sku_barcodes (sku_id);
-- The ledger. The key makes each movement happen once, whoever repeats it.
CREATE TABLE stock_movements (
  seq INTEGER PRIMARY KEY, movement_key TEXT NOT NULL UNIQUE, warehouse_id TEXT NOT NULL REFERENCES warehouses(id), sku_id TEXT NOT NULL REFERENCES skus(id),
  lot TEXT NOT NULL, kind TEXT NOT NULL, on_hand_delta INTEGER NOT NULL, reserved_delta INTEGER NOT NULL,
  order_id TEXT, order_line_id TEXT, at_ms INTEGER NOT NULL, actor_id TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE INDEX stock_movements_sku ON stock_movements (sku_id, warehouse_id, seq);
CREATE INDEX stock_movements_order ON stock_movements (order_id) WHERE order_id IS NOT NULL;
CREATE TRIGGER stock_movements_no_update BEFORE UPDATE ON stock_movements BEGIN SELECT RAISE(ABORT, 'stock_movements is append-only'); END;
CREATE TRIGGER stock_movements_no_delete BEFORE DELETE ON stock_movements BEGIN SELECT RAISE(ABORT, 'stock_movements is append-only'); END;
-- Derived from the ledger; the CHECKs are the last wall against overselling.
CREATE TABLE stock_levels (
  warehouse_id TEXT NOT NULL REFERENCES warehouses(id), sku_id TEXT NOT NULL REFERENCES skus(id), lot TEXT NOT NULL,
  on_hand INTEGER NOT NULL, reserved INTEGER NOT NULL CHECK (reserved >= 0), version INTEGER NOT NULL,
  PRIMARY KEY (warehouse_id, sku_id, lot), CHECK (on_hand >= 0), CHECK (reserved <= on_hand)
) STRICT, WITHOUT ROWID;

-- Packing, waybills, printing --------------------------------------------------------------------------------------
CREATE TABLE shipments (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders(id), parcel_number INTEGER NOT NULL, state TEXT NOT NULL,
  station_id TEXT NOT NULL, operator_id TEXT NOT NULL, carrier_account_id TEXT, service_code TEXT,
  weight_g INTEGER, weight_source TEXT, weight_json TEXT, expected_g INTEGER, override_json TEXT,
  opened_at_ms INTEGER NOT NULL, packed_at_ms INTEGER, shipped_at_ms INTEGER, version INTEGER NOT NULL DEFAULT 1,
  UNIQUE (order_id, parcel_number)
) STRICT;
-- One open parcel per order: two stations cannot pack the same order at once.
CREATE UNIQUE INDEX shipments_open ON shipments (order_id) WHERE state = 'open';
CREATE INDEX shipments_station ON shipments (station_id) WHERE state IN ('open', 'packed');
CREATE TABLE shipment_lines (
  shipment_id TEXT NOT NULL REFERENCES shipments(id), order_line_id TEXT NOT NULL REFERENCES order_lines(id), quantity INTEGER NOT NULL,
  PRIMARY KEY (shipment_id, order_line_id)
) STRICT, WITHOUT ROWID;
-- Every scan at the station, accepted or refused.
CREATE TABLE pack_scans (
  seq INTEGER PRIMARY KEY, shipment_id TEXT, station_id TEXT NOT NULL, code TEXT NOT NULL, verdict TEXT NOT NULL, order_line_id TEXT,
  operator_id TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX pack_scans_shipment ON pack_scans (shipment_id);
-- What a packing station holds in its hands; survives restart, so that a crash never loses the parcel on the table.
CREATE TABLE stations (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, shipment_id TEXT REFERENCES shipments(id), updated_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE carrier_accounts (
  id TEXT PRIMARY KEY, carrier_id TEXT NOT NULL, name TEXT NOT NULL, config_json TEXT NOT NULL, service_code TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1, is_default INTEGER NOT NULL DEFAULT 0, created_at_ms INTEGER NOT NULL
) STRICT;
-- One row per request key; the key is derived from the shipment, so no click, retry or crash makes a second one.
CREATE TABLE waybills (
  id TEXT PRIMARY KEY, request_key TEXT NOT NULL UNIQUE, shipment_id TEXT NOT NULL REFERENCES shipments(id), carrier_account_id TEXT NOT NULL REFERENCES carrier_accounts(id),
  state TEXT NOT NULL, tracking_number TEXT, route_json TEXT, request_json TEXT NOT NULL, failure_json TEXT,
  requested_at_ms INTEGER NOT NULL, issued_at_ms INTEGER, cancelled_at_ms INTEGER
) STRICT;
CREATE UNIQUE INDEX waybills_live ON waybills (shipment_id) WHERE state IN ('requested', 'unknown', 'issued');
CREATE INDEX waybills_number ON waybills (tracking_number) WHERE tracking_number IS NOT NULL;
CREATE TABLE devices (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, config_json TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1,
  is_default INTEGER NOT NULL DEFAULT 0, created_at_ms INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, removed_at_ms INTEGER
) STRICT;
-- What a device must remember over a restart: whether the last parcel still lies on a scale.
CREATE TABLE device_state (device_id TEXT PRIMARY KEY REFERENCES devices(id), value_json TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- One row per label key and print number: print_number > 1 is a reprint that an operator gave a reason for.
CREATE TABLE print_jobs (
  id TEXT PRIMARY KEY, label_key TEXT NOT NULL, print_number INTEGER NOT NULL, kind TEXT NOT NULL, order_id TEXT, shipment_id TEXT,
  device_id TEXT NOT NULL REFERENCES devices(id), template_id TEXT NOT NULL, data_json TEXT NOT NULL, content_hash TEXT NOT NULL, copies INTEGER NOT NULL,
  state TEXT NOT NULL, proof TEXT NOT NULL, bytes_total INTEGER NOT NULL, bytes_sent INTEGER NOT NULL, block_reason TEXT, failure_json TEXT,
  reason TEXT, operator_id TEXT NOT NULL, created_at_ms INTEGER NOT NULL, first_byte_at_ms INTEGER, finished_at_ms INTEGER, confirmed_by TEXT,
  UNIQUE (label_key, print_number)
) STRICT;
CREATE INDEX print_jobs_device ON print_jobs (device_id, state, created_at_ms);
CREATE INDEX print_jobs_order ON print_jobs (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX print_jobs_open ON print_jobs (created_at_ms) WHERE state IN ('queued', 'sending', 'sent', 'printing', 'blocked', 'unconfirmed', 'interrupted');

-- Jobs, settings, people, audit ------------------------------------------------------------------------------------
CREATE TABLE jobs (
  id TEXT PRIMARY KEY, topic TEXT NOT NULL, job_key TEXT NOT NULL UNIQUE, payload_json TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL, due_at_ms INTEGER NOT NULL, lease_owner TEXT, lease_until_ms INTEGER, order_id TEXT, shop_id TEXT,
  last_error_json TEXT, progress_json TEXT, created_at_ms INTEGER NOT NULL, finished_at_ms INTEGER
) STRICT;
-- By topic first: a backlog of one topic must not slow down the look for work of the others.
CREATE INDEX jobs_due ON jobs (topic, due_at_ms, id) WHERE state IN ('waiting', 'leased');
CREATE INDEX jobs_state ON jobs (state, created_at_ms DESC);
CREATE INDEX jobs_order ON jobs (order_id) WHERE order_id IS NOT NULL;
CREATE TABLE schedules (
  name TEXT PRIMARY KEY, topic TEXT NOT NULL, payload_json TEXT NOT NULL, interval_ms INTEGER NOT NULL, next_at_ms INTEGER NOT NULL, enabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE operators (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, pin_hash TEXT, badge_code TEXT UNIQUE, failed_count INTEGER NOT NULL DEFAULT 0,
  locked_until_ms INTEGER, active INTEGER NOT NULL DEFAULT 1, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE api_tokens (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, scope TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE, created_at_ms INTEGER NOT NULL, last_used_at_ms INTEGER, revoked_at_ms INTEGER
) STRICT;
CREATE TABLE audit_log (
  seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, actor_kind TEXT NOT NULL, actor_id TEXT NOT NULL, act TEXT NOT NULL, target TEXT NOT NULL, data_json TEXT NOT NULL,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TABLE settings (name TEXT PRIMARY KEY, value_json TEXT NOT NULL, version INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE settings_history (
  name TEXT NOT NULL, version INTEGER NOT NULL, value_json TEXT NOT NULL, at_ms INTEGER NOT NULL, actor_id TEXT NOT NULL, PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE backups (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, kind TEXT NOT NULL, at_ms INTEGER NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
  verified_at_ms INTEGER, failure TEXT
) STRICT;

-- Imports ----------------------------------------------------------------------------------------------------------
CREATE TABLE imports (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, shop_id TEXT, file_name TEXT NOT NULL, sha256 TEXT NOT NULL, mapping_json TEXT NOT NULL, state TEXT NOT NULL,
  row_count INTEGER NOT NULL, applied_count INTEGER NOT NULL, error_count INTEGER NOT NULL, undo_json TEXT, created_at_ms INTEGER NOT NULL,
  applied_at_ms INTEGER, undone_at_ms INTEGER, operator_id TEXT NOT NULL
) STRICT;
CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports(id), row_number INTEGER NOT NULL, cells_json TEXT NOT NULL, state TEXT NOT NULL, error_json TEXT, order_id TEXT,
  PRIMARY KEY (import_id, row_number)
) STRICT, WITHOUT ROWID;
`,
};
