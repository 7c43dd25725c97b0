import type { ReadDb } from '#main/db/handles.ts';

/** An order that can be packed at once, and the barcode of each of its units. */
export interface ReadyOrder {
  readonly id: string;
  readonly number: string;
  readonly barcodes: readonly string[];
}

/**
 * The newest orders that wait for the packer, at home: what goes abroad is held at the bench for want of customs papers.
 * @throws when there are none
 */
export function readyOrders(db: ReadDb, count: number): ReadyOrder[] {
  const orders = db
    .prepare<[number], { id: string; number: string }>(
      `SELECT o.id, o.external_number AS number FROM orders o JOIN order_recipients r ON r.order_id = o.id
       WHERE o.status = 'ready_to_pack' AND o.fulfilment = 'reserved' AND r.country IN ('', (SELECT country FROM customs_home))
       ORDER BY o.list_key DESC LIMIT ?`,
    )
    .all(count);
  if (orders.length === 0) throw new Error('no order waits to be packed: more orders are needed');
  const lines = db.prepare<[string], { barcode: string; units: number }>(
    `SELECT b.barcode, l.quantity - l.cancelled_quantity AS units FROM order_lines l JOIN sku_barcodes b ON b.sku_id = l.sku_id WHERE l.order_id = ? ORDER BY l.position`,
  );
  return orders.map((order) => ({
    ...order,
    barcodes: lines.all(order.id).flatMap(({ barcode, units }) => Array.from({ length: units }, () => barcode)),
  }));
}
