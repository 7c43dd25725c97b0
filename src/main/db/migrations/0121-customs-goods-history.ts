import type { Migration } from '#main/db/migrations/migration.ts';

/** Who changed what about goods and who agreed; their score, their pictures, and the lists of declaration elements. */
export const customsGoodsHistory: Migration = {
  id: 121,
  name: 'customs-goods-history',
  sql: `
-- 0 to 100, and the names of what is missing as a JSON array; written with the goods, so that lists can filter by it.
ALTER TABLE customs_goods ADD COLUMN score INTEGER NOT NULL DEFAULT 0;
ALTER TABLE customs_goods ADD COLUMN missing_json TEXT NOT NULL DEFAULT '[]';
CREATE INDEX customs_goods_score ON customs_goods (score);

-- One act of one person on one SKU. state: applied (no second person wanted), pending, agreed, refused, withdrawn.
CREATE TABLE customs_goods_changes (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, sku_id TEXT NOT NULL REFERENCES skus(id), state TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL,
  actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, at_ms INTEGER NOT NULL, decided_by_id TEXT, decided_by_name TEXT, decided_at_ms INTEGER, decide_note TEXT NOT NULL DEFAULT '',
  -- The change that this one takes back.
  undoes_id TEXT
) STRICT;
CREATE INDEX customs_goods_changes_sku ON customs_goods_changes (sku_id, seq);
CREATE INDEX customs_goods_changes_pending ON customs_goods_changes (seq) WHERE state = 'pending';
CREATE TABLE customs_goods_change_fields (
  change_id TEXT NOT NULL REFERENCES customs_goods_changes(id), field TEXT NOT NULL, before_json TEXT NOT NULL, after_json TEXT NOT NULL, PRIMARY KEY (change_id, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX customs_certificates_valid_to ON customs_certificates (valid_to) WHERE valid_to IS NOT NULL;

-- kind: product, label. Bytes are PNG or JPEG, checked when they came in.
CREATE TABLE customs_pictures (
  id TEXT PRIMARY KEY, sku_id TEXT NOT NULL REFERENCES skus(id), kind TEXT NOT NULL, mime TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL, added_by TEXT NOT NULL, added_at_ms INTEGER NOT NULL, UNIQUE (sku_id, kind, sha256)
) STRICT;

-- 申报要素 per code: 4 to 13 digits, the longest prefix of a goods' code counts. names_json: the names behind the two fixed ones, in order.
CREATE TABLE customs_element_lists (
  code TEXT PRIMARY KEY, names_json TEXT NOT NULL, source TEXT NOT NULL, version INTEGER NOT NULL, updated_at_ms INTEGER NOT NULL, updated_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
