import type { OrderDraft, OrderDraftLine, OrderPromotion } from '#core/orders/order-draft.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { Envelope, OrderAnswer } from '#main/plugins/channels/douyin/schemas.ts';
import type { ShopOrder, SkuOrder } from '#main/plugins/channels/douyin/schemas.ts';
import { GIFT, MOST_LINES, SELLER_FLAGS, STATUS } from '#main/plugins/channels/douyin/units.ts';
import { combineAfterSales, lookupIn, readDraft, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import type { StatusLookup } from '#main/plugins/channels/draft-rules.ts';
import { z } from 'zod';

const Payload = z.object({ data: OrderAnswer });

type Hold = OrderDraft['holds'][number];

/** Reads an archived answer of `order.orderDetail`. A status without a row in the map parks the order. */
export function readDouyinOrder(
  payload: Uint8Array,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): OrderReading {
  const json = parseJson(payload);
  const envelope = Envelope.safeParse(json);
  if (envelope.success && envelope.data.code !== undefined && envelope.data.code !== '10000')
    return unreadable('vendor_error', envelope.data.sub_code || envelope.data.code);
  const parsed = Payload.safeParse(json);
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  return readDraft(() => toDraft(parsed.data.data.shop_order_detail, context));
}

function toDraft(order: ShopOrder, context: { currency: string; statusMap: readonly StatusMapRow[] }): OrderDraft {
  const lookup = lookupIn(context.statusMap, order.order_id);
  const shown = statusOf(order);
  lookup('order', order.order_status);
  const status = lookup('order', shown);
  const lines = order.sku_order_list.map((sku) => toLine(order, sku, lookup));
  const payment = status.payment ?? stopReading('status_map', shown);
  const someRefunded = lines.some((line) => line.afterSales === 'refunded');
  return {
    externalNumber: order.order_id,
    displayNumber: order.order_id,
    platformVersionMs: order.update_time,
    platformStatus: shown,
    payment: payment === 'paid' && someRefunded ? 'partially_refunded' : payment,
    fulfilment: status.fulfilment ?? stopReading('status_map', shown),
    afterSales: status.afterSales ?? combineAfterSales(lines.map((line) => line.afterSales)),
    holds: holdsOf(order, status, lookup),
    currency: context.currency,
    totalMinor: order.pay_amount,
    shippingFeeMinor: order.post_amount,
    placedAtMs: order.create_time,
    paidAtMs: order.pay_time,
    buyerNote: order.buyer_words,
    sellerNote: order.seller_words,
    flags: flagsOf(order),
    promotions: promotionsOf(order),
    recipient: recipientOf(order),
    recipientHandle: handleOf(order),
    lines,
    externalIds: externalIdsOf(order),
    platformData: {},
  };
}

/** `main_status` is the finer one of the two: it alone tells a part-paid presale and refunds that closed the order. */
function statusOf(order: Pick<ShopOrder, 'order_status' | 'main_status'>): string {
  return order.main_status ?? order.order_status;
}

function toLine(order: ShopOrder, sku: SkuOrder, lookup: StatusLookup): OrderDraftLine {
  lookup('order', sku.order_status);
  return {
    externalLineId: sku.order_id,
    skuCode: sku.code === '' ? sku.out_sku_id : sku.code,
    externalItemId: sku.product_id,
    externalSkuId: sku.sku_id,
    title: sku.product_name,
    variant: sku.spec.map(({ name, value }) => (name === '' ? value : `${name}:${value}`)).join(';'),
    quantity: sku.item_num,
    cancelledQuantity: STATUS.closed.has(sku.order_status) ? sku.item_num : 0,
    shippedQuantity: STATUS.left.has(sku.order_status) ? sku.item_num : shippedUnits(order, sku),
    unitPriceMinor: sku.origin_amount,
    paidMinor: sku.pay_amount,
    afterSales: lookup('refund', afterSaleOf(sku)).afterSales ?? 'none',
  };
}

/** Units of a line in the parcels of the order, which may hold a part of it. */
export function shippedUnits(order: ShopOrder, sku: SkuOrder): number {
  const units = order.logistics_info
    .flatMap((parcel) => parcel.product_info)
    .filter((goods) => goods.sku_order_id === sku.order_id)
    .reduce((sum, goods) => sum + (goods.product_count ?? 0), 0);
  return Math.min(units, sku.item_num);
}

export function afterSaleOf(sku: SkuOrder): string {
  return sku.after_sale_info?.after_sale_status ?? '0';
}

/** One hold per reason: the order's own status, after-sales under way, lines that the platform may have left out. */
function holdsOf(order: ShopOrder, status: StatusMapRow, lookup: StatusLookup): readonly Hold[] {
  const holds: Hold[] = [];
  const shown = statusOf(order);
  if (status.hold) {
    const reasonCode = shown === '103' ? 'presale_balance_unpaid' : 'platform_status';
    holds.push({ kind: status.hold, reasonCode, data: { vendorStatus: shown } });
  }
  const refunding = order.sku_order_list.filter((sku) => lookup('refund', afterSaleOf(sku)).hold);
  const hold = refunding.map((sku) => lookup('refund', afterSaleOf(sku)).hold).find((kind) => kind !== null);
  if (hold) holds.push({ kind: hold, reasonCode: 'refund_open', data: { lines: idsOf(refunding) } });
  // Refunded, yet still listed as to be shipped: a part of the money, or a status that lags. A person decides.
  const unclear = order.sku_order_list.filter(
    (sku) =>
      lookup('refund', afterSaleOf(sku)).afterSales === 'refunded' &&
      (sku.order_status === STATUS.waiting || sku.order_status === '105'),
  );
  if (unclear.length > 0)
    holds.push({ kind: 'refund', reasonCode: 'refunded_line_still_open', data: { lines: idsOf(unclear) } });
  if (mayLackLines(order))
    holds.push({ kind: 'platform', reasonCode: 'lines_left_out', data: { lines: String(MOST_LINES) } });
  return holds;
}

/** Douyin sends so many lines and no more; where they do not account for the order's money, others were left out. */
function mayLackLines(order: ShopOrder): boolean {
  if (order.sku_order_list.length < MOST_LINES) return false;
  const known = order.sku_order_list.reduce((sum, sku) => sum + sku.pay_amount, 0);
  return known < order.pay_amount - order.post_amount;
}

function idsOf(skus: readonly SkuOrder[]): string {
  return skus.map((sku) => sku.order_id).join(',');
}

function flagsOf(order: ShopOrder): readonly string[] {
  const colour = SELLER_FLAGS[order.seller_remark_stars ?? 0];
  const skus = order.sku_order_list;
  const perLine = skus.flatMap((sku) => {
    const room = sku.room_id_str === '' || sku.room_id_str === '0' ? sku.room_id : sku.room_id_str;
    return [
      ...(room === '' ? [] : [`live_room:${room}`]),
      ...(sku.author_name === '' ? [] : [`author:${sku.author_name}`]),
      ...(sku.given_product_type === GIFT ? [`gift:${sku.product_name}`] : []),
      ...sku.campaign_info
        .map(({ campaign_name: name }) => `promotion:${name}`)
        .filter((flag) => flag !== 'promotion:'),
      ...sku.sku_order_tag_ui.map(({ text }) => `tag:${text}`).filter((flag) => flag !== 'tag:'),
    ];
  });
  const discounts = [
    ['shop', order.promotion_shop_amount],
    ['platform', order.promotion_platform_amount],
    ['author', order.promotion_talent_amount],
  ] as const;
  return [
    ...(colour ? [`seller_flag:${colour}`] : []),
    ...(statusOf(order) === '103' ? ['presale'] : []),
    ...discounts.flatMap(([payer, fen]) => (fen > 0 ? [`discount:${payer}`] : [])),
    ...new Set([...order.shop_order_tag_ui.map(({ text }) => `tag:${text}`), ...perLine]),
  ];
}

/** Who paid for what was taken off, and the goods that were given along. */
function promotionsOf(order: ShopOrder): readonly OrderPromotion[] {
  const gifts = order.sku_order_list
    .filter((sku) => sku.given_product_type === GIFT)
    .map((sku): OrderPromotion => ({ kind: 'gift', label: sku.product_name, amountMinor: 0 }));
  return [
    { kind: 'shop', label: '', amountMinor: order.promotion_shop_amount },
    { kind: 'platform', label: '', amountMinor: order.promotion_platform_amount },
    { kind: 'author', label: '', amountMinor: order.promotion_talent_amount },
    ...gifts,
  ];
}

/** Only masks and ciphertext come without permission packs for clear text. Regions are clear. */
function recipientOf(order: ShopOrder): OrderDraft['recipient'] {
  const region = order.post_addr ?? order.mask_post_addr;
  const detail = order.mask_post_addr?.detail || order.post_addr?.detail || '';
  const district = region?.town?.name ?? '';
  const texts = [order.mask_post_receiver, order.mask_post_tel, detail];
  return {
    name: order.mask_post_receiver,
    phone: order.mask_post_tel,
    country: 'CN',
    province: region?.province?.name ?? '',
    city: region?.city?.name || district,
    district,
    town: region?.street?.name ?? '',
    street: detail,
    postcode: '',
    isMasked: handleOf(order) !== null || texts.some((text) => text.includes('*') || text === ''),
  };
}

/** What the e-waybill call takes in place of clear text: the ciphertext of name, phone and address, as JSON. */
function handleOf(order: ShopOrder): string | null {
  const name = order.encrypt_post_receiver;
  const phone = order.encrypt_post_tel;
  const detail = order.post_addr?.encrypt_detail ?? '';
  return name === '' && phone === '' && detail === '' ? null : JSON.stringify({ name, phone, detail });
}

function externalIdsOf(order: ShopOrder): OrderDraft['externalIds'] {
  const waybills = new Set(order.logistics_info.map((parcel) => parcel.tracking_no).filter((number) => number !== ''));
  return [
    ...order.sku_order_list.map((sku) => ({ kind: 'sub_order' as const, value: sku.order_id })),
    ...(order.channel_payment_no === '' ? [] : [{ kind: 'payment' as const, value: order.channel_payment_no }]),
    ...[...waybills].map((value) => ({ kind: 'waybill' as const, value })),
  ];
}
