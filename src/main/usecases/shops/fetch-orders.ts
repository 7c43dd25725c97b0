import type { WriteTx } from '#main/db/handles.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { IncomingMessage } from '#main/usecases/orders/archive-message.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import { endRefusals } from '#main/usecases/shops/announced-orders.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

export interface FetchedOrder {
  /** The order's external number, once the platform has told it; until then the number that was asked for. */
  readonly number: string;
  readonly outcome: 'applied' | 'unchanged' | 'unknown' | 'failed' | 'parked';
  readonly failure: PluginFailure | null;
  readonly code: string | null;
}

/**
 * Fetches single orders on demand: gaps of the completeness proof, the re-check before a label. `note` runs with
 * each answer, in the transaction that stores it.
 */
export async function fetchOrders(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  numbers: readonly string[],
  signal: AbortSignal,
  note: (tx: WriteTx) => void = () => {},
): Promise<FetchedOrder[]> {
  const results: FetchedOrder[] = [];
  for (const number of numbers) results.push(await fetchOne(context, act, shop, number, signal, note));
  return results;
}

async function fetchOne(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  number: string,
  signal: AbortSignal,
  note: (tx: WriteTx) => void,
): Promise<FetchedOrder> {
  const fetched = await shop.connector.fetchOrder(shop.channelContext(signal), number);
  const turns = turnsOf(context.db);
  if (!fetched.ok) return { number, outcome: 'failed', failure: fetched.failure, code: fetched.failure.code };
  const { value } = fetched;
  if (value === null) {
    await turns.run(() => context.db.transaction(note));
    return { number, outcome: 'unknown', failure: null, code: null };
  }
  const message = (): IncomingMessage => ({
    shopId: shop.id,
    source: 'fetch',
    topic: 'order',
    externalNumber: value.externalNumber,
    apiVersion: shop.connector.apiVersion,
    signature: 'transport',
    deliveryId: null,
    payload: value.payload,
    receivedAtMs: context.clock.nowMs(),
  });
  const { connector, statusMap } = shop;
  const taken = await turns.run(() =>
    intakeMessages(context, act, {
      shop,
      connector,
      statusMap,
      messages: [message()],
      alongside(tx) {
        for (const known of new Set([number, value.externalNumber])) endRefusals(tx, shop.id, known);
        note(tx);
      },
    }),
  );
  const outcome = taken.outcomes[0];
  const told = { number: value.externalNumber, failure: null };
  if (outcome?.kind === 'parked') return { ...told, outcome: 'parked', code: outcome.code };
  return {
    ...told,
    outcome: outcome?.kind === 'created' || outcome?.kind === 'updated' ? 'applied' : 'unchanged',
    code: null,
  };
}
