import { AFTER_SALES_MACHINE, mayMove } from '#core/orders/transitions.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { RawRefundMessage, RefundDraft } from '#main/plugins/channels/channel-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { linkCases, stateOfCases } from '#main/usecases/aftersales/case-state.ts';
import type { OrderValue } from '#main/usecases/aftersales/case-state.ts';
import { archiveMessage, packMessage, settleMessage } from '#main/usecases/orders/archive-message.ts';
import type { IncomingMessage } from '#main/usecases/orders/archive-message.ts';
import { placeHold, releaseHold } from '#main/usecases/orders/holds.ts';
import { moveOrder } from '#main/usecases/orders/move-order.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { AfterSalesState } from '#shared/model/order.ts';

export const REFUND_MESSAGE = 'refund';

export interface RefundsTaken {
  readonly applied: number;
  readonly parked: number;
}

/**
 * Takes in after-sales cases: archives each message unaltered, stores the case and moves its order, in one transaction. An older
 * version never overwrites a newer one; what cannot be read is parked with its reason.
 */
export function takeRefunds(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  messages: readonly RawRefundMessage[],
  source: IncomingMessage['source'] = 'poll',
): RefundsTaken {
  const { connector, currency, statusMap } = shop;
  const prepared = messages.map(({ externalNumber, payload }) => ({
    reading: connector.readRefund?.(payload, { currency, statusMap }),
    packed: packMessage({
      shopId: shop.id,
      source,
      topic: REFUND_MESSAGE,
      externalNumber,
      apiVersion: connector.apiVersion,
      signature: 'transport',
      deliveryId: null,
      payload,
      receivedAtMs: context.clock.nowMs(),
    }),
  }));
  return context.db.transaction((tx) => {
    const taken = { applied: 0, parked: 0 };
    for (const { reading, packed } of prepared) {
      const archived = archiveMessage(tx, context.ids.next(), packed);
      if (archived.kind === 'seen_before' && archived.state !== 'parked') continue;
      if (!reading?.ok) {
        const park = { code: reading?.code ?? 'ERR_CHANNEL_ORDER_UNREADABLE', data: reading?.data ?? {} };
        settleMessage(tx, archived.id, 'parked', null, park);
        tx.changed('shops');
        taken.parked += 1;
        continue;
      }
      const isNew = putCase(tx, context, shop.id, reading.draft);
      const orderId = isNew ? moveOrderOf(tx, context, act, shop.id, reading.draft) : null;
      settleMessage(tx, archived.id, isNew ? 'applied' : 'stale', orderId, null);
      if (isNew) taken.applied += 1;
    }
    return taken;
  });
}

/** @returns false where a newer version is known */
function putCase(tx: WriteTx, context: UseCaseContext, shopId: string, draft: RefundDraft): boolean {
  const { changes } = tx
    .prepare<(string | number | null)[]>(
      `INSERT INTO after_sales_cases (shop_id, refund_number, external_number, platform_version_ms, platform_status, state, kind, amount_minor, currency, reason, requested_at_ms, lines_json, return_tracking_number, updated_at_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (shop_id, refund_number) DO UPDATE SET external_number = excluded.external_number,
         platform_version_ms = excluded.platform_version_ms, platform_status = excluded.platform_status, state = excluded.state, kind = excluded.kind,
         amount_minor = excluded.amount_minor, currency = excluded.currency, reason = excluded.reason, requested_at_ms = excluded.requested_at_ms,
         lines_json = excluded.lines_json, return_tracking_number = excluded.return_tracking_number, updated_at_ms = excluded.updated_at_ms
       WHERE excluded.platform_version_ms >= after_sales_cases.platform_version_ms`,
    )
    .run(
      shopId,
      draft.refundNumber,
      draft.externalNumber,
      draft.platformVersionMs,
      draft.platformStatus,
      draft.state,
      draft.kind,
      draft.amountMinor,
      draft.currency,
      draft.reason,
      draft.requestedAtMs,
      JSON.stringify(draft.lines),
      draft.returnTrackingNumber,
      context.clock.nowMs(),
    );
  return changes > 0;
}

/** An order that is not here yet is fetched; it takes its cases over when it comes. */
function moveOrderOf(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  shopId: string,
  draft: RefundDraft,
): string | null {
  const order = tx
    .prepare<[string, string], { id: string; after_sales: AfterSalesState; fulfilment: string }>(
      'SELECT id, after_sales, fulfilment FROM orders WHERE shop_id = ? AND external_number = ?',
    )
    .get(shopId, draft.externalNumber);
  if (!order) {
    enqueueJob(tx, context, {
      topic: 'shop.fetch-order',
      key: `fetch:${shopId}:${draft.externalNumber}:withheld:${context.ids.next()}`,
      payload: { shopId, externalNumber: draft.externalNumber },
      shopId,
    });
    return null;
  }
  linkCases(tx, shopId, draft.externalNumber, order.id);
  const atMs = context.clock.nowMs();
  const next = stateOfCases(tx, shopId, draft.externalNumber, valueOf(tx, order.id))?.state ?? 'none';
  if (mayMove(AFTER_SALES_MACHINE, order.after_sales, next)) {
    if (order.after_sales !== next) tell(tx, act, atMs, order.id, next, draft);
    moveOrder(tx, atMs, order.id, { afterSales: next });
    holdWhileOpen(tx, act, atMs, order.id, next);
  } else {
    const moves = [`${order.after_sales}>${next}`];
    recordEvent(tx, {
      orderId: order.id,
      atMs,
      type: 'order.change_ignored',
      act,
      rule: 'transition_table',
      data: { moves },
    });
  }
  return order.id;
}

const isOpen = (state: AfterSalesState): boolean => state === 'requested' || state === 'in_progress';

function tell(tx: WriteTx, act: Act, atMs: number, orderId: string, next: AfterSalesState, draft: RefundDraft): void {
  recordEvent(tx, {
    orderId,
    atMs,
    type: isOpen(next) ? 'order.refund_requested' : 'order.refund_closed',
    act,
    rule: null,
    data: { refundNumber: draft.refundNumber, platformStatus: draft.platformStatus, state: next },
  });
}

function holdWhileOpen(tx: WriteTx, act: Act, atMs: number, orderId: string, state: AfterSalesState): void {
  const hold = { orderId, kind: 'refund' as const, reasonCode: 'refund_requested' };
  if (isOpen(state)) placeHold(tx, act, atMs, { ...hold, data: {} });
  else releaseHold(tx, act, atMs, { ...hold, reason: 'platform' });
}

function valueOf(tx: WriteTx, orderId: string): OrderValue {
  const value = tx
    .prepare<[string], { goods: number | null; units: number | null }>(
      'SELECT SUM(paid_minor) AS goods, SUM(quantity - cancelled_quantity) AS units FROM order_lines WHERE order_id = ?',
    )
    .get(orderId);
  return { goodsMinor: value?.goods ?? 0, unitsLeft: value?.units ?? 0 };
}
