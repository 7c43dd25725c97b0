import { displayStatus } from '#core/orders/display-status.ts';
import { hasEnded } from '#core/orders/has-ended.ts';
import type { Cleaned } from '#core/cleaning/cleaning-types.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { cleanedFields, noteHold, recordChanges } from '#main/usecases/cleaning/record-changes.ts';
import { awaitsCustoms, CUSTOMS_UNCHECKED_HOLD } from '#main/usecases/customs/desk/hold-until-checked.ts';
import { goneOf, insertOrder } from '#main/usecases/orders/insert-order.ts';
import type { NewLine } from '#main/usecases/orders/insert-order.ts';
import type { IntakeShop } from '#main/usecases/orders/intake-shop.ts';
import { recordFirstEvents } from '#main/usecases/orders/record-event.ts';
import type { RecordedEvent } from '#main/usecases/orders/record-event.ts';
import { wantedHolds } from '#main/usecases/orders/wanted-holds.ts';
import type { WantedHold } from '#main/usecases/orders/wanted-holds.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { decideReservation } from '#main/usecases/stock/reserve-order.ts';
import type { ReservationDecision } from '#main/usecases/stock/reserve-order.ts';

interface PlannedLine extends NewLine {
  /** Units that the buyer gets. */
  readonly due: number;
  readonly available: number;
}

/**
 * Stores an order that nobody knew, with its holds, its reservation and its first events. Everything is decided first, so that
 * each row is written once and in its final state; what is decided, and why, is the same as for later changes (settle-order.ts).
 */
export function createOrder(
  tx: WriteTx,
  ids: IdSource,
  act: Act,
  atMs: number,
  shop: IntakeShop,
  cleaned: Cleaned<OrderDraft>,
): string {
  const draft = cleaned.subject;
  const orderId = ids.next();
  const planned = draft.lines.map((line) => planLine(tx, ids, shop.warehouseId, draft, line));
  const decision = decide(draft, planned);
  const isReserved = decision.outcome === 'reserved';
  const fulfilment = isReserved && draft.fulfilment === 'received' ? 'reserved' : draft.fulfilment;
  const isUnchecked = awaitsCustoms(tx, shop.id, draft.recipient.country, fulfilment);
  const holds = holdsOf(cleaned, decision, isUnchecked);
  const status = displayStatus({
    payment: draft.payment,
    fulfilment,
    afterSales: draft.afterSales,
    holdCount: holds.length,
    nothingLeft: planned.every((line) => line.due <= 0),
  });
  const lines = planned.map((line) => ({ ...line, reserved: isReserved ? line.due : 0 }));
  insertOrder(tx, { orderId, atMs, shop, draft, fulfilment, status, holdCount: holds.length, lines });
  if (isReserved) reserve(tx, act, atMs, shop, orderId, lines);
  insertHolds(tx, act, atMs, orderId, holds);
  recordChanges(tx, orderId, atMs, cleaned.changes);
  recordFirstEvents(
    tx,
    firstEvents({
      orderId,
      atMs,
      act,
      draft,
      cleaned: cleanedFields(cleaned.changes),
      holds,
      reserved: isReserved ? lines : [],
    }),
  );
  tx.changed('orders');
  return orderId;
}

/** SKUs are linked by exact code. */
function planLine(
  tx: WriteTx,
  ids: IdSource,
  warehouseId: string,
  draft: OrderDraft,
  line: OrderDraft['lines'][number],
): PlannedLine {
  const gone = goneOf(draft, line);
  const shelf = tx
    .prepare<[string, string], { id: string; available: number }>(
      `SELECT k.id, COALESCE(s.on_hand - s.reserved, 0) AS available FROM skus k
       LEFT JOIN stock_levels s ON s.warehouse_id = ? AND s.sku_id = k.id AND s.lot = '' WHERE k.code = ? AND k.retired_at_ms IS NULL`,
    )
    .get(warehouseId, line.skuCode);
  return {
    id: ids.next(),
    line,
    skuId: shelf?.id ?? null,
    reserved: 0,
    gone,
    due: line.quantity - line.cancelledQuantity - gone,
    available: shelf?.available ?? 0,
  };
}

/** Only paid orders reserve, and none that was gone or cancelled before we ever saw it. */
function decide(draft: OrderDraft, planned: readonly PlannedLine[]): ReservationDecision {
  const isPaid = draft.payment === 'paid' || draft.payment === 'partially_refunded';
  if (!isPaid || hasEnded(draft.fulfilment)) return { outcome: 'nothing_due' };
  const due = planned.filter((line) => line.due > 0);
  return decideReservation(
    due.map(({ id, line, skuId, due: units, available }) => ({
      id,
      sku_code: line.skuCode,
      sku_id: skuId,
      due: units,
      available,
    })),
  );
}

function holdsOf(
  cleaned: Cleaned<OrderDraft>,
  decision: ReservationDecision,
  isUnchecked: boolean,
): readonly WantedHold[] {
  const holds = [...wantedHolds(cleaned.subject)];
  const ofNote = noteHold(cleaned);
  if (ofNote) holds.push(ofNote);
  if ('data' in decision) holds.push({ kind: 'stock', reasonCode: decision.outcome, data: decision.data });
  if (isUnchecked) holds.push({ kind: 'customs', reasonCode: CUSTOMS_UNCHECKED_HOLD, data: {} });
  return holds;
}

function reserve(
  tx: WriteTx,
  act: Act,
  atMs: number,
  shop: IntakeShop,
  orderId: string,
  lines: readonly NewLine[],
): void {
  for (const { id, skuId, reserved } of lines) {
    if (skuId === null || reserved === 0) continue;
    moveStock(tx, act, atMs, {
      key: `reserve:${id}:1`,
      warehouseId: shop.warehouseId,
      skuId,
      kind: 'reserved',
      onHandDelta: 0,
      reservedDelta: reserved,
      orderId,
      orderLineId: id,
      note: '',
    });
  }
}

function insertHolds(tx: WriteTx, act: Act, atMs: number, orderId: string, holds: readonly WantedHold[]): void {
  const insert = tx.prepare<[string, string, string, string, number, string]>(
    'INSERT INTO order_holds (order_id, kind, reason_code, data_json, placed_at_ms, placed_by) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { kind, reasonCode, data } of holds)
    insert.run(orderId, kind, reasonCode, JSON.stringify(data), atMs, act.actor.name);
}

interface Story {
  readonly orderId: string;
  readonly atMs: number;
  readonly act: Act;
  readonly draft: OrderDraft;
  readonly cleaned: readonly string[];
  readonly holds: readonly WantedHold[];
  readonly reserved: readonly NewLine[];
}

function firstEvents({ draft, cleaned, holds, reserved, ...common }: Story): RecordedEvent[] {
  const { platformStatus, payment, fulfilment, totalMinor, currency } = draft;
  const events: RecordedEvent[] = [
    {
      ...common,
      type: 'order.received',
      rule: null,
      data: { platformStatus, payment, fulfilment, lines: draft.lines.length, totalMinor, currency, cleaned },
    },
  ];
  for (const { kind, reasonCode, data } of holds)
    events.push({ ...common, type: 'hold.placed', rule: reasonCode, data: { kind, reasonCode, ...data } });
  if (fulfilment === 'cancelled') events.push({ ...common, type: 'order.cancelled', rule: null, data: { was: null } });
  const lines = reserved.filter((line) => line.reserved > 0);
  if (lines.length > 0) {
    const units = lines.reduce((sum, line) => sum + line.reserved, 0);
    events.push({ ...common, type: 'stock.reserved', rule: null, data: { lines: lines.length, units } });
  }
  return events;
}
