import { displayStatus } from '#core/orders/display-status.ts';
import { AFTER_SALES_MACHINE, FULFILMENT_MACHINE, PAYMENT_MACHINE, mayMove } from '#core/orders/transitions.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { nothingIsLeft } from '#main/usecases/orders/nothing-is-left.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { AfterSalesState, FulfilmentState, PaymentState } from '#shared/model/order.ts';

export interface OrderAxes {
  payment: PaymentState;
  fulfilment: FulfilmentState;
  afterSales: AfterSalesState;
}

interface AxesRow {
  payment: PaymentState;
  fulfilment: FulfilmentState;
  after_sales: AfterSalesState;
  hold_count: number;
}

/**
 * The only place that writes an order's states: checks the three transition tables, raises the version, derives the
 * display status. An empty change refreshes the derived columns after a hold came or went.
 * @throws AppError ERR_ORDER_UNKNOWN, ERR_ORDER_TRANSITION
 */
export function moveOrder(tx: WriteTx, atMs: number, orderId: string, change: Partial<OrderAxes>): void {
  const row = tx
    .prepare<[string], AxesRow>(
      'SELECT payment, fulfilment, after_sales, (SELECT COUNT(*) FROM order_holds h WHERE h.order_id = orders.id) AS hold_count FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  const next: OrderAxes = {
    payment: change.payment ?? row.payment,
    fulfilment: change.fulfilment ?? row.fulfilment,
    afterSales: change.afterSales ?? row.after_sales,
  };
  if (!mayMove(PAYMENT_MACHINE, row.payment, next.payment)) throw refused(orderId, row.payment, next.payment);
  if (!mayMove(FULFILMENT_MACHINE, row.fulfilment, next.fulfilment))
    throw refused(orderId, row.fulfilment, next.fulfilment);
  if (!mayMove(AFTER_SALES_MACHINE, row.after_sales, next.afterSales))
    throw refused(orderId, row.after_sales, next.afterSales);
  const nothingLeft = next.fulfilment === 'partially_shipped' && nothingIsLeft(tx, orderId);
  const status = displayStatus({ ...next, holdCount: row.hold_count, nothingLeft });
  tx.prepare<[string, string, string, number, string, number, string]>(
    'UPDATE orders SET payment = ?, fulfilment = ?, after_sales = ?, hold_count = ?, status = ?, updated_at_ms = ?, version = version + 1 WHERE id = ?',
  ).run(next.payment, next.fulfilment, next.afterSales, row.hold_count, status, atMs, orderId);
  tx.changed('orders');
}

function refused(orderId: string, from: string, to: string): AppError {
  return new AppError('ERR_ORDER_TRANSITION', { orderId, from, to });
}
