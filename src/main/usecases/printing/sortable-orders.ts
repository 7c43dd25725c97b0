import type { SortableLabel } from '#core/printing/sort-labels.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type SortableOrder = SortableLabel & { readonly orderId: string };

interface Row {
  readonly display_number: string;
  readonly paid_at_ms: number | null;
  readonly placed_at_ms: number;
  readonly carrier: string | null;
}

/** Shelf 2 before shelf 10, as the picker walks. */
const WALK = new Intl.Collator('en', { numeric: true });

/**
 * What a batch can sort its orders by. The carrier is that of the newest parcel, else the one that the next would get; shelf
 * and article are those of the first line on the walk. @throws AppError ERR_ORDER_UNKNOWN
 */
export function readSortableOrders(db: ReadDb, orderIds: readonly string[]): SortableOrder[] {
  const order = db.prepare<[string], Row>(
    `SELECT o.display_number, o.paid_at_ms, o.placed_at_ms, COALESCE(
       (SELECT a.name FROM shipments s JOIN carrier_accounts a ON a.id = s.carrier_account_id WHERE s.order_id = o.id ORDER BY s.parcel_number DESC LIMIT 1),
       (SELECT a.name FROM carrier_accounts a WHERE a.enabled = 1 ORDER BY a.is_default DESC, a.created_at_ms LIMIT 1)) AS carrier
     FROM orders o WHERE o.id = ?`,
  );
  const lines = db.prepare<[string], { sku_code: string; location: string }>(
    "SELECT l.sku_code, COALESCE(k.location, '') AS location FROM order_lines l LEFT JOIN skus k ON k.id = l.sku_id WHERE l.order_id = ? AND l.quantity > l.cancelled_quantity",
  );
  return orderIds.map((orderId) => {
    const row = order.get(orderId);
    if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
    const [first] = lines
      .all(orderId)
      .toSorted((a, b) => WALK.compare(a.location, b.location) || WALK.compare(a.sku_code, b.sku_code));
    return {
      orderId,
      orderNumber: row.display_number,
      skuCode: first?.sku_code ?? '',
      location: first?.location ?? '',
      carrier: row.carrier ?? '',
      paidAtMs: row.paid_at_ms ?? row.placed_at_ms,
    };
  });
}
