import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { CHAIN_START, linkHash } from '#core/kernel/event-chain.ts';
import type { ChainLink } from '#core/kernel/event-chain.ts';
import type { OrderId } from '#shared/model/ids.ts';
import type { OrderEvent } from '#shared/model/order.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { sha256Hex } from '#main/db/sha256-hex.ts';

/** One thing that happened to an order. `data` explains it (before, after, reason); never personal data or secrets: it is kept for ever. */
export interface NewOrderEvent {
  readonly orderId: OrderId;
  readonly atMs: UtcMs;
  /** `area.past_tense`, e.g. `order.received`, `label.printed`. */
  readonly type: string;
  readonly actorKind: OrderEvent['actorKind'];
  readonly actorId: string;
  /** Where it came from: the use case, connector or device, e.g. `taobao.poll`, `packing-screen`. */
  readonly source: string;
  /** The rule that decided, when one did. */
  readonly rule?: string | null;
  readonly traceId: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface OrderEventRow {
  readonly order_id: OrderId;
  readonly seq: number;
  readonly at_ms: UtcMs;
  readonly type: string;
  readonly actor_kind: OrderEvent['actorKind'];
  readonly actor_id: string;
  readonly source: string;
  readonly rule: string | null;
  readonly trace_id: string;
  readonly data_json: string;
  readonly prev_hash: string;
  readonly hash: string;
}

/** Appends one event to the order's hash chain. Returns its place in the chain, from 1. */
export function appendOrderEvent(tx: WriteTx, event: NewOrderEvent): number {
  const last = tx
    .prepare<[OrderId], { seq: number; hash: string }>(
      'SELECT seq, hash FROM order_events WHERE order_id = ? ORDER BY seq DESC LIMIT 1',
    )
    .get(event.orderId);
  const seq = (last?.seq ?? 0) + 1;
  append(tx, event, seq, last?.hash ?? CHAIN_START);
  return seq;
}

/** The first events of an order created in this transaction: nothing is looked up, the chain is carried along. */
export function appendFirstOrderEvents(tx: WriteTx, events: readonly NewOrderEvent[]): void {
  let prevHash = CHAIN_START;
  events.forEach((event, index) => {
    prevHash = append(tx, event, index + 1, prevHash);
  });
}

/** @returns the hash of the new link */
function append(tx: WriteTx, event: NewOrderEvent, seq: number, prevHash: string): string {
  const fields = chainFields({
    order_id: event.orderId,
    seq,
    at_ms: event.atMs,
    type: event.type,
    actor_kind: event.actorKind,
    actor_id: event.actorId,
    source: event.source,
    rule: event.rule ?? null,
    trace_id: event.traceId,
    data_json: canonicalJson(event.data ?? {}),
  });
  const hash = linkHash(sha256Hex, prevHash, fields);
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO order_events (order_id, seq, at_ms, type, actor_kind, actor_id, source, rule, trace_id, data_json, prev_hash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(...fields, prevHash, hash);
  return hash;
}

function chainFields(row: Omit<OrderEventRow, 'prev_hash' | 'hash'>): ChainLink['fields'] {
  return [
    row.order_id,
    row.seq,
    row.at_ms,
    row.type,
    row.actor_kind,
    row.actor_id,
    row.source,
    row.rule,
    row.trace_id,
    row.data_json,
  ];
}

/** A stored event as a link of its chain, for findChainBreak. */
export function orderEventLink(row: OrderEventRow): ChainLink {
  return { seq: row.seq, prevHash: row.prev_hash, hash: row.hash, fields: chainFields(row) };
}

/** The events of one order, oldest first. */
export function listOrderEvents(db: ReadDb, orderId: OrderId): OrderEventRow[] {
  return db
    .prepare<[OrderId], OrderEventRow>('SELECT * FROM order_events WHERE order_id = ? ORDER BY seq')
    .all(orderId);
}
