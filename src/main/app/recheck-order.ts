import { fetchOrders } from '#main/usecases/shops/fetch-orders.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Longer than this no operator waits; a cancellation that comes later is caught by push, poll and the next check. */
const RECHECK_MS = 1_500;

/**
 * Asks the channel once more before the waybill is bought, so that a cancellation or refund of the last minute stops the
 * parcel. Offline or slow channels are no obstacle (promise P7): the order then stands as it was last known.
 */
export async function recheckOrder(
  context: UseCaseContext,
  openShop: OpenShop,
  orderId: string,
  signal: AbortSignal,
): Promise<void> {
  const order = context.read
    .prepare<[string], { shop_id: string; external_number: string }>(
      'SELECT shop_id, external_number FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (!order) return;
  const act = {
    actor: { kind: 'system' as const, id: 'recheck', name: 'Packbench' },
    source: 'recheck',
    traceId: context.ids.next(),
  };
  try {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(RECHECK_MS)]);
    await fetchOrders(context, act, openShop(order.shop_id), [order.external_number], limited);
  } catch (error) {
    context.log.warn({ error, orderId }, 'recheck before the label failed');
  }
}
