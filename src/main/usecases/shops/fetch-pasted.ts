import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { isVisible } from '#core/kernel/characters.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { fetchOrders } from '#main/usecases/shops/fetch-orders.ts';
import type { FetchedOrder } from '#main/usecases/shops/fetch-orders.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';
import type { FetchedNumber } from '#shared/contract/orders.ts';

/**
 * Fetches order numbers as people paste them: what chat windows and spreadsheets slip in unseen is taken out, wide digits become plain
 * ones, doubled ones count once, and a number that an order of this shop bears here already (#1001, a sub-order) means that order.
 */
export async function fetchPasted(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  pasted: readonly string[],
  signal: AbortSignal,
): Promise<FetchedNumber[]> {
  const numbers = [...new Set(pasted.filter(isVisible).map(cleanIdentifier))];
  const results: FetchedNumber[] = [];
  for (const number of numbers) {
    signal.throwIfAborted();
    const external = storedNumber(context.read, shop.id, number) ?? number;
    for (const fetched of await fetchOrders(context, act, shop, [external], signal))
      results.push({ number, ...view(context.read, shop.id, fetched) });
  }
  return results;
}

function view(
  db: ReadDb,
  shopId: string,
  { number, outcome, failure, code }: FetchedOrder,
): Omit<FetchedNumber, 'number'> {
  const data = failure ? { vendorCode: failure.vendorCode, vendorText: failure.vendorText } : {};
  return {
    outcome,
    orderId: orderOf(db, shopId, number),
    problem: code !== null && isErrorCode(code) ? { code, data } : null,
  };
}

function storedNumber(db: ReadDb, shopId: string, number: string): string | null {
  const row = db
    .prepare<[string, string, string], { external_number: string }>(
      'SELECT o.external_number FROM external_ids e JOIN orders o ON o.id = e.order_id WHERE e.value IN (?, ?) AND o.shop_id = ? LIMIT 1',
    )
    .get(number, `#${number}`, shopId);
  return row?.external_number ?? null;
}

function orderOf(db: ReadDb, shopId: string, externalNumber: string): FetchedNumber['orderId'] {
  const row = db
    .prepare<[string, string], { id: NonNullable<FetchedNumber['orderId']> }>(
      'SELECT id FROM orders WHERE shop_id = ? AND external_number = ?',
    )
    .get(shopId, externalNumber);
  return row?.id ?? null;
}
