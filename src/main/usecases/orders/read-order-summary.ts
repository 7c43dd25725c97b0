import type { ReadDb } from '#main/db/handles.ts';
import { IS_SEALED } from '#main/usecases/orders/sealed-recipient.ts';
import { OrderId, ShopId } from '#shared/model/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type {
  AfterSalesState,
  DisplayStatus,
  FulfilmentState,
  HoldKind,
  OrderSummary,
  PaymentState,
} from '#shared/model/order.ts';

export interface OrderSummaryRow {
  id: string;
  /** The place in lists; see place-in-list.ts. */
  list_key: number;
  shop_id: string;
  shop_name: string;
  channel_id: string;
  external_number: string;
  display_number: string;
  payment: PaymentState;
  fulfilment: FulfilmentState;
  after_sales: AfterSalesState;
  status: DisplayStatus;
  holds: string | null;
  currency: string;
  total_minor: number;
  line_count: number;
  unit_count: number;
  recipient_masked: string;
  sealed: number;
  destination: string;
  placed_at_ms: number;
  paid_at_ms: number | null;
  updated_at_ms: number;
  tracking_number: string | null;
  buyer_note: string;
  seller_note: string;
  flags_json: string;
}

/**
 * Columns of one order as lists show it; callers add FROM-less WHERE and ORDER. CROSS JOIN keeps the walk on orders, in their
 * own sequence: beginning with the shops would sort all orders of each.
 */
export const SELECT_ORDER_SUMMARY = `SELECT o.id, o.list_key, o.shop_id, s.name AS shop_name, s.channel_id, o.external_number, o.display_number, o.payment, o.fulfilment, o.after_sales, o.status,
  CASE WHEN o.hold_count = 0 THEN NULL ELSE (SELECT group_concat(DISTINCT h.kind) FROM order_holds h WHERE h.order_id = o.id) END AS holds,
  o.currency, o.total_minor, o.line_count, o.unit_count, o.recipient_masked, ${IS_SEALED} AS sealed, o.destination, o.placed_at_ms, o.paid_at_ms, o.updated_at_ms, o.tracking_number, o.buyer_note, o.seller_note, o.flags_json
  FROM orders o CROSS JOIN shops s ON s.id = o.shop_id`;

/** @throws AppError ERR_ORDER_UNKNOWN */
export function readOrderSummary(db: ReadDb, orderId: string): OrderSummary {
  const row = db.prepare<[string], OrderSummaryRow>(`${SELECT_ORDER_SUMMARY} WHERE o.id = ?`).get(orderId);
  if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  return toOrderSummary(row);
}

export function toOrderSummary(row: OrderSummaryRow): OrderSummary {
  return {
    id: OrderId.parse(row.id),
    shopId: ShopId.parse(row.shop_id),
    shopName: row.shop_name,
    channelId: row.channel_id,
    externalNumber: row.external_number,
    displayNumber: row.display_number,
    payment: row.payment,
    fulfilment: row.fulfilment,
    afterSales: row.after_sales,
    status: row.status,
    holds: row.holds === null ? [] : (row.holds.split(',') as HoldKind[]),
    currency: row.currency,
    totalMinor: row.total_minor,
    lineCount: row.line_count,
    unitCount: row.unit_count,
    recipientMasked: row.recipient_masked,
    recipientSealed: row.sealed === 1,
    destination: row.destination,
    placedAtMs: row.placed_at_ms,
    paidAtMs: row.paid_at_ms,
    updatedAtMs: row.updated_at_ms,
    trackingNumber: row.tracking_number,
    buyerNote: row.buyer_note,
    sellerNote: row.seller_note,
    flags: JSON.parse(row.flags_json) as string[],
  };
}
