import type { WriteTx } from '#main/db/handles.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { Act } from '#main/usecases/actor.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';

/** Books the packed units of one shipment out of the warehouse, once per shipment, and ends their reservation. */
export function issueShipment(tx: WriteTx, act: Act, atMs: number, shipmentId: string): void {
  const lines = tx
    .prepare<
      [string],
      {
        order_line_id: string;
        quantity: number;
        order_id: string;
        sku_id: string | null;
        warehouse_id: string;
        reserved_quantity: number;
      }
    >(
      `SELECT sl.order_line_id, sl.quantity, l.order_id, l.sku_id, o.warehouse_id, l.reserved_quantity
       FROM shipment_lines sl JOIN order_lines l ON l.id = sl.order_line_id JOIN orders o ON o.id = l.order_id WHERE sl.shipment_id = ?`,
    )
    .all(shipmentId);
  let units = 0;
  for (const line of lines) {
    if (line.sku_id === null) continue;
    const unreserved = Math.min(line.quantity, line.reserved_quantity);
    const booked = moveStock(tx, act, atMs, {
      key: `issue:${shipmentId}:${line.order_line_id}`,
      warehouseId: line.warehouse_id,
      skuId: line.sku_id,
      kind: 'issued',
      onHandDelta: -line.quantity,
      reservedDelta: -unreserved,
      orderId: line.order_id,
      orderLineId: line.order_line_id,
      note: '',
    });
    if (!booked) continue;
    tx.prepare<[number, number, string]>(
      'UPDATE order_lines SET reserved_quantity = reserved_quantity - ?, packed_quantity = packed_quantity + ? WHERE id = ?',
    ).run(unreserved, line.quantity, line.order_line_id);
    units += line.quantity;
  }
  const orderId = lines[0]?.order_id;
  if (orderId && units > 0) recordEvent(tx, { orderId, atMs, type: 'stock.issued', act, rule: null, data: { units } });
}
