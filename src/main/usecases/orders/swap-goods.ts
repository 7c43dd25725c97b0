import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { contentChanged } from '#main/usecases/packing/content-changed.ts';
import { releaseLine } from '#main/usecases/stock/release-order.ts';

interface StoredLine {
  readonly id: string;
  readonly external_line_id: string;
  readonly sku_code: string;
  readonly sku_id: string | null;
  readonly reserved_quantity: number;
}

export interface SwappedGoods {
  /** What changed, as `former>present` codes. */
  readonly goods: readonly string[];
  /** Codes of former goods that lie in a box whose label is not out. */
  readonly boxed: readonly string[];
}

/**
 * A seller may change what a line asks for while the line keeps its number. What was reserved for the former goods goes
 * back to the shelf, and their scans no longer count: the present goods must be scanned themselves (promise P3). What left
 * in an earlier parcel stays as it was.
 */
export function swapGoods(tx: WriteTx, act: Act, atMs: number, orderId: string, draft: OrderDraft): SwappedGoods {
  const wanted = new Map(draft.lines.map((line) => [line.externalLineId, line.skuCode]));
  const swapped = tx
    .prepare<[string], StoredLine>(
      'SELECT id, external_line_id, sku_code, sku_id, reserved_quantity FROM order_lines WHERE order_id = ? AND packed_quantity = 0 ORDER BY position',
    )
    .all(orderId)
    .filter((line) => (wanted.get(line.external_line_id) ?? line.sku_code) !== line.sku_code);
  const write = tx.prepare<[string, string, string]>(
    'UPDATE order_lines SET sku_code = ?, sku_id = (SELECT k.id FROM skus k WHERE k.code = ? AND k.retired_at_ms IS NULL) WHERE id = ?',
  );
  const boxed: string[] = [];
  const goods = swapped.map((line) => {
    if (line.sku_id !== null && line.reserved_quantity > 0)
      releaseLine(tx, act, atMs, orderId, { id: line.id, sku_id: line.sku_id, surplus: line.reserved_quantity });
    if (forgetScans(tx, line.id)) boxed.push(line.sku_code);
    const present = wanted.get(line.external_line_id) ?? '';
    write.run(present, present, line.id);
    return `${line.sku_code}>${present}`;
  });
  return { goods, boxed };
}

/** @returns whether there were any */
function forgetScans(tx: WriteTx, lineId: string): boolean {
  const forgotten = tx
    .prepare<[string], { shipment_id: string }>(
      `DELETE FROM shipment_lines WHERE order_line_id = ? AND quantity > 0
       AND shipment_id IN (SELECT id FROM shipments WHERE state IN ('open', 'packed')) RETURNING shipment_id`,
    )
    .all(lineId);
  for (const { shipment_id: shipmentId } of forgotten) contentChanged(tx, shipmentId);
  return forgotten.length > 0;
}
