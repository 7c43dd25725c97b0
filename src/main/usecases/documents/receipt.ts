import type { ReadDb } from '#main/db/handles.ts';
import { defineDocument } from '#main/usecases/documents/document-kind.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { ReceiptOf } from '#shared/contract/documents.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatInZone } from '#shared/i18n/format-in-zone.ts';
import { OrderId } from '#shared/model/ids.ts';
import type { LabelRow } from '#shared/model/label-layout.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/**
 * What was paid for an order. The total is always the platform's own; where its lines and fee do not add up to it (coupons,
 * discounts, refunds), one line says so with the difference.
 */
export const receipt = defineDocument({
  kind: 'receipt',
  of: ReceiptOf,
  read(db, world, { orderId }) {
    const order = readPaidOrder(db, orderId);
    const money = (amountMinor: number): string => formatDecimalAmount(amountMinor, order.currency);
    return {
      leftOut: 0,
      papers: [
        {
          labelKey: `receipt:${orderId}:${world.requestId}`,
          layout: 'receipt',
          shopId: order.shop_id,
          orderId,
          shipmentId: null,
          copies: 1,
          data: {
            shopName: order.shop_name,
            orderNumber: order.display_number,
            printedAt: formatInZone(world.atMs, world.zone),
            total: `${money(order.total_minor)} ${order.currency}`,
            payment: order.paid_at_ms === null ? '' : `已付款 Paid ${formatInZone(order.paid_at_ms, world.zone)}`,
            note: readSetting(db, 'receiptNote'),
            lines: linesOf(db, orderId, order, money),
          },
        },
      ],
    };
  },
  ofOrder: (_db, orderId) => [{ kind: 'receipt', orderId: OrderId.parse(orderId) }],
});

interface OrderRow {
  readonly shop_id: string;
  readonly shop_name: string;
  readonly display_number: string;
  readonly currency: string;
  readonly total_minor: number;
  readonly shipping_fee_minor: number;
  readonly paid_at_ms: number | null;
  readonly payment: string;
}

/** @throws AppError ERR_ORDER_UNKNOWN, ERR_ORDER_NOT_PAID */
function readPaidOrder(db: ReadDb, orderId: string): OrderRow {
  const row = db
    .prepare<[string], OrderRow>(
      `SELECT o.shop_id, s.name AS shop_name, o.display_number, o.currency, o.total_minor, o.shipping_fee_minor, o.paid_at_ms, o.payment
       FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ?`,
    )
    .get(orderId);
  if (!row) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
  if (row.payment === 'awaited' || row.payment === 'voided')
    throw new AppError('ERR_ORDER_NOT_PAID', { number: row.display_number });
  return row;
}

function linesOf(db: ReadDb, orderId: string, order: OrderRow, money: (amountMinor: number) => string): LabelRow[] {
  const goods = db
    .prepare<[string], { title: string; quantity: number; paid_minor: number }>(
      "SELECT trim(title || ' ' || variant) AS title, quantity, paid_minor FROM order_lines WHERE order_id = ? ORDER BY position",
    )
    .all(orderId);
  const listed = goods.reduce((sum, line) => sum + line.paid_minor, 0) + order.shipping_fee_minor;
  const further = [
    { title: '运费 Shipping', amountMinor: order.shipping_fee_minor },
    { title: '优惠及调整 Discounts, adjustments', amountMinor: order.total_minor - listed },
  ];
  return [
    ...goods.map((line) => ({ title: line.title, quantity: String(line.quantity), amount: money(line.paid_minor) })),
    ...further
      .filter(({ amountMinor }) => amountMinor !== 0)
      .map(({ title, amountMinor }) => ({ title, quantity: '', amount: money(amountMinor) })),
  ];
}
