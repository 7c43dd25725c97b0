import { maskName } from '#core/kernel/mask.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import { closedParcelsOf, parcelGoods, readClosedParcel } from '#main/usecases/documents/parcel-facts.ts';
import { inPages } from '#main/usecases/documents/in-pages.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import { PackingSlipOf } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import { OrderId } from '#shared/model/ids.ts';

/** Rows of the product's own layout. */
const LINES_PER_PAGE = 10;

/** Lies in the box: what is in it, without the buyer's address. A new request prints a new one: slips get lost. */
export const packingSlip = defineDocument({
  kind: 'packing_slip',
  of: PackingSlipOf,
  read(db, world, { orderId, shipmentId }) {
    const order = readOrder(db, orderId);
    if (shipmentId !== undefined) readClosedParcel(db, shipmentId);
    const lines = shipmentId === undefined ? orderGoods(db, orderId) : parcelGoods(db, shipmentId);
    const recipient = readRecipient(db, orderId);
    const pages = inPages(lines, LINES_PER_PAGE);
    const waybill = shipmentId === undefined ? null : waybillOf(db, shipmentId);
    const common = {
      shopName: order.shop_name,
      orderNumber: order.display_number,
      recipientName: recipient.isMasked ? recipient.name : maskName(recipient.name),
      recipientRegion: [recipient.province, recipient.city].filter((part) => part !== '').join(' '),
      carrierName: waybill ? world.carrierName(carrierOf(db, waybill.carrier_account_id)) : '',
      trackingNumber: waybill?.tracking_number ?? '',
      lineCount: String(lines.length),
      unitCount: String(lines.reduce((sum, { quantity }) => sum + quantity, 0)),
      note: order.buyer_note,
      printedAt: formatInZone(world.atMs, world.zone),
    };
    return {
      leftOut: 0,
      papers: pages.map((page, index) => ({
        labelKey: `packing-slip:${shipmentId ?? orderId}:${world.requestId}:${index + 1}`,
        layout: 'packing_slip',
        shopId: order.shop_id,
        orderId,
        shipmentId: shipmentId ?? null,
        copies: 1,
        data: {
          ...common,
          page: pages.length === 1 ? '' : `${index + 1}/${pages.length}`,
          lines: page.map(({ skuCode, title, quantity }) => ({ skuCode, title, quantity: String(quantity) })),
        },
      })),
    };
  },
  /** One per box where boxes are closed, else one for the order. */
  ofOrder(db, id) {
    const orderId = OrderId.parse(id);
    const parcels = closedParcelsOf(db, id);
    if (parcels.length === 0) return [{ kind: 'packing_slip', orderId }];
    return parcels.map((shipmentId) => ({ kind: 'packing_slip', orderId, shipmentId }));
  },
});

interface OrderRow {
  readonly shop_id: string;
  readonly shop_name: string;
  readonly display_number: string;
  readonly buyer_note: string;
}

function readOrder(db: ReadDb, orderId: string): OrderRow {
  const row = db
    .prepare<[string], OrderRow>(
      'SELECT o.shop_id, s.name AS shop_name, o.display_number, o.buyer_note FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ?',
    )
    .get(orderId);
  if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  return row;
}

/** What the order still owes its buyer. */
function orderGoods(db: ReadDb, orderId: string): { skuCode: string; title: string; quantity: number }[] {
  return db
    .prepare<[string], { skuCode: string; title: string; quantity: number }>(
      `SELECT sku_code AS skuCode, trim(title || ' ' || variant) AS title, quantity - cancelled_quantity - packed_quantity AS quantity
       FROM order_lines WHERE order_id = ? AND quantity - cancelled_quantity - packed_quantity > 0 ORDER BY position`,
    )
    .all(orderId);
}

function carrierOf(db: ReadDb, accountId: string): string {
  return db.pluck<[string], string>('SELECT carrier_id FROM carrier_accounts WHERE id = ?').get(accountId) ?? '';
}
