import type { ImportKind } from '#shared/contract/imports.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

/** What stands in the way of taking an import back. */
export interface UndoObstacle {
  /** Order number or SKU code. */
  readonly subject: string;
  readonly reason: FulfilmentState | 'later_import' | 'stock_promised' | 'changed_since';
}

export interface UndoRequest {
  readonly importId: string;
  readonly kind: ImportKind;
}

/** Rows whose way back is still to go, beside an import that was applied later and speaks of the same. */
const LATER = (
  column: 'order_id' | 'sku_id',
) => `EXISTS (SELECT 1 FROM import_rows n WHERE n.${column} = r.${column} AND n.import_id <> r.import_id
  AND n.state = 'applied' AND n.done_at_ms >= r.done_at_ms)`;

/** Once the channel itself speaks of an order, it stands by what the channel says; a cancelled one is taken back already. */
const ORDER_OBSTACLE = `SELECT o.external_number AS subject, CASE WHEN ${LATER('order_id')} THEN 'later_import' ELSE o.fulfilment END AS reason
  FROM import_rows r JOIN orders o ON o.id = r.order_id
  WHERE r.import_id = @importId AND r.state = 'applied' AND r.undo_json IS NOT NULL AND json_extract(r.undo_json, '$.did') <> 'nothing'
    AND o.platform_status = 'IMPORTED' AND o.fulfilment <> 'cancelled'
    AND (o.fulfilment NOT IN ('received', 'reserved') OR ${LATER('order_id')})
  ORDER BY r.row_number LIMIT 1`;

const SKU_OBSTACLE = `SELECT k.code AS subject, CASE WHEN ${LATER('sku_id')} THEN 'later_import' ELSE 'stock_promised' END AS reason
  FROM import_rows r JOIN skus k ON k.id = r.sku_id
  WHERE r.import_id = @importId AND r.state = 'applied' AND r.undo_json IS NOT NULL
    AND (${LATER('sku_id')} OR (json_extract(r.undo_json, '$.onHandDelta') > 0 AND (SELECT SUM(s.on_hand - s.reserved) FROM stock_levels s WHERE s.sku_id = r.sku_id)
      < (SELECT SUM(json_extract(m.undo_json, '$.onHandDelta')) FROM import_rows m INDEXED BY import_rows_sku WHERE m.sku_id = r.sku_id AND m.import_id = r.import_id AND m.state = 'applied' AND m.undo_json IS NOT NULL)))
  ORDER BY r.row_number DESC LIMIT 1`;

/** Somebody changed the same field of the same goods after this import did. */
const GOODS_OBSTACLE = `SELECT k.code AS subject, 'changed_since' AS reason FROM import_rows r JOIN json_each(r.undo_json, '$.changeIds') j
  JOIN customs_goods_changes c ON c.id = j.value JOIN customs_goods_change_fields f ON f.change_id = c.id JOIN skus k ON k.id = c.sku_id
  WHERE r.import_id = @importId AND r.state = 'applied' AND r.undo_json IS NOT NULL AND c.state IN ('applied', 'agreed')
    AND EXISTS (SELECT 1 FROM customs_goods_changes n JOIN customs_goods_change_fields g ON g.change_id = n.id AND g.field = f.field
      WHERE n.sku_id = c.sku_id AND n.seq > c.seq AND n.state IN ('applied', 'agreed', 'pending'))
  ORDER BY r.row_number LIMIT 1`;

const OBSTACLES: Readonly<Record<ImportKind, string>> = {
  orders: ORDER_OBSTACLE,
  skus: SKU_OBSTACLE,
  customs_goods: GOODS_OBSTACLE,
};

/** Why an import cannot be taken back as things stand, or null: a parcel was opened, stock promised, a later import speaks of the same. */
export function undoObstacle(db: ReadDb, { importId, kind }: UndoRequest): UndoObstacle | null {
  const first = db.prepare<{ importId: string }, UndoObstacle>(OBSTACLES[kind]);
  return first.get({ importId }) ?? null;
}

/** {@link undoObstacle} for a reader: it looks at every row. */
export const undoObstacleQuery: NamedQuery<UndoRequest, UndoObstacle | null> = {
  name: 'undo-obstacle',
  run: undoObstacle,
};
