import type { OrderDraft, OrderDraftLine, OrderPromotion } from '#core/orders/order-draft.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import type { StatusLookup } from '#main/plugins/channels/draft-rules.ts';
import { Envelope, Order } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { Sku } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { GIFT, PRESALE, RESEND, SELLER_FLAGS, STATUS } from '#main/plugins/channels/xiaohongshu/units.ts';
import { z } from 'zod';

const Payload = z.object({ data: Order });

type Hold = OrderDraft['holds'][number];

/** Reads an archived answer of `order.getOrderDetail`. A status without a row in the map parks the order. */
export function readXiaohongshuOrder(
  payload: Uint8Array,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): OrderReading {
  const json = parseJson(payload);
  const envelope = Envelope.safeParse(json);
  if (envelope.success && envelope.data.success === false)
    return unreadable('vendor_error', envelope.data.error_code ?? envelope.data.code ?? '');
  const parsed = Payload.safeParse(json);
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  return readDraft(() => toDraft(parsed.data.data, context));
}

function toDraft(order: Order, context: { currency: string; statusMap: readonly StatusMapRow[] }): OrderDraft {
  const lookup = lookupIn(context.statusMap, order.orderId);
  const status = lookup('order', order.orderStatus);
  const afterSale = lookup('refund', order.orderAfterSalesStatus ?? '1');
  const cancel = lookup('refund', `cancel:${order.cancelStatus ?? '0'}`);
  const payment = status.payment ?? stopReading('status_map', order.orderStatus);
  return {
    externalNumber: order.orderId,
    displayNumber: order.orderId,
    platformVersionMs: order.updateTime,
    platformStatus: order.orderStatus,
    // Money that came in for an order that is closed by now went back.
    payment: payment === 'voided' && order.paidTime !== null ? 'refunded' : payment,
    fulfilment: status.fulfilment ?? stopReading('status_map', order.orderStatus),
    afterSales:
      status.afterSales ??
      (cancel.hold ? cancel.afterSales : afterSale.afterSales) ??
      stopReading('status_map', 'refund'),
    holds: holdsOf(order, status, lookup),
    currency: context.currency,
    totalMinor: order.totalPayAmount,
    shippingFeeMinor: order.totalShippingFree,
    placedAtMs: order.createdTime,
    paidAtMs: order.paidTime,
    buyerNote: order.customerRemark,
    sellerNote: order.sellerRemark,
    flags: flagsOf(order),
    promotions: promotionsOf(order),
    recipient: recipientOf(order),
    recipientHandle: order.openAddressId === '' ? null : order.openAddressId,
    lines: linesOf(order).map(({ id, sku }) => toLine(order, id, sku)),
    externalIds: trackingNumbersOf(order).map((value) => ({ kind: 'waybill' as const, value })),
    platformData: {},
  };
}

/** Lines bear no number of their own, only that of the good; a good that stands twice (as a gift) is counted on. */
export function linesOf(order: Order): readonly { readonly id: string; readonly sku: Sku }[] {
  const seen = new Map<string, number>();
  return order.skuList.map((sku) => {
    const count = (seen.get(sku.skuId) ?? 0) + 1;
    seen.set(sku.skuId, count);
    return { id: count === 1 ? sku.skuId : `${sku.skuId}#${count}`, sku };
  });
}

function toLine(order: Order, id: string, sku: Sku): OrderDraftLine {
  return {
    externalLineId: id,
    skuCode: sku.erpcode,
    externalSkuId: sku.skuId,
    title: sku.skuName,
    variant: sku.skuSpec,
    quantity: sku.skuQuantity,
    cancelledQuantity: STATUS.closed.has(order.orderStatus) ? sku.skuQuantity : 0,
    shippedQuantity: hasLeft(order, sku) ? sku.skuQuantity : 0,
    unitPriceMinor: sku.skuDetailList.reduce((sum, detail) => sum + detail.rawPricePerSku, 0),
    paidMinor: sku.totalPaidAmount,
    // After-sales are told of the order as a whole.
    afterSales: 'none',
  };
}

/** The platform ships goods whole: in a part of the order with a number of its own, or with the order. */
export function hasLeft(order: Order, sku: Sku): boolean {
  if (STATUS.left.has(order.orderStatus)) return true;
  return order.simpleDeliveryOrderList.some(
    (parcel) => parcel.expressTrackingNo !== '' && parcel.skuIdList.includes(sku.skuId),
  );
}

export function trackingNumbersOf(order: Order): readonly string[] {
  const numbers = [order.expressTrackingNo, ...order.simpleDeliveryOrderList.map((parcel) => parcel.expressTrackingNo)];
  return [...new Set(numbers.filter((number) => number !== ''))];
}

function holdsOf(order: Order, status: StatusMapRow, lookup: StatusLookup): readonly Hold[] {
  const holds: Hold[] = [];
  if (status.hold) {
    const reasonCode = status.hold === 'refund' ? 'refund_open' : 'platform_status';
    holds.push({ kind: status.hold, reasonCode, data: { vendorStatus: order.orderStatus } });
  }
  const afterSale = lookup('refund', order.orderAfterSalesStatus ?? '1');
  if (afterSale.hold && status.hold !== afterSale.hold)
    holds.push({ kind: afterSale.hold, reasonCode: 'refund_open', data: { vendorStatus: afterSale.vendorStatus } });
  const cancel = lookup('refund', `cancel:${order.cancelStatus ?? '0'}`);
  if (cancel.hold)
    holds.push({ kind: cancel.hold, reasonCode: 'refund_requested', data: { vendorStatus: cancel.vendorStatus } });
  // Something was refunded, and which of the goods is not told: a person decides.
  const isOpen = order.orderStatus === STATUS.waiting || order.orderStatus === STATUS.partShipped;
  if (isOpen && afterSale.afterSales === 'refunded')
    holds.push({
      kind: 'refund',
      reasonCode: 'refunded_line_still_open',
      data: { vendorStatus: afterSale.vendorStatus },
    });
  return holds;
}

function flagsOf(order: Order): readonly string[] {
  const colour = SELLER_FLAGS[order.sellerRemarkFlag ?? 0];
  const some = (pick: (sku: Sku) => number): boolean => order.skuList.some((sku) => pick(sku) > 0);
  return [
    ...(colour ? [`seller_flag:${colour}`] : []),
    ...(PRESALE.has(order.orderType ?? '') ? ['presale'] : []),
    ...(order.orderType === RESEND ? ['resend'] : []),
    ...(some((sku) => sku.totalMerchantDiscount) ? ['discount:shop'] : []),
    ...(some((sku) => sku.totalRedDiscount) ? ['discount:platform'] : []),
    ...new Set(order.skuList.filter((sku) => sku.skuTag === GIFT).map((sku) => `gift:${sku.skuName}`)),
  ];
}

function promotionsOf(order: Order): readonly OrderPromotion[] {
  const total = (pick: (sku: Sku) => number): number => order.skuList.reduce((sum, sku) => sum + pick(sku), 0);
  const gifts = order.skuList
    .filter((sku) => sku.skuTag === GIFT)
    .map((sku): OrderPromotion => ({ kind: 'gift', label: sku.skuName, amountMinor: 0 }));
  return [
    { kind: 'shop', label: '', amountMinor: total((sku) => sku.totalMerchantDiscount) },
    { kind: 'platform', label: '', amountMinor: total((sku) => sku.totalRedDiscount) },
    ...gifts,
  ];
}

/** Regions are clear; the person is absent or encrypted, and the e-waybill takes `openAddressId` in place of it. */
function recipientOf(order: Order): OrderDraft['recipient'] {
  const texts = [order.receiverName, order.receiverPhone, order.receiverAddress];
  const [name = '', phone = '', street = ''] = texts.map((text) => (text === '' || isCipher(text) ? '*' : text));
  return {
    name,
    phone,
    country: 'CN',
    province: order.receiverProvinceName,
    city: order.receiverCityName || order.receiverDistrictName,
    district: order.receiverDistrictName,
    town: '',
    street,
    postcode: '',
    isMasked: [name, phone, street].some((text) => text.includes('*')),
  };
}

/** `#…#…#2##`; the last number tells an address (1), a name (2) or a phone (3). */
export function isCipher(text: string): boolean {
  return /^#.+#\d+##$/.test(text);
}
