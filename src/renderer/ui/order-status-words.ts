import type { DisplayStatus, OrderSummary } from '#shared/model/order.ts';

/** Key of the words for an order's status, below `status` in the texts. */
export type OrderStatusWords = DisplayStatus | 'refunded' | 'voided';

/**
 * The status `refunding` stops a parcel whether the refund is asked for or was paid out: one filter finds both, and their words
 * tell them apart.
 */
export function orderStatusWords(order: Pick<OrderSummary, 'status' | 'payment' | 'afterSales'>): OrderStatusWords {
  if (order.status !== 'refunding' || order.afterSales === 'requested' || order.afterSales === 'in_progress')
    return order.status;
  return order.payment === 'voided' && order.afterSales !== 'refunded' ? 'voided' : 'refunded';
}
