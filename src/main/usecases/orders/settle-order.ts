import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { Act } from '#main/usecases/actor.ts';
import { holdUntilChecked } from '#main/usecases/customs/desk/hold-until-checked.ts';
import { placeHold, releaseHold } from '#main/usecases/orders/holds.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import type { ExistingOrder } from '#main/usecases/orders/update-order.ts';
import { wantedHolds } from '#main/usecases/orders/wanted-holds.ts';
import { releaseOrder } from '#main/usecases/stock/release-order.ts';
import { reserveOrder } from '#main/usecases/stock/reserve-order.ts';
import type { FulfilmentState, HoldKind } from '#shared/model/order.ts';

/** Holds that a platform's message places and takes back; the operator's own holds are never touched by it. */
const PLATFORM_HOLDS: readonly HoldKind[] = ['platform', 'refund', 'address', 'risk'];

/** After the facts of a known order changed: holds, stock and the milestones of the timeline. A new order is settled as it is stored (create-order.ts). */
export function settleOrder(
  tx: WriteTx,
  act: Act,
  atMs: number,
  orderId: string,
  before: ExistingOrder,
  draft: OrderDraft,
): void {
  const now = tx
    .prepare<[string], { shop_id: string; payment: string; fulfilment: FulfilmentState }>(
      'SELECT shop_id, payment, fulfilment FROM orders WHERE id = ?',
    )
    .get(orderId);
  if (!now) return;
  settleHolds(tx, act, atMs, orderId, draft);
  const { country } = draft.recipient;
  holdUntilChecked(tx, act, atMs, { id: orderId, shopId: now.shop_id, country, fulfilment: now.fulfilment });
  if (before.payment !== 'paid' && now.payment === 'paid')
    recordEvent(tx, { orderId, atMs, type: 'order.paid', act, rule: null, data: { paidAtMs: draft.paidAtMs } });
  if (now.fulfilment === 'cancelled') return settleCancelled(tx, act, atMs, orderId, before);
  if (now.fulfilment === 'shipped' || now.fulfilment === 'delivered' || now.fulfilment === 'completed')
    return settleLeft(tx, act, atMs, orderId, before);
  settleStock(tx, act, atMs, orderId, now.payment);
}

function settleHolds(tx: WriteTx, act: Act, atMs: number, orderId: string, draft: OrderDraft): void {
  const wanted = wantedHolds(draft);
  const standing = tx
    .prepare<[string], { kind: HoldKind; reason_code: string }>(
      'SELECT kind, reason_code FROM order_holds WHERE order_id = ?',
    )
    .all(orderId);
  for (const hold of standing) {
    const stillWanted = wanted.some((want) => want.kind === hold.kind && want.reasonCode === hold.reason_code);
    if (!stillWanted && PLATFORM_HOLDS.includes(hold.kind))
      releaseHold(tx, act, atMs, { orderId, kind: hold.kind, reasonCode: hold.reason_code, reason: 'platform' });
  }
  for (const hold of wanted)
    placeHold(tx, act, atMs, { orderId, kind: hold.kind, reasonCode: hold.reasonCode, data: hold.data });
}

function settleCancelled(tx: WriteTx, act: Act, atMs: number, orderId: string, before: ExistingOrder): void {
  if (before.fulfilment === 'cancelled') return;
  releaseOrder(tx, act, atMs, orderId, 'everything');
  const afterLabel = before.fulfilment === 'labelled' || before.fulfilment === 'shipped';
  recordEvent(tx, {
    orderId,
    atMs,
    type: afterLabel ? 'order.cancelled_after_label' : 'order.cancelled',
    act,
    rule: null,
    data: { was: before.fulfilment },
  });
}

function settleLeft(tx: WriteTx, act: Act, atMs: number, orderId: string, before: ExistingOrder): void {
  const left = ['shipped', 'delivered', 'completed', 'labelled'].includes(before.fulfilment);
  if (left) return;
  releaseOrder(tx, act, atMs, orderId, 'everything');
  recordEvent(tx, {
    orderId,
    atMs,
    type: 'order.shipped_elsewhere',
    act,
    rule: null,
    data: { was: before.fulfilment },
  });
}

/** Only paid orders reserve; an order that lost its payment or units gives them back. */
export function settleStock(tx: WriteTx, act: Act, atMs: number, orderId: string, payment: string): void {
  if (payment !== 'paid' && payment !== 'partially_refunded') {
    releaseOrder(tx, act, atMs, orderId, 'everything');
    return;
  }
  releaseOrder(tx, act, atMs, orderId, 'surplus');
  const outcome = reserveOrder(tx, act, atMs, orderId);
  const state = tx
    .prepare<[string], { fulfilment: string }>('SELECT fulfilment FROM orders WHERE id = ?')
    .get(orderId)?.fulfilment;
  if (outcome === 'reserved' && state === 'received') moveOrder(tx, atMs, orderId, { fulfilment: 'reserved' });
}
