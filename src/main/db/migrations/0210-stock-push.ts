import type { Migration } from '#main/db/migrations/migration.ts';

/** What may be sold, told to the shops that want it. */
export const stockPush: Migration = {
  id: 210,
  name: 'stock-push',
  sql: `
ALTER TABLE shops ADD COLUMN pushes_stock INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shops ADD COLUMN stock_kept_back INTEGER NOT NULL DEFAULT 0;
CREATE INDEX shops_pushing ON shops (warehouse_id) WHERE pushes_stock = 1;
-- To be told to a shop: written with the change of the level itself, so that no crash forgets it.
CREATE TABLE stock_push_due (
  shop_id TEXT NOT NULL REFERENCES shops(id), sku_id TEXT NOT NULL REFERENCES skus(id), PRIMARY KEY (shop_id, sku_id)
) STRICT, WITHOUT ROWID;
-- What a shop was told last, or why it refused. The ids are the listing's: NULL not looked for yet, '' its orders bear none.
CREATE TABLE stock_pushes (
  shop_id TEXT NOT NULL REFERENCES shops(id), sku_id TEXT NOT NULL REFERENCES skus(id), units INTEGER, pushed_at_ms INTEGER,
  tried_at_ms INTEGER NOT NULL, problem_json TEXT, item_id TEXT, external_sku_id TEXT, PRIMARY KEY (shop_id, sku_id)
) STRICT, WITHOUT ROWID;
-- NOT EXISTS and not OR IGNORE: within a trigger, the conflict clause of the outer statement counts.
CREATE TRIGGER stock_levels_push_new AFTER INSERT ON stock_levels WHEN EXISTS (SELECT 1 FROM shops WHERE pushes_stock = 1) BEGIN
  INSERT INTO stock_push_due (shop_id, sku_id) SELECT s.id, NEW.sku_id FROM shops s
  WHERE s.warehouse_id = NEW.warehouse_id AND s.pushes_stock = 1
    AND NOT EXISTS (SELECT 1 FROM stock_push_due d WHERE d.shop_id = s.id AND d.sku_id = NEW.sku_id);
END;
CREATE TRIGGER stock_levels_push_changed AFTER UPDATE OF on_hand, reserved ON stock_levels
WHEN NEW.on_hand - NEW.reserved <> OLD.on_hand - OLD.reserved AND EXISTS (SELECT 1 FROM shops WHERE pushes_stock = 1) BEGIN
  INSERT INTO stock_push_due (shop_id, sku_id) SELECT s.id, NEW.sku_id FROM shops s
  WHERE s.warehouse_id = NEW.warehouse_id AND s.pushes_stock = 1
    AND NOT EXISTS (SELECT 1 FROM stock_push_due d WHERE d.shop_id = s.id AND d.sku_id = NEW.sku_id);
END;
`,
};
