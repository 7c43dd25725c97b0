import type { FulfilmentState } from '#shared/model/order.ts';

const ENDED: ReadonlySet<FulfilmentState> = new Set(['shipped', 'delivered', 'completed', 'cancelled']);

/** It left as a whole or was called off: nothing of it is packed any more, and it needs no stock. */
export function hasEnded(fulfilment: FulfilmentState): boolean {
  return ENDED.has(fulfilment);
}
