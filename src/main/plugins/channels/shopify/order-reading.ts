import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
import type { OrderReading, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readDraft, stopReading, stopUnmapped, unreadable } from '#main/plugins/channels/draft-rules.ts';
import type { StatusLookup } from '#main/plugins/channels/draft-rules.ts';
import { fullList, OrderPayload, parsePayload } from '#main/plugins/channels/shopify/order-payload.ts';
import { isPaid } from '#main/plugins/channels/shopify/paid-orders.ts';
import type {
  FulfillmentOrder,
  LineItem,
  Order,
  ShopifyPlatformData,
  ShopMoney,
} from '#main/plugins/channels/shopify/schemas.ts';
import {
  FULFILLMENT_ORDER,
  HOLD_REASONS,
  LONG_LIST,
  NOTHING_TO_FULFIL,
  NOTHING_TO_SHIP,
} from '#main/plugins/channels/shopify/units.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';
import { parseIsoInstant } from '#shared/model/time.ts';

type Hold = OrderDraft['holds'][number];

/** Reads an archived order with all its nested pages. A status without a row in the map parks the order. */
export function readShopifyOrder(payload: Uint8Array, context: { statusMap: readonly StatusMapRow[] }): OrderReading {
  const parsed = OrderPayload.safeParse(parsePayload(payload));
  if (!parsed.success) return unreadable('shape', parsed.error.issues[0]?.path.join('.') ?? '');
  const { lineItems, fulfillmentOrders, long } = parsed.data;
  const endless = long ? fullList(long, LONG_LIST) : null;
  if (endless !== null) return unreadable('list_without_end', endless);
  const order = { ...parsed.data.order, ...long };
  const lines = [order.lineItems, ...lineItems].flatMap((page) => page.nodes);
  const parts = [order.fulfillmentOrders, ...fulfillmentOrders].flatMap((page) => page.nodes);
  return readDraft(() => toDraft(order, lines, parts, lookupIn(context.statusMap, order.id)));
}

function toDraft(
  order: Order,
  lines: readonly LineItem[],
  parts: readonly FulfillmentOrder[],
  lookup: StatusLookup,
): OrderDraft {
  const financial = lookup('payment', order.displayFinancialStatus ?? 'null');
  const fulfilment = lookup('fulfilment', order.displayFulfillmentStatus);
  const total = order.currentTotalPriceSet ?? order.totalPriceSet;
  const hasRefunds = (order.refunds ?? []).length > 0;
  return {
    externalNumber: order.id,
    displayNumber: order.name,
    platformVersionMs: time(order.updatedAt, 'updatedAt'),
    platformStatus: `${order.displayFinancialStatus}/${order.displayFulfillmentStatus}`,
    payment: financial.payment ?? stopReading('status_map', order.displayFinancialStatus ?? ''),
    fulfilment: order.cancelledAt
      ? 'cancelled'
      : (financial.fulfilment ??
        fulfilmentOf(order, lines, financial, fulfilment) ??
        stopReading('status_map', order.displayFulfillmentStatus)),
    afterSales: financial.afterSales ?? fulfilment.afterSales ?? 'none',
    holds: order.cancelledAt ? [] : holdsOf(order, lines, parts, financial, fulfilment),
    currency: total.shopMoney.currencyCode,
    totalMinor: money(total, 'currentTotalPriceSet'),
    shippingFeeMinor: (order.shippingLines?.nodes ?? []).reduce(
      (sum, line) => sum + money(line.discountedPriceSet, 'shippingLines'),
      0,
    ),
    placedAtMs: time(order.createdAt, 'createdAt'),
    paidAtMs: isPaid(order.displayFinancialStatus) && order.processedAt ? time(order.processedAt, 'processedAt') : null,
    buyerNote: order.note,
    sellerNote: '',
    flags: flagsOf(order, lines),
    promotions: [{ kind: 'shop', label: '', amountMinor: takenOff(lines) }],
    recipient: recipientOf(order),
    recipientHandle: null,
    lines: lines.map((line) => toLine(line, hasRefunds)),
    externalIds: externalIdsOf(order),
    platformData: { fulfillmentOrders: parts.map(toPart) } satisfies ShopifyPlatformData,
  };
}

/** The list tells what is left of each line's price, not by which code or rule. */
function takenOff(lines: readonly LineItem[]): number {
  return lines.reduce((sum, line) => {
    const listMinor = money(line.originalUnitPriceSet, 'originalUnitPriceSet') * line.quantity;
    return sum + (line.discountedTotalSet ? listMinor - money(line.discountedTotalSet, 'discountedTotalSet') : 0);
  }, 0);
}

function toLine(line: LineItem, hasRefunds: boolean): OrderDraftLine {
  const unitPriceMinor = money(line.originalUnitPriceSet, 'originalUnitPriceSet');
  return {
    externalLineId: line.id,
    skuCode: line.sku,
    title: line.title,
    variant: line.variantTitle,
    quantity: line.quantity,
    // currentQuantity leaves out what was refunded or edited away; what needs no parcel is not packed either.
    cancelledQuantity: needsParcel(line) ? Math.max(0, line.quantity - line.currentQuantity) : line.quantity,
    shippedQuantity: needsParcel(line)
      ? Math.max(0, line.currentQuantity - (line.unfulfilledQuantity ?? line.currentQuantity))
      : 0,
    unitPriceMinor,
    paidMinor: line.discountedTotalSet
      ? money(line.discountedTotalSet, 'discountedTotalSet')
      : unitPriceMinor * line.quantity,
    afterSales: hasRefunds && line.currentQuantity === 0 && line.quantity > 0 ? 'refunded' : 'none',
  };
}

function needsParcel(line: LineItem): boolean {
  return line.requiresShipping !== false;
}

/** The order's status counts all lines; here only those count that leave in parcels. */
function fulfilmentOf(
  order: Order,
  lines: readonly LineItem[],
  financial: StatusMapRow,
  row: StatusMapRow,
): StatusMapRow['fulfilment'] {
  if (isWithoutParcel(order, lines, financial, row)) return 'received';
  const { fulfilment } = row;
  const physical = lines.filter(needsParcel);
  const isAllSent = physical.length > 0 && physical.every((line) => line.unfulfilledQuantity === 0);
  return fulfilment === 'partially_shipped' && isAllSent ? 'shipped' : fulfilment;
}

const MONEY_GONE: ReadonlySet<StatusMapRow['payment']> = new Set<StatusMapRow['payment']>(['refunded', 'voided']);

/**
 * Something was bought and stays bought, and nothing of it is to be sent: only downloads and the like, or the platform says so. Neither
 * shipped nor cancelled: it is held, so that a person sees to it, and packed when goods are put on it.
 */
function isWithoutParcel(
  order: Order,
  lines: readonly LineItem[],
  { payment }: StatusMapRow,
  { fulfilment }: StatusMapRow,
): boolean {
  const bought = lines.filter((line) => line.currentQuantity > 0);
  if (bought.length === 0 || MONEY_GONE.has(payment)) return false;
  // A person who said what the status means is believed.
  if (order.displayFulfillmentStatus === NOTHING_TO_FULFIL) return fulfilment === 'cancelled';
  return (
    fulfilment === 'received' && !bought.some(needsParcel) && bought.some((line) => line.unfulfilledQuantity !== 0)
  );
}

/** Holds of the order's status and of each part (fulfillment order) that waits; one per reason. */
function holdsOf(
  order: Order,
  lines: readonly LineItem[],
  parts: readonly FulfillmentOrder[],
  financial: StatusMapRow,
  fulfilment: StatusMapRow,
): readonly Hold[] {
  const holds = new Map<string, Hold>();
  const place = (kind: Hold['kind'], vendorStatus: string, data: Record<string, string>): void => {
    const reasonCode = HOLD_REASONS[vendorStatus] ?? 'platform_status';
    holds.set(reasonCode, { kind, reasonCode, data: { vendorStatus, ...data } });
  };
  if (financial.hold) place(financial.hold, order.displayFinancialStatus ?? '', {});
  if (fulfilment.hold) place(fulfilment.hold, order.displayFulfillmentStatus, {});
  if (isWithoutParcel(order, lines, financial, fulfilment)) {
    const data = { vendorStatus: order.displayFulfillmentStatus };
    holds.set(NOTHING_TO_SHIP, { kind: 'platform', reasonCode: NOTHING_TO_SHIP, data });
  }
  for (const part of parts) {
    assertKnown(part, order.id);
    if (!FULFILLMENT_ORDER.waiting.has(part.status)) continue;
    const reasons = (part.fulfillmentHolds ?? []).map((hold) => hold.reason).join(', ');
    place('platform', part.status, reasons === '' ? {} : { reasons });
  }
  return [...holds.values()];
}

function assertKnown(part: FulfillmentOrder, externalNumber: string): void {
  if (Object.values(FULFILLMENT_ORDER).some((group) => group.has(part.status))) return;
  stopUnmapped('fulfilment', part.status, externalNumber);
}

function toPart(part: FulfillmentOrder): ShopifyPlatformData['fulfillmentOrders'][number] {
  return { id: part.id, status: part.status, locationId: part.assignedLocation?.location?.id ?? '' };
}

function flagsOf(order: Order, lines: readonly LineItem[]): readonly string[] {
  const attributes = (order.customAttributes ?? []).map((attribute) => `${attribute.key}=${attribute.value}`);
  return [
    ...(order.tags ?? []),
    ...(lines.every(needsParcel) ? [] : ['virtual']),
    ...attributes,
    ...(order.cancelReason === '' ? [] : [`cancel:${order.cancelReason}`]),
  ];
}

function recipientOf(order: Order): OrderDraft['recipient'] {
  const address = order.shippingAddress;
  return {
    name: address?.name ?? '',
    phone: address?.phone || order.phone,
    country: address?.countryCodeV2 ?? '',
    province: address?.province ?? '',
    city: address?.city ?? '',
    district: '',
    town: '',
    street: [address?.company, address?.address1, address?.address2].filter((part) => part).join(', '),
    postcode: address?.zip ?? '',
    isMasked: false,
  };
}

function externalIdsOf(order: Order): OrderDraft['externalIds'] {
  const numbers = (order.fulfillments ?? []).flatMap((each) => (each.trackingInfo ?? []).map((info) => info.number));
  const waybills = new Set(numbers.filter((number) => number !== ''));
  return [
    { kind: 'order', value: order.legacyResourceId },
    { kind: 'display', value: order.name },
    ...(order.refunds ?? []).map((refund) => ({ kind: 'refund' as const, value: refund.id })),
    ...[...waybills].map((value) => ({ kind: 'waybill' as const, value })),
  ];
}

/** The shop's own currency: presentment money is what the buyer saw, not what the shop books. */
function money(set: ShopMoney, field: string): number {
  return parseDecimalAmount(set.shopMoney.amount, set.shopMoney.currencyCode) ?? stopReading('amount', field);
}

function time(text: string, field: string): number {
  return parseIsoInstant(text) ?? stopReading('time', field);
}
