import type { Cleaned } from '#core/cleaning/cleaning-types.ts';
import { draftFault } from '#core/orders/draft-fault.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { linkCases, withCases } from '#main/usecases/aftersales/case-state.ts';
import type { Act } from '#main/usecases/actor.ts';
import { cleanOrder, countCleaning } from '#main/usecases/cleaning/cleaning-run.ts';
import type { CleaningRun } from '#main/usecases/cleaning/cleaning-run.ts';
import { cleanedFields, noteHold, replaceChanges } from '#main/usecases/cleaning/record-changes.ts';
import { createOrder } from '#main/usecases/orders/create-order.ts';
import { settleOrder } from '#main/usecases/orders/settle-order.ts';
import { holdChangedAddress } from '#main/usecases/orders/hold-changed-address.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';
import { holdChangedBox } from '#main/usecases/orders/hold-changed-box.ts';
import { swapGoods } from '#main/usecases/orders/swap-goods.ts';
import { markForIndexing } from '#main/usecases/orders/index-orders.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { nextAxes, updateOrderFacts } from '#main/usecases/orders/update-order.ts';
import { linkPayments } from '#main/usecases/payments/link-order.ts';
import type { IntakeShop } from '#main/usecases/orders/intake-shop.ts';
import type { ExistingOrder } from '#main/usecases/orders/update-order.ts';
import type { WantedHold } from '#main/usecases/orders/wanted-holds.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type ApplyOutcome = { readonly kind: 'created' | 'updated' | 'unchanged' | 'stale'; readonly orderId: string };

/**
 * Brings one order in line with what a platform says, in the caller's transaction: creates it or updates it, places and
 * releases holds, reserves or releases stock, and writes the timeline. An older version never overwrites a newer one.
 * `cleaning` holds the rules in force; its caller settles them when the transaction ends. `isRepetition` is asked only about an order that is known; a message that repeats the last one changes nothing.
 * @throws AppError ERR_CHANNEL_ORDER_UNREADABLE for a draft that no order can have
 */
export function applyDraft(
  tx: WriteTx,
  ids: IdSource,
  act: Act,
  atMs: number,
  shop: IntakeShop,
  cleaning: CleaningRun,
  rawDraft: OrderDraft,
  isRepetition: () => boolean = () => false,
): ApplyOutcome {
  const cleaned = cleanOrder(cleaning, shop.id, withCases(tx, shop.id, rawDraft));
  const draft = cleaned.subject;
  const fault = draftFault(draft);
  if (fault !== null) throw new AppError('ERR_CHANNEL_ORDER_UNREADABLE', { reason: 'draft', field: fault });
  const existing = tx
    .prepare<[string, string], ExistingOrder>(
      'SELECT id, list_key, payment, fulfilment, after_sales, platform_version_ms FROM orders WHERE shop_id = ? AND external_number = ?',
    )
    .get(shop.id, draft.externalNumber);
  if (!existing) {
    const orderId = createOrder(tx, ids, act, atMs, shop, cleaned);
    countCleaning(cleaning, cleaned, orderId);
    linkCases(tx, shop.id, draft.externalNumber, orderId);
    linkPayments(tx, ids, act, atMs, { id: orderId, shopId: shop.id, numbers: orderNumbers(draft) });
    return { kind: 'created', orderId };
  }
  if (isRepetition()) return { kind: 'unchanged', orderId: existing.id };
  if (draft.platformVersionMs < existing.platform_version_ms) return { kind: 'stale', orderId: existing.id };
  update(tx, ids, act, atMs, existing, cleaned);
  countCleaning(cleaning, cleaned, existing.id);
  return { kind: 'updated', orderId: existing.id };
}

/** As a payment can name the order. */
function orderNumbers(draft: OrderDraft): string[] {
  const others = draft.externalIds.filter(({ kind }) => kind === 'order').map(({ value }) => value);
  return [...new Set([draft.externalNumber, draft.displayNumber, ...others])];
}

function update(
  tx: WriteTx,
  ids: IdSource,
  act: Act,
  atMs: number,
  existing: ExistingOrder,
  cleaned: Cleaned<OrderDraft>,
): void {
  const draft = cleaned.subject;
  const freshHold = freshNoteHold(tx, existing.id, cleaned);
  const { axes, ignored } = nextAxes(existing, draft);
  const swapped = swapGoods(tx, act, atMs, existing.id, draft);
  holdChangedAddress(tx, act, atMs, existing.id, draft);
  updateOrderFacts(tx, ids, atMs, existing.id, draft);
  replaceChanges(tx, existing.id, atMs, cleaned.changes);
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
      ...(cleaned.changes.length > 0 ? { cleaned: cleanedFields(cleaned.changes) } : {}),
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
  if (freshHold) placeHold(tx, act, atMs, { orderId: existing.id, ...freshHold });
  holdChangedBox(tx, act, atMs, existing.id, swapped.boxed);
}

/** A note asks once: a hold that a lead released does not come back with the same words. */
function freshNoteHold(tx: WriteTx, orderId: string, cleaned: Cleaned<OrderDraft>): WantedHold | null {
  if (cleaned.holds.length === 0) return null;
  const json = tx.pluck<[string], string>('SELECT flags_json FROM orders WHERE id = ?').get(orderId) ?? '[]';
  const had = new Set(JSON.parse(json) as string[]);
  return noteHold({ holds: cleaned.holds.filter(({ flag }) => !had.has(flag)) });
}
