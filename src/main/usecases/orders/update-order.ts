import { amountsOf } from '#core/orders/order-amounts.ts';
import { FULFILMENT_MACHINE, AFTER_SALES_MACHINE, PAYMENT_MACHINE, mayMove } from '#core/orders/transitions.ts';
import { maskName } from '#core/kernel/mask.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { WriteTx } from '#main/db/handles.ts';
import {
  destinationOf,
  goneOf,
  insertLines,
  putRecipient,
  recordExternalIds,
  unitsOf,
} from '#main/usecases/orders/insert-order.ts';
import type { OrderAxes } from '#main/usecases/orders/move-order.ts';
import type { AfterSalesState, FulfilmentState, PaymentState } from '#shared/model/order.ts';

export interface ExistingOrder {
  readonly id: string;
  readonly list_key: number;
  readonly payment: PaymentState;
  readonly fulfilment: FulfilmentState;
  readonly after_sales: AfterSalesState;
  readonly platform_version_ms: number;
}

/** States that only we know; a platform that still says "to ship" does not undo them. */
const OWN_PROGRESS: ReadonlySet<FulfilmentState> = new Set(['reserved', 'packing', 'packed', 'labelled']);

const IN_HAND: ReadonlySet<FulfilmentState> = new Set(['packing', 'packed', 'labelled']);

/**
 * The states an order takes when the platform describes it anew. Our own progress inside the house stays while the
 * platform says `received`; a move that no table allows is left out and reported, never forced.
 */
export function nextAxes(existing: ExistingOrder, draft: OrderDraft): { axes: OrderAxes; ignored: string[] } {
  const ignored: string[] = [];
  const keepsOwn =
    (draft.fulfilment === 'received' && (OWN_PROGRESS.has(existing.fulfilment) || existing.fulfilment === 'shipped')) ||
    // A part left from elsewhere: what stands on our tables goes on, its box is compared anew.
    (draft.fulfilment === 'partially_shipped' &&
      (IN_HAND.has(existing.fulfilment) || existing.fulfilment === 'shipped'));
  const wantedFulfilment = keepsOwn ? existing.fulfilment : draft.fulfilment;
  const pick = <S extends string>(allowed: boolean, from: S, to: S): S => {
    if (allowed) return to;
    ignored.push(`${from}>${to}`);
    return from;
  };
  return {
    axes: {
      payment: pick(mayMove(PAYMENT_MACHINE, existing.payment, draft.payment), existing.payment, draft.payment),
      fulfilment: pick(
        mayMove(FULFILMENT_MACHINE, existing.fulfilment, wantedFulfilment),
        existing.fulfilment,
        wantedFulfilment,
      ),
      afterSales: pick(
        mayMove(AFTER_SALES_MACHINE, existing.after_sales, draft.afterSales),
        existing.after_sales,
        draft.afterSales,
      ),
    },
    ignored,
  };
}

/** Writes everything of the draft but the states: amounts, notes, recipient, lines, numbers. Lines are never deleted: a vanished one is cancelled. */
export function updateOrderFacts(tx: WriteTx, ids: IdSource, atMs: number, orderId: string, draft: OrderDraft): void {
  tx.prepare<(string | number | null)[]>(
    `UPDATE orders SET display_number = ?, platform_status = ?, platform_version_ms = ?, platform_json = ?, currency = ?, total_minor = ?, shipping_fee_minor = ?,
       paid_at_ms = COALESCE(?, paid_at_ms), buyer_note = ?, seller_note = ?, flags_json = ?, recipient_handle = ?, recipient_masked = ?, destination = ?, line_count = ?, unit_count = ?, updated_at_ms = ?
     WHERE id = ?`,
  ).run(
    draft.displayNumber,
    draft.platformStatus,
    draft.platformVersionMs,
    JSON.stringify({ ...draft.platformData, amounts: amountsOf(draft) }),
    draft.currency,
    draft.totalMinor,
    draft.shippingFeeMinor,
    draft.paidAtMs,
    draft.buyerNote,
    draft.sellerNote,
    JSON.stringify(draft.flags),
    draft.recipientHandle,
    maskName(draft.recipient.name),
    destinationOf(draft),
    draft.lines.length,
    unitsOf(draft),
    atMs,
    orderId,
  );
  putRecipient(tx, orderId, draft);
  updateLines(tx, ids, orderId, draft);
  recordExternalIds(tx, orderId, draft);
}

function updateLines(tx: WriteTx, ids: IdSource, orderId: string, draft: OrderDraft): void {
  const known = tx
    .prepare<[string], { external_line_id: string; position: number }>(
      'SELECT external_line_id, position FROM order_lines WHERE order_id = ? ORDER BY position',
    )
    .all(orderId);
  const knownIds = new Set(known.map((line) => line.external_line_id));
  const update = tx.prepare<(string | number)[]>(
    'UPDATE order_lines SET title = ?, variant = ?, quantity = ?, cancelled_quantity = ?, unit_price_minor = ?, paid_minor = ?, after_sales = ? WHERE order_id = ? AND external_line_id = ?',
  );
  for (const line of draft.lines) {
    if (knownIds.has(line.externalLineId)) {
      update.run(
        line.title,
        line.variant,
        line.quantity,
        line.cancelledQuantity,
        line.unitPriceMinor,
        line.paidMinor,
        line.afterSales,
        orderId,
        line.externalLineId,
      );
    }
  }
  recordGone(tx, orderId, draft);
  const draftIds = new Set(draft.lines.map((line) => line.externalLineId));
  const vanish = tx.prepare<[string, string]>(
    'UPDATE order_lines SET cancelled_quantity = quantity WHERE order_id = ? AND external_line_id = ?',
  );
  for (const line of known) if (!draftIds.has(line.external_line_id)) vanish.run(orderId, line.external_line_id);
  const fresh = draft.lines.filter((line) => !knownIds.has(line.externalLineId));
  const skuOf = tx.pluck<[string], string>('SELECT id FROM skus WHERE code = ? AND retired_at_ms IS NULL');
  const added = fresh.map((line) => ({
    id: ids.next(),
    line,
    skuId: skuOf.get(line.skuCode) ?? null,
    reserved: 0,
    gone: goneOf(draft, line),
  }));
  insertLines(tx, orderId, added, (known.at(-1)?.position ?? -1) + 1);
}

/** What a labelled parcel of ours holds is counted when it is booked out, whoever tells of it first. */
function recordGone(tx: WriteTx, orderId: string, draft: OrderDraft): void {
  const write = tx.prepare<[number, string, string]>(
    `UPDATE order_lines SET packed_quantity = MAX(packed_quantity, ?) WHERE order_id = ? AND external_line_id = ? AND NOT EXISTS (
       SELECT 1 FROM shipment_lines sl JOIN shipments s ON s.id = sl.shipment_id WHERE sl.order_line_id = order_lines.id AND s.state = 'labelled')`,
  );
  for (const line of draft.lines) {
    const gone = goneOf(draft, line);
    if (gone > 0) write.run(gone, orderId, line.externalLineId);
  }
}
