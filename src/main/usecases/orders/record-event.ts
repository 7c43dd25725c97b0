import type { WriteTx } from '#main/db/handles.ts';
import { appendFirstOrderEvents, appendOrderEvent } from '#main/db/repos/append-order-event.ts';
import type { NewOrderEvent } from '#main/db/repos/append-order-event.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { EventType } from '#shared/model/event-types.ts';
import type { OrderId } from '#shared/model/ids.ts';

export interface RecordedEvent {
  readonly orderId: string;
  readonly atMs: number;
  readonly type: EventType;
  readonly act: Act;
  /** The rule or table row that decided, where one did. */
  readonly rule: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Appends to an order's timeline in the name of an act. The person's or device's name is kept beside its id, because people leave. */
export function recordEvent(tx: WriteTx, event: RecordedEvent): void {
  appendOrderEvent(tx, toRow(event));
}

/** The timeline of an order that was created in this transaction. */
export function recordFirstEvents(tx: WriteTx, events: readonly RecordedEvent[]): void {
  appendFirstOrderEvents(tx, events.map(toRow));
}

function toRow(event: RecordedEvent): NewOrderEvent {
  return {
    orderId: event.orderId as OrderId,
    atMs: event.atMs,
    type: event.type,
    actorKind: event.act.actor.kind,
    actorId: event.act.actor.name,
    source: event.act.source,
    rule: event.rule,
    traceId: event.act.traceId,
    data: event.data,
  };
}
