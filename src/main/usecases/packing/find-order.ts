import type { ReadDb } from '#main/db/handles.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * The order behind any outside number: platform number, display number, pick slip, waybill, payment.
 * @returns null when nobody knows the code. @throws AppError ERR_PACKING_CODE_AMBIGUOUS when two orders carry it
 */
export function findOrderByCode(db: ReadDb, code: string): { orderId: string; kind: string } | null {
  const found = db
    .prepare<[string], { order_id: string; kind: string }>(
      'SELECT order_id, kind FROM external_ids WHERE value = ? LIMIT 5',
    )
    .all(code);
  const orders = new Set(found.map((row) => row.order_id));
  if (orders.size > 1) throw new AppError('ERR_PACKING_CODE_AMBIGUOUS', { code, count: orders.size });
  const first = found[0];
  return first ? { orderId: first.order_id, kind: first.kind } : null;
}
