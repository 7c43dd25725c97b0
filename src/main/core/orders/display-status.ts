import type { AfterSalesState, DisplayStatus, FulfilmentState, PaymentState } from '#shared/model/order.ts';

export interface StatusAxes {
  readonly payment: PaymentState;
  readonly fulfilment: FulfilmentState;
  readonly afterSales: AfterSalesState;
  readonly holdCount: number;
  /** No unit waits to be packed any more. It tells only of an order that was shipped in part. */
  readonly nothingLeft: boolean;
}

/**
 * The one status that lists show, derived from the three axes and the holds. What stops a parcel wins over what moves it:
 * cancelled, then refunding, then a hold; a parcel that has left is judged by its journey alone.
 */
export function displayStatus(order: StatusAxes): DisplayStatus {
  if (order.fulfilment === 'cancelled') return 'cancelled';
  if (order.fulfilment === 'completed' || order.fulfilment === 'delivered') return order.fulfilment;
  if (order.fulfilment === 'shipped' || (order.fulfilment === 'partially_shipped' && order.nothingLeft))
    return 'shipped';
  if (order.afterSales === 'requested' || order.afterSales === 'in_progress' || order.afterSales === 'refunded')
    return 'refunding';
  if (order.payment === 'awaited') return 'awaiting_payment';
  if (order.payment === 'voided' || order.payment === 'refunded') return 'refunding';
  if (order.holdCount > 0) return 'on_hold';
  if (order.fulfilment === 'packing' || order.fulfilment === 'packed' || order.fulfilment === 'labelled')
    return order.fulfilment;
  return 'ready_to_pack';
}
