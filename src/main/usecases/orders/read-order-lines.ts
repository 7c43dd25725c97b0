import type { ReadDb } from '#main/db/handles.ts';
import { OrderLineId } from '#shared/model/ids.ts';
import type { AfterSalesState, OrderLine } from '#shared/model/order.ts';

interface LineRow {
  id: string;
  external_line_id: string;
  sku_code: string;
  sku_id: string | null;
  title: string;
  variant: string;
  quantity: number;
  cancelled_quantity: number;
  unit_price_minor: number;
  paid_minor: number;
  after_sales: AfterSalesState;
  reserved_quantity: number;
  packed_quantity: number;
  weight_g: number | null;
  barcodes: string | null;
}

/** The lines of one order with their goods' weights and barcodes; `quantity` is what the buyer still gets. */
export function readOrderLines(db: ReadDb, orderId: string): OrderLine[] {
  return db
    .prepare<[string], LineRow>(
      `SELECT l.*, k.weight_g, (SELECT group_concat(b.barcode, char(10)) FROM sku_barcodes b WHERE b.sku_id = l.sku_id) AS barcodes
       FROM order_lines l LEFT JOIN skus k ON k.id = l.sku_id WHERE l.order_id = ? ORDER BY l.position`,
    )
    .all(orderId)
    .map((row) => ({
      id: OrderLineId.parse(row.id),
      externalLineId: row.external_line_id,
      skuCode: row.sku_code,
      skuId: row.sku_id,
      title: row.title,
      variant: row.variant,
      quantity: row.quantity - row.cancelled_quantity,
      unitPriceMinor: row.unit_price_minor,
      paidMinor: row.paid_minor,
      refundState: row.after_sales,
      reservedQuantity: row.reserved_quantity,
      packedQuantity: row.packed_quantity,
      weightG: row.weight_g,
      barcodes: row.barcodes === null ? [] : row.barcodes.split('\n'),
    }));
}
