import { maskName, maskPhone, maskStreet } from '#core/kernel/mask.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readAmounts } from '#main/usecases/orders/read-amounts.ts';
import { readOrderLines } from '#main/usecases/orders/read-order-lines.ts';
import { readOrderSummary } from '#main/usecases/orders/read-order-summary.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { readTimeline } from '#main/usecases/orders/read-timeline.ts';
import { isUnsettled } from '#main/usecases/packing/settle-parcel.ts';
import { listPrintJobs } from '#main/usecases/printing/print-job-rows.ts';
import type { OrderDetail } from '#shared/contract/orders.ts';
import { OrderId } from '#shared/model/ids.ts';
import type { HoldKind, Recipient } from '#shared/model/order.ts';

/** One order as its page shows it; personal data masked. @throws AppError ERR_ORDER_UNKNOWN */
export function readOrderDetail(db: ReadDb, orderId: string): OrderDetail {
  const summary = readOrderSummary(db, orderId);
  const extra = db
    .prepare<
      [string],
      { platform_status: string; shipping_fee_minor: number; erased_at_ms: number | null; entered: number }
    >(
      'SELECT platform_status, shipping_fee_minor, erased_at_ms, entered_over IS NOT NULL AS entered FROM orders JOIN order_recipients ON order_id = id WHERE id = ?',
    )
    .get(orderId);
  return {
    ...summary,
    platformStatus: extra?.platform_status ?? '',
    shippingFeeMinor: extra?.shipping_fee_minor ?? 0,
    amounts: readAmounts(db, orderId),
    lines: readOrderLines(db, orderId),
    holdDetails: readHolds(db, orderId),
    recipient: extra?.erased_at_ms ? readRecipient(db, orderId) : mask(readRecipient(db, orderId)),
    recipientEntered: extra?.entered === 1,
    erasedAtMs: extra?.erased_at_ms ?? null,
    externalIds: db
      .prepare<[string], { kind: string; value: string }>(
        'SELECT kind, value FROM external_ids WHERE order_id = ? ORDER BY kind, value',
      )
      .all(orderId),
    shipments: readShipments(db, orderId),
    printJobs: listPrintJobs(db, { orderId, limit: 50 }),
    cases: readCases(db, orderId),
    because: newestCause(db, orderId),
  };
}

function mask(recipient: Recipient): Recipient {
  if (recipient.isMasked) return recipient;
  return {
    ...recipient,
    name: maskName(recipient.name),
    phone: maskPhone(recipient.phone),
    street: maskStreet(recipient.street),
  };
}

function readHolds(db: ReadDb, orderId: string): OrderDetail['holdDetails'] {
  return db
    .prepare<
      [string],
      { kind: HoldKind; reason_code: string; data_json: string; placed_at_ms: number; placed_by: string }
    >(
      'SELECT kind, reason_code, data_json, placed_at_ms, placed_by FROM order_holds WHERE order_id = ? ORDER BY placed_at_ms',
    )
    .all(orderId)
    .map((row) => ({
      kind: row.kind,
      reasonCode: row.reason_code,
      data: JSON.parse(row.data_json) as Record<string, unknown>,
      placedAtMs: row.placed_at_ms,
      placedBy: row.placed_by,
    }));
}

function readCases(db: ReadDb, orderId: string): OrderDetail['cases'] {
  return db
    .prepare<[string], OrderDetail['cases'][number]>(
      `SELECT c.refund_number AS refundNumber, c.platform_status AS platformStatus, c.state, c.kind, c.amount_minor AS amountMinor, c.currency, c.reason,
         c.requested_at_ms AS requestedAtMs, c.return_tracking_number AS returnTrackingNumber
       FROM orders o JOIN after_sales_cases c ON c.shop_id = o.shop_id AND c.external_number = o.external_number
       WHERE o.id = ? ORDER BY c.requested_at_ms, c.refund_number`,
    )
    .all(orderId);
}

interface ShipmentRow {
  id: string;
  parcel_number: number;
  state: OrderDetail['shipments'][number]['state'];
  weight_g: number | null;
  weight_source: string | null;
  tracking_number: string | null;
  carrier_id: string | null;
  waybill_state: OrderDetail['shipments'][number]['waybillState'] | null;
  opened_at_ms: number;
  packed_at_ms: number | null;
  shipped_at_ms: number | null;
}

function readShipments(db: ReadDb, orderId: string): OrderDetail['shipments'] {
  return db
    .prepare<[string], ShipmentRow>(
      `SELECT s.id, s.parcel_number, s.state, s.weight_g, s.weight_source, w.tracking_number, a.carrier_id, w.state AS waybill_state, s.opened_at_ms, s.packed_at_ms, s.shipped_at_ms
       FROM shipments s LEFT JOIN waybills w ON w.shipment_id = s.id LEFT JOIN carrier_accounts a ON a.id = w.carrier_account_id WHERE s.order_id = ? ORDER BY s.parcel_number`,
    )
    .all(orderId)
    .map((row) => ({
      id: row.id,
      parcelNumber: row.parcel_number,
      state: row.state,
      weightG: row.weight_g,
      weightSource: row.weight_source,
      trackingNumber: row.tracking_number,
      carrierId: row.carrier_id,
      waybillState: row.waybill_state ?? 'none',
      openedAtMs: row.opened_at_ms,
      packedAtMs: row.packed_at_ms,
      shippedAtMs: row.shipped_at_ms,
      unsettled: row.state === 'labelled' && isUnsettled(db, row.id),
    }));
}

/** The newest event: the reason why the order stands where it stands (promise P6). */
function newestCause(db: ReadDb, orderId: string): OrderDetail['because'] {
  return readTimeline(db, OrderId.parse(orderId)).events.at(-1) ?? null;
}
