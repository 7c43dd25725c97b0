import type { OrderDraft, OrderDraftLine, OrderPromotion } from '#core/orders/order-draft.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { combineAfterSales, lookupIn, readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import type { StatusLookup } from '#main/plugins/channels/draft-rules.ts';
import { Envelope, OrderAnswer } from '#main/plugins/channels/wechat-shop/schemas.ts';
import type { Order, Product } from '#main/plugins/channels/wechat-shop/schemas.ts';
import { STATUS } from '#main/plugins/channels/wechat-shop/units.ts';

type Hold = OrderDraft['holds'][number];

/** Reads an archived answer of `/channels/ec/order/get`. A status without a row in the map parks the order. */
export function readWechatOrder(
  payload: Uint8Array,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): OrderReading {
  const json = parseJson(payload);
  const envelope = Envelope.safeParse(json);
  if (envelope.success && envelope.data.errcode !== '0') return unreadable('vendor_error', envelope.data.errcode);
  const parsed = OrderAnswer.safeParse(json);
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  return readDraft(() => toDraft(parsed.data.order, context));
}

function toDraft(order: Order, context: { currency: string; statusMap: readonly StatusMapRow[] }): OrderDraft {
  const lookup = lookupIn(context.statusMap, order.order_id);
  const status = lookup('order', order.status);
  const { price_info: price, pay_info: pay, ext_info: extra } = order.order_detail;
  const lines = linesOf(order).map(({ id, product }) => toLine(order, id, product, lookup));
  const payment = paymentOf(order, status, lines);
  return {
    externalNumber: order.order_id,
    displayNumber: order.order_id,
    platformVersionMs: order.update_time,
    platformStatus: order.status,
    payment,
    fulfilment: status.fulfilment ?? stopReading('status_map', order.status),
    afterSales: status.afterSales ?? combineAfterSales(lines.map((line) => line.afterSales)),
    holds: holdsOf(order, status, lookup),
    currency: context.currency,
    totalMinor: price.order_price,
    shippingFeeMinor: price.freight,
    placedAtMs: order.create_time,
    paidAtMs: pay?.pay_time ?? null,
    buyerNote: extra?.customer_notes ?? '',
    sellerNote: extra?.merchant_notes ?? '',
    flags: flagsOf(order),
    promotions: promotionsOf(order),
    recipient: recipientOf(order),
    recipientHandle: order.order_detail.delivery_info?.ewaybill_order_code || null,
    lines,
    externalIds: externalIdsOf(order),
    platformData: {},
  };
}

function paymentOf(order: Order, status: StatusMapRow, lines: readonly OrderDraftLine[]): OrderDraft['payment'] {
  const payment = status.payment ?? stopReading('status_map', order.status);
  // Money that came in for an order that is cancelled by now went back.
  if (payment === 'voided' && (order.order_detail.pay_info?.pay_time ?? null) !== null) return 'refunded';
  const someRefunded = lines.some((line) => line.afterSales === 'refunded' || line.cancelledQuantity > 0);
  return payment === 'paid' && someRefunded ? 'partially_refunded' : payment;
}

/** Lines bear no number of their own: product and SKU name them; the same pair again (a gift) is counted on. */
export function linesOf(order: Order): readonly { readonly id: string; readonly product: Product }[] {
  const seen = new Map<string, number>();
  return order.order_detail.product_infos.map((product) => {
    const pair = `${product.product_id}:${product.sku_id}`;
    const count = (seen.get(pair) ?? 0) + 1;
    seen.set(pair, count);
    return { id: count === 1 ? pair : `${pair}#${count}`, product };
  });
}

function toLine(order: Order, id: string, product: Product, lookup: StatusLookup): OrderDraftLine {
  const shipped = shippedUnits(order, id);
  const isOpen = !STATUS.left.has(order.status) && !STATUS.closed.has(order.status);
  const gone = isOpen ? Math.min(product.finish_aftersale_sku_cnt, product.sku_cnt - shipped) : 0;
  return {
    externalLineId: id,
    skuCode: product.sku_code,
    externalItemId: product.product_id,
    externalSkuId: product.sku_id,
    title: product.title,
    variant: product.sku_attrs.map(({ attr_key: key, attr_value: value }) => `${key}:${value}`).join(';'),
    quantity: product.sku_cnt,
    cancelledQuantity: STATUS.closed.has(order.status) ? product.sku_cnt : gone,
    shippedQuantity: STATUS.left.has(order.status) ? product.sku_cnt : shipped,
    unitPriceMinor: product.sale_price,
    paidMinor: product.real_price ?? product.sale_price * product.sku_cnt,
    afterSales: afterSalesOf(product, lookup),
  };
}

function afterSalesOf(product: Product, lookup: StatusLookup): OrderDraftLine['afterSales'] {
  if (product.on_aftersale_sku_cnt > 0) return lookup('refund', 'on_aftersale').afterSales ?? 'none';
  if (product.finish_aftersale_sku_cnt >= product.sku_cnt)
    return lookup('refund', 'finish_aftersale').afterSales ?? 'none';
  return 'none';
}

/** Units of a line in the parcels, dealt out where the same good stands on several lines. */
export function shippedUnits(order: Order, lineId: string): number {
  const pair = lineId.replace(/#\d+$/, '');
  let left = parcelsOf(order)
    .flatMap((parcel) => parcel.product_infos)
    .filter((goods) => `${goods.product_id}:${goods.sku_id}` === pair)
    .reduce((sum, goods) => sum + goods.product_cnt, 0);
  for (const { id, product } of linesOf(order)) {
    if (id.replace(/#\d+$/, '') !== pair) continue;
    const units = Math.min(left, product.sku_cnt);
    if (id === lineId) return units;
    left -= units;
  }
  return 0;
}

export function parcelsOf(order: Order): NonNullable<Order['order_detail']['delivery_info']>['delivery_product_info'] {
  return order.order_detail.delivery_info?.delivery_product_info ?? [];
}

function holdsOf(order: Order, status: StatusMapRow, lookup: StatusLookup): readonly Hold[] {
  const holds: Hold[] = [];
  if (status.hold)
    holds.push({ kind: status.hold, reasonCode: 'platform_status', data: { vendorStatus: order.status } });
  const refunding = linesOf(order).filter(({ product }) => product.on_aftersale_sku_cnt > 0);
  const { hold } = lookup('refund', 'on_aftersale');
  if (hold && refunding.length > 0)
    holds.push({ kind: hold, reasonCode: 'refund_open', data: { lines: refunding.map(({ id }) => id).join(',') } });
  return holds;
}

function flagsOf(order: Order): readonly string[] {
  const { ext_info: extra, price_info: price, product_infos: products } = order.order_detail;
  return [
    ...(order.is_present ? ['present'] : []),
    ...(price.discounted_price > 0 ? ['discount'] : []),
    ...(extra?.live_id ? [`live_room:${extra.live_id}`] : []),
    ...(extra?.finder_id ? [`author:${extra.finder_id}`] : []),
    ...new Set(products.filter((product) => product.is_free_gift).map((product) => `gift:${product.title}`)),
  ];
}

/** The platform tells what was taken off as a whole, not by whom. */
function promotionsOf(order: Order): readonly OrderPromotion[] {
  const { price_info: price, product_infos: products } = order.order_detail;
  const gifts = products
    .filter((product) => product.is_free_gift)
    .map((product): OrderPromotion => ({ kind: 'gift', label: product.title, amountMinor: 0 }));
  return [{ kind: 'other', label: '', amountMinor: price.discounted_price }, ...gifts];
}

function recipientOf(order: Order): OrderDraft['recipient'] {
  const address = order.order_detail.delivery_info?.address_info;
  const phone = address?.virtual_order_tel_number || address?.tel_number || '';
  const street = `${address?.detail_info ?? ''}${address?.house_number ?? ''}`;
  const texts = [address?.user_name ?? '', phone, street];
  return {
    name: address?.user_name ?? '',
    phone,
    country: 'CN',
    province: address?.province_name ?? '',
    city: address?.city_name || (address?.county_name ?? ''),
    district: address?.county_name ?? '',
    town: '',
    street,
    postcode: address?.postal_code ?? '',
    isMasked: texts.some((text) => text === '' || text.includes('*')),
  };
}

function externalIdsOf(order: Order): OrderDraft['externalIds'] {
  const payment = order.order_detail.pay_info?.transaction_id ?? '';
  const waybills = new Set(parcelsOf(order).map((parcel) => parcel.waybill_id));
  return [
    ...(payment === '' ? [] : [{ kind: 'payment' as const, value: payment }]),
    ...[...waybills].filter((value) => value !== '').map((value) => ({ kind: 'waybill' as const, value })),
  ];
}
