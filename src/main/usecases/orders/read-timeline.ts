import { findChainBreak } from '#core/kernel/event-chain.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { listOrderEvents, orderEventLink } from '#main/db/repos/append-order-event.ts';
import type { OrderEventRow } from '#main/db/repos/append-order-event.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';
import { readRush } from '#main/usecases/orders/read-rush.ts';
import type { OrderRush } from '#shared/contract/orders.ts';
import type { OrderId } from '#shared/model/ids.ts';
import type { OrderEvent } from '#shared/model/order.ts';

/** Every event of one order, oldest first, whether its hash chain is whole, and the rush that it came in with. */
export function readTimeline(
  db: ReadDb,
  orderId: OrderId,
): { events: OrderEvent[]; chainIntact: boolean; rush: OrderRush | null } {
  const rows = listOrderEvents(db, orderId);
  return {
    events: rows.map(toOrderEvent),
    chainIntact: findChainBreak(sha256Hex, rows.map(orderEventLink)) === null,
    rush: readRush(db, orderId),
  };
}

export function toOrderEvent(row: OrderEventRow): OrderEvent {
  return {
    seq: row.seq,
    atMs: row.at_ms,
    type: row.type,
    actorKind: row.actor_kind,
    actorName: row.actor_id,
    source: row.source,
    rule: row.rule,
    traceId: row.trace_id,
    data: JSON.parse(row.data_json) as Record<string, unknown>,
    hash: row.hash,
  };
}
