import type { Act } from '#main/usecases/actor.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { fetchOrders } from '#main/usecases/shops/fetch-orders.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Fetches one stored order from its channel. @throws AppError ERR_ORDER_UNKNOWN, ERR_CHANNEL_* when the channel did not answer */
export async function refreshOrder(
  context: UseCaseContext,
  act: Act,
  openShop: OpenShop,
  orderId: string,
  signal: AbortSignal,
): Promise<void> {
  const order = context.read
    .prepare<[string], { shop_id: string; external_number: string }>(
      'SELECT shop_id, external_number FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (!order) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  const [fetched] = await fetchOrders(context, act, openShop(order.shop_id), [order.external_number], signal);
  if (fetched?.failure)
    throw new AppError(fetched.failure.code, {
      vendorCode: fetched.failure.vendorCode,
      vendorText: fetched.failure.vendorText,
    });
}
