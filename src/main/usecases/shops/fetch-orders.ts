import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import { endRefusals } from '#main/usecases/shops/announced-orders.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

export interface FetchedOrder {
  readonly number: string;
  readonly outcome: 'applied' | 'unchanged' | 'unknown' | 'failed' | 'parked';
  readonly failure: PluginFailure | null;
  readonly code: string | null;
}

/** Fetches single orders on demand: pasted numbers, gaps of the completeness proof, the re-check before a label. */
export async function fetchOrders(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  numbers: readonly string[],
  signal: AbortSignal,
): Promise<FetchedOrder[]> {
  const results: FetchedOrder[] = [];
  for (const number of numbers) results.push(await fetchOne(context, act, shop, number, signal));
  return results;
}

async function fetchOne(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  number: string,
  signal: AbortSignal,
): Promise<FetchedOrder> {
  const fetched = await shop.connector.fetchOrder(shop.channelContext(signal), number);
  if (!fetched.ok) return { number, outcome: 'failed', failure: fetched.failure, code: fetched.failure.code };
  if (fetched.value === null) return { number, outcome: 'unknown', failure: null, code: null };
  const taken = intakeMessages(context, act, {
    shop,
    connector: shop.connector,
    statusMap: shop.statusMap,
    messages: [
      {
        shopId: shop.id,
        source: 'fetch',
        topic: 'order',
        externalNumber: fetched.value.externalNumber,
        apiVersion: shop.connector.apiVersion,
        signature: 'transport',
        deliveryId: null,
        payload: fetched.value.payload,
        receivedAtMs: context.clock.nowMs(),
      },
    ],
    alongside: (tx) => endRefusals(tx, shop.id, number),
  });
  const outcome = taken.outcomes[0];
  if (outcome?.kind === 'parked') return { number, outcome: 'parked', failure: null, code: outcome.code };
  return {
    number,
    outcome: outcome?.kind === 'created' || outcome?.kind === 'updated' ? 'applied' : 'unchanged',
    failure: null,
    code: null,
  };
}
