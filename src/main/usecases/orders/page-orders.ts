import type { ReadDb } from '#main/db/handles.ts';
import type { NamedQuery, SlowReads } from '#main/db/queries/named-query.ts';
import { listOrders } from '#main/usecases/orders/list-orders.ts';
import type { OrderListRequest, OrderPage } from '#main/usecases/orders/list-orders.ts';

/** {@link listOrders} for a reader. */
export const listOrdersQuery: NamedQuery<OrderListRequest, OrderPage> = { name: 'list-orders', run: listOrders };

/**
 * One page of orders. A page without text costs a millisecond, whatever its filter, and is read here; a text may have to walk
 * many hits (40 ms were measured with half a million orders), in which the packing would stand still.
 */
export function pageOrders(db: ReadDb, reads: SlowReads, request: OrderListRequest): OrderPage | Promise<OrderPage> {
  return (request.text?.trim() ?? '') === '' ? listOrders(db, request) : reads.run(listOrdersQuery, request);
}
