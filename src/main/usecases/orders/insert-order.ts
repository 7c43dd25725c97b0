import { amountsOf } from '#core/orders/order-amounts.ts';
import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
import { maskName } from '#core/kernel/mask.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { markNewForIndexing } from '#main/usecases/orders/index-orders.ts';
import { maskKey } from '#main/usecases/orders/sealed-recipient.ts';
import type { IntakeShop } from '#main/usecases/orders/intake-shop.ts';
import { placeInList } from '#main/usecases/orders/place-in-list.ts';
import type { DisplayStatus, FulfilmentState } from '#shared/model/order.ts';

export interface NewLine {
  readonly id: string;
  readonly line: OrderDraftLine;
  readonly skuId: string | null;
  readonly reserved: number;
  /** Units that have left from elsewhere. */
  readonly gone: number;
}

/** An order in the state in which it is to be stored; fulfilment, status and holds may go beyond what the draft says. */
export interface NewOrder {
  readonly orderId: string;
  readonly atMs: number;
  readonly shop: IntakeShop;
  readonly draft: OrderDraft;
  readonly fulfilment: FulfilmentState;
  readonly status: DisplayStatus;
  readonly holdCount: number;
  readonly lines: readonly NewLine[];
}

/** Writes a new order with its lines, recipient and outside numbers, and queues its text for the search index. */
export function insertOrder(tx: WriteTx, order: NewOrder): void {
  const { orderId, draft } = order;
  const listKey = placeInList(tx, draft.placedAtMs);
  insertRow(tx, order, listKey);
  putRecipient(tx, orderId, draft);
  insertLines(tx, orderId, order.lines, 0);
  recordExternalIds(tx, orderId, draft);
  markNewForIndexing(tx, listKey, draft.recipient.phone);
}

function insertRow(
  tx: WriteTx,
  { orderId, atMs, shop, draft, fulfilment, status, holdCount }: NewOrder,
  listKey: number,
): void {
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO orders (id, list_key, shop_id, external_number, display_number, payment, fulfilment, after_sales, hold_count, status, platform_status, platform_version_ms, platform_json,
       currency, total_minor, shipping_fee_minor, placed_at_ms, paid_at_ms, buyer_note, seller_note, flags_json, recipient_handle, recipient_masked, destination,
       line_count, unit_count, warehouse_id, created_at_ms, updated_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    orderId,
    listKey,
    shop.id,
    draft.externalNumber,
    draft.displayNumber,
    draft.payment,
    fulfilment,
    draft.afterSales,
    holdCount,
    status,
    draft.platformStatus,
    draft.platformVersionMs,
    JSON.stringify({ ...draft.platformData, amounts: amountsOf(draft) }),
    draft.currency,
    draft.totalMinor,
    draft.shippingFeeMinor,
    draft.placedAtMs,
    draft.paidAtMs,
    draft.buyerNote,
    draft.sellerNote,
    JSON.stringify(draft.flags),
    draft.recipientHandle,
    maskName(draft.recipient.name),
    destinationOf(draft),
    draft.lines.length,
    unitsOf(draft),
    shop.warehouseId,
    atMs,
    atMs,
  );
}

/** Place names that may stand in lists: no street, no name. */
export function destinationOf(draft: Pick<OrderDraft, 'recipient'>): string {
  const { country, province, city, district } = draft.recipient;
  const parts = country === 'CN' || country === '' ? [province, city || district] : [country, province, city];
  return parts.filter((part) => part !== '').join(' ');
}

/** Units that the buyer still gets. */
export function unitsOf(draft: OrderDraft): number {
  return draft.lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity, 0);
}

/**
 * Writes the recipient, or brings it up to the draft, unless the data was erased on schedule, or a person typed it in over the same
 * mask that the platform sends again.
 */
export function putRecipient(tx: WriteTx, orderId: string, draft: OrderDraft): void {
  const r = draft.recipient;
  tx.prepare<(string | number | null)[]>(
    `INSERT INTO order_recipients (order_id, name, phone, country, province, city, district, town, street, postcode, is_masked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (order_id) DO UPDATE SET name = excluded.name, phone = excluded.phone, country = excluded.country, province = excluded.province, city = excluded.city,
       district = excluded.district, town = excluded.town, street = excluded.street, postcode = excluded.postcode, is_masked = excluded.is_masked,
       entered_over = NULL WHERE erased_at_ms IS NULL AND (entered_over IS NULL OR entered_over IS NOT ?)`,
  ).run(
    orderId,
    r.name,
    r.phone,
    r.country,
    r.province,
    r.city,
    r.district,
    r.town,
    r.street,
    r.postcode,
    r.isMasked ? 1 : 0,
    maskKey(r, draft.recipientHandle),
  );
}

/** Adds lines from `firstPosition` on. */
export function insertLines(tx: WriteTx, orderId: string, lines: readonly NewLine[], firstPosition: number): void {
  const insert = tx.prepare<(string | number | null)[]>(
    `INSERT INTO order_lines (id, order_id, position, external_line_id, sku_code, sku_id, title, variant, quantity, cancelled_quantity, unit_price_minor, paid_minor, after_sales, reserved_quantity, packed_quantity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  lines.forEach(({ id, line, skuId, reserved, gone }, index) => {
    insert.run(
      id,
      orderId,
      firstPosition + index,
      line.externalLineId,
      line.skuCode,
      skuId,
      line.title,
      line.variant,
      line.quantity,
      line.cancelledQuantity,
      line.unitPriceMinor,
      line.paidMinor,
      line.afterSales,
      reserved,
      gone,
    );
  });
}

/** Every outside number of the draft finds this order from now on; numbers are only ever added. */
export function recordExternalIds(tx: WriteTx, orderId: string, draft: OrderDraft): void {
  const insert = tx.prepare<[string, string, string]>(
    'INSERT INTO external_ids (value, kind, order_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const seen = new Set<string>();
  const record = (kind: string, value: string) => {
    if (seen.has(`${kind} ${value}`)) return;
    seen.add(`${kind} ${value}`);
    insert.run(value, kind, orderId);
  };
  record('order', draft.externalNumber);
  if (draft.displayNumber !== draft.externalNumber) record('display', draft.displayNumber);
  for (const { kind, value } of draft.externalIds) record(kind, value);
}

/** Units of a line that left from elsewhere while others are still to be sent; of an order that is gone as a whole nobody asks. */
export function goneOf(draft: Pick<OrderDraft, 'fulfilment'>, line: OrderDraftLine): number {
  return draft.fulfilment === 'partially_shipped'
    ? Math.min(line.shippedQuantity ?? 0, line.quantity - line.cancelledQuantity)
    : 0;
}
