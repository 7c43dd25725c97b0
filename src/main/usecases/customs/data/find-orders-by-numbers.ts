import type { ReadDb } from '#main/db/handles.ts';
import { matchNumber } from '#main/usecases/customs/data/match-number.ts';
import type { Problem } from '#shared/contract/common.ts';
import { OrderId } from '#shared/model/ids.ts';

/** Orders behind numbers as they were pasted; each once, and the numbers that lead to none or to several. */
export function findOrdersByNumbers(
  db: ReadDb,
  numbers: readonly string[],
): { orderIds: OrderId[]; unknown: { number: string; problem: Problem }[] } {
  const orderIds = new Set<OrderId>();
  const unknown: { number: string; problem: Problem }[] = [];
  for (const number of new Set(numbers)) {
    const matched = matchNumber(db, number);
    if ('parcel' in matched) orderIds.add(OrderId.parse(matched.parcel.orderId));
    else unknown.push({ number, problem: matched.problem });
  }
  return { orderIds: [...orderIds], unknown };
}
