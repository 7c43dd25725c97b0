import type { WriteTx } from '#main/db/handles.ts';

/** Gives the lines of an order their SKU by exact code; lines whose code nobody knows stay without. */
export function linkLinesToSkus(tx: WriteTx, orderId: string): void {
  tx.prepare<[string]>(
    'UPDATE order_lines SET sku_id = (SELECT s.id FROM skus s WHERE s.code = order_lines.sku_code AND s.retired_at_ms IS NULL) WHERE order_id = ? AND sku_id IS NULL',
  ).run(orderId);
}
