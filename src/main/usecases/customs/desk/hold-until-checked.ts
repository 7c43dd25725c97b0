import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { senderCountry } from '#main/usecases/customs/desk/sender-country.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

/** Code of the hold of an order that crosses a border and that nobody judged yet; it goes with the first verdict (check-case.ts). */
export const CUSTOMS_UNCHECKED_HOLD = 'customs_unchecked';

/** Orders that can still be stopped: what is labelled or gone is not judged. */
export const JUDGED_FULFILMENT: readonly FulfilmentState[] = [
  'received',
  'reserved',
  'packing',
  'packed',
  'partially_shipped',
];

/**
 * Whether an order that is being stored is noted as due for customs (the triggers of migration 150 see the same country), and is
 * to be held until it was judged. Orders within the country of all senders cost one look.
 */
export function awaitsCustoms(db: ReadDb, shopId: string, country: string, fulfilment: FulfilmentState): boolean {
  if (country === '' || !JUDGED_FULFILMENT.includes(fulfilment)) return false;
  const home = db.pluck<[], string>('SELECT country FROM customs_home').get() ?? '';
  return country !== (home === '' ? senderCountry(db, shopId) : home);
}

/** Holds a known order whose address moved abroad, in the transaction that moves it. One that was judged keeps its verdict until the next. */
export function holdUntilChecked(
  tx: WriteTx,
  act: Act,
  atMs: number,
  order: {
    readonly id: string;
    readonly shopId: string;
    readonly country: string;
    readonly fulfilment: FulfilmentState;
  },
): void {
  if (!awaitsCustoms(tx, order.shopId, order.country, order.fulfilment)) return;
  const isUnchecked = tx
    .pluck<[string], number>(
      `SELECT 1 FROM customs_due d WHERE d.order_id = ?
       AND NOT EXISTS (SELECT 1 FROM customs_cases c WHERE c.order_id = d.order_id AND c.state <> 'not_needed')`,
    )
    .get(order.id);
  if (isUnchecked === 1)
    placeHold(tx, act, atMs, { orderId: order.id, kind: 'customs', reasonCode: CUSTOMS_UNCHECKED_HOLD, data: {} });
}
