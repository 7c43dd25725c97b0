import type { ReadDb } from '#main/db/handles.ts';

/** All units that the buyer still gets have left, in earlier parcels or from elsewhere. */
export function nothingIsLeft(db: ReadDb, orderId: string): boolean {
  return (
    db
      .pluck<[string], number>(
        'SELECT 1 FROM order_lines WHERE order_id = ? AND quantity - cancelled_quantity - packed_quantity > 0 LIMIT 1',
      )
      .get(orderId) === undefined
  );
}
