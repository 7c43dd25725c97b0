import { cleanDraft } from '#core/orders/clean-draft.ts';
import { draftFault } from '#core/orders/draft-fault.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { linkCases, withCases } from '#main/usecases/aftersales/case-state.ts';
import type { Act } from '#main/usecases/actor.ts';
import { createOrder } from '#main/usecases/orders/create-order.ts';
import { settleOrder } from '#main/usecases/orders/settle-order.ts';
import { holdChangedAddress } from '#main/usecases/orders/hold-changed-address.ts';
import { holdChangedBox } from '#main/usecases/orders/hold-changed-box.ts';
import { swapGoods } from '#main/usecases/orders/swap-goods.ts';
import { markForIndexing } from '#main/usecases/orders/index-orders.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { nextAxes, updateOrderFacts } from '#main/usecases/orders/update-order.ts';
import { linkPayments } from '#main/usecases/payments/link-order.ts';
import type { IntakeShop } from '#main/usecases/orders/intake-shop.ts';
import type { ExistingOrder } from '#main/usecases/orders/update-order.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type ApplyOutcome = { readonly kind: 'created' | 'updated' | 'unchanged' | 'stale'; readonly orderId: string };

/**
 * Brings one order in line with what a platform says, in the caller's transaction: creates it or updates it, places and
 * releases holds, reserves or releases stock, and writes the timeline. An older version never overwrites a newer one.
 * `isRepetition` is asked only about an order that is known; a message that repeats the last one changes nothing.
 * @throws AppError ERR_CHANNEL_ORDER_UNREADABLE for a draft that no order can have
 */
export function applyDraft(
  tx: WriteTx,
  ids: IdSource,
  act: Act,
  atMs: number,
  shop: IntakeShop,
  rawDraft: OrderDraft,
  isRepetition: () => boolean = () => false,
): ApplyOutcome {
  const { draft, cleaned } = cleanDraft(withCases(tx, shop.id, rawDraft));
  const fault = draftFault(draft);
  if (fault !== null) throw new AppError('ERR_CHANNEL_ORDER_UNREADABLE', { reason: 'draft', field: fault });
  const existing = tx
    .prepare<[string, string], ExistingOrder>(
      'SELECT id, list_key, payment, fulfilment, after_sales, platform_version_ms FROM orders WHERE shop_id = ? AND external_number = ?',
    )
    .get(shop.id, draft.externalNumber);
  if (!existing) {
    const orderId = createOrder(tx, ids, act, atMs, shop, draft, cleaned);
    linkCases(tx, shop.id, draft.externalNumber, orderId);
    linkPayments(tx, ids, act, atMs, { id: orderId, shopId: shop.id, numbers: orderNumbers(draft) });
    return { kind: 'created', orderId };
  }
  if (isRepetition()) return { kind: 'unchanged', orderId: existing.id };
  if (draft.platformVersionMs < existing.platform_version_ms) return { kind: 'stale', orderId: existing.id };
  update(tx, ids, act, atMs, existing, draft);
  return { kind: 'updated', orderId: existing.id };
}

/** As a payment can name the order. */
function orderNumbers(draft: OrderDraft): string[] {
  const others = draft.externalIds.filter(({ kind }) => kind === 'order').map(({ value }) => value);
  return [...new Set([draft.externalNumber, draft.displayNumber, ...others])];
}

function update(tx: WriteTx, ids: IdSource, act: Act, atMs: number, existing: ExistingOrder, draft: OrderDraft): void {
  const { axes, ignored } = nextAxes(existing, draft);
  const swapped = swapGoods(tx, act, atMs, existing.id, draft);
  holdChangedAddress(tx, act, atMs, existing.id, draft);
  updateOrderFacts(tx, ids, atMs, existing.id, draft);
  markForIndexing(tx, existing.list_key);
  moveOrder(tx, atMs, existing.id, axes);
  recordEvent(tx, {
    orderId: existing.id,
    atMs,
    type: 'order.updated',
    act,
    rule: null,
    data: {
      platformStatus: draft.platformStatus,
      before: { payment: existing.payment, fulfilment: existing.fulfilment, afterSales: existing.after_sales },
      after: axes,
      ...(swapped.goods.length > 0 ? { goods: swapped.goods } : {}),
    },
  });
  if (ignored.length > 0)
    recordEvent(tx, {
      orderId: existing.id,
      atMs,
      type: 'order.change_ignored',
      act,
      rule: 'transition_table',
      data: { moves: ignored },
    });
  settleOrder(tx, act, atMs, existing.id, existing, draft);
  holdChangedBox(tx, act, atMs, existing.id, swapped.boxed);
}
