import { listConnection } from './connection.ts';
import type { ConnectionArguments } from './connection.ts';
import { displayFulfillmentStatus, gid, refundedMinor } from './shopify-order.ts';
import type {
  FulfillmentOrderLine,
  ShopifyFulfillment,
  ShopifyFulfillmentOrder,
  ShopifyLine,
  ShopifyOrder,
  ShopifyRefund,
} from './shopify-order.ts';
import { addressNode, isoOrNull, isoTime, money, variantNode } from './value-nodes.ts';
import type { GraphNode } from './value-nodes.ts';

export const LOCATION = { __typename: 'Location', id: gid('Location', '70000000001'), name: 'Packbench warehouse' };

export function lineNode(order: ShopifyOrder, line: ShopifyLine): GraphNode {
  const totalMinor = line.quantity * line.unitPriceMinor;
  const bag = (amountMinor: number): GraphNode => money(amountMinor, order.currency);
  const open = order.fulfillmentOrders.flatMap((each) => each.lines).filter((each) => each.lineNumber === line.number);
  return {
    __typename: 'LineItem',
    id: gid('LineItem', line.number),
    sku: line.sku,
    title: line.title,
    variantTitle: line.variantTitle,
    name: `${line.title} - ${line.variantTitle}`,
    vendor: 'Packbench demo',
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: open.reduce((sum, each) => sum + each.remainingQuantity, 0),
    requiresShipping: line.requiresShipping,
    customAttributes: [],
    variant: () => variantNode(line),
    product: () => variantNode(line)['product'],
    originalUnitPriceSet: bag(line.unitPriceMinor),
    // Shopify rounds the unit price; the total is the amount to trust.
    discountedUnitPriceSet: bag(Math.round((totalMinor - line.discountMinor) / line.quantity)),
    originalTotalSet: bag(totalMinor),
    discountedTotalSet: bag(totalMinor - line.discountMinor),
    totalDiscountSet: bag(line.discountMinor),
  };
}

const lineByNumber = (order: ShopifyOrder, number: string): GraphNode | null => {
  const line = order.lines.find((each) => each.number === number);
  return line ? lineNode(order, line) : null;
};

export function fulfillmentOrderNode(order: ShopifyOrder, each: ShopifyFulfillmentOrder): GraphNode {
  return {
    __typename: 'FulfillmentOrder',
    id: gid('FulfillmentOrder', each.number),
    status: each.status,
    requestStatus: 'UNSUBMITTED',
    orderId: order.id,
    orderName: order.name,
    createdAt: isoTime(each.createdAtMs),
    updatedAt: isoTime(each.updatedAtMs),
    fulfillAt: isoTime(each.createdAtMs),
    fulfillBy: null,
    order: () => orderNode(order),
    assignedLocation: { name: LOCATION.name, location: LOCATION, countryCode: 'CN' },
    fulfillmentHolds: each.holds.map((hold) => ({
      __typename: 'FulfillmentHold',
      id: gid('FulfillmentHold', hold.number),
      reason: hold.reason,
      reasonNotes: hold.notes,
      displayReason: hold.reason.toLowerCase().replaceAll('_', ' '),
      handle: null,
      heldByRequestingApp: false,
    })),
    lineItems: (args: ConnectionArguments) =>
      listConnection(each.lines, args, (line) => fulfillmentOrderLineNode(order, line)),
  };
}

function fulfillmentOrderLineNode(order: ShopifyOrder, line: FulfillmentOrderLine): GraphNode {
  const item = order.lines.find((each) => each.number === line.lineNumber);
  return {
    __typename: 'FulfillmentOrderLineItem',
    id: gid('FulfillmentOrderLineItem', line.number),
    remainingQuantity: line.remainingQuantity,
    totalQuantity: line.totalQuantity,
    sku: item?.sku ?? null,
    productTitle: item?.title ?? '',
    variantTitle: item?.variantTitle ?? null,
    requiresShipping: item?.requiresShipping ?? true,
    lineItem: () => lineByNumber(order, line.lineNumber),
  };
}

export function fulfillmentNode(order: ShopifyOrder, each: ShopifyFulfillment): GraphNode {
  return {
    __typename: 'Fulfillment',
    id: gid('Fulfillment', each.number),
    legacyResourceId: each.number,
    name: each.name,
    status: each.status,
    createdAt: isoTime(each.createdAtMs),
    updatedAt: isoTime(each.updatedAtMs),
    totalQuantity: each.lines.reduce((sum, line) => sum + line.quantity, 0),
    trackingInfo: ({ first }: { first?: number | null }) => each.tracking.slice(0, first ?? undefined),
    order: () => orderNode(order),
    fulfillmentLineItems: (args: ConnectionArguments) =>
      listConnection(each.lines, args, (line) => ({
        __typename: 'FulfillmentLineItem',
        id: gid('FulfillmentLineItem', line.number),
        quantity: line.quantity,
        lineItem: () => lineByNumber(order, line.lineNumber),
      })),
  };
}

export function refundNode(order: ShopifyOrder, refund: ShopifyRefund): GraphNode {
  return {
    __typename: 'Refund',
    id: gid('Refund', refund.number),
    createdAt: isoTime(refund.createdAtMs),
    updatedAt: isoTime(refund.createdAtMs),
    note: null,
    totalRefundedSet: money(refund.totalMinor, order.currency),
    refundLineItems: (args: ConnectionArguments) =>
      listConnection(refund.lines, args, (line) => ({
        id: gid('RefundLineItem', line.number),
        quantity: line.quantity,
        restockType: line.restockType,
        lineItem: () => lineByNumber(order, line.lineNumber),
      })),
  };
}

export function orderNode(order: ShopifyOrder): GraphNode {
  const bag = (amountMinor: number): GraphNode => money(amountMinor, order.currency);
  const goodsMinor = order.totalMinor - order.shippingMinor;
  const refunded = refundedMinor(order);
  const shippingLine = {
    id: gid('ShippingLine', order.number),
    title: order.shippingMinor === 0 ? 'Free shipping' : 'Standard',
    code: 'standard',
    originalPriceSet: bag(order.shippingMinor),
    discountedPriceSet: bag(order.shippingMinor),
  };
  return {
    __typename: 'Order',
    id: order.id,
    legacyResourceId: order.number,
    name: order.name,
    number: order.orderNumber,
    createdAt: isoTime(order.createdAtMs),
    updatedAt: isoTime(order.updatedAtMs),
    processedAt: isoTime(order.processedAtMs),
    cancelledAt: isoOrNull(order.cancelledAtMs),
    cancelReason: order.cancelReason ?? null,
    closedAt: isoOrNull(order.closedAtMs),
    closed: order.closedAtMs !== undefined,
    confirmed: true,
    test: false,
    fullyPaid: order.paidAtMs !== undefined,
    unpaid: order.paidAtMs === undefined,
    requiresShipping: order.lines.some((line) => line.requiresShipping),
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: () => displayFulfillmentStatus(order),
    currencyCode: order.currency,
    presentmentCurrencyCode: order.currency,
    totalPriceSet: bag(order.totalMinor),
    currentTotalPriceSet: bag(order.cancelledAtMs === undefined ? order.totalMinor - refunded : 0),
    subtotalPriceSet: bag(goodsMinor),
    totalShippingPriceSet: bag(order.shippingMinor),
    totalDiscountsSet: bag(order.lines.reduce((sum, line) => sum + line.discountMinor, 0)),
    totalReceivedSet: bag(order.paidAtMs === undefined ? 0 : order.totalMinor),
    totalRefundedSet: bag(refunded),
    totalOutstandingSet: bag(order.paidAtMs === undefined ? order.totalMinor : 0),
    totalTaxSet: bag(0),
    subtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
    currentSubtotalLineItemsQuantity: order.lines.reduce((sum, line) => sum + line.currentQuantity, 0),
    totalWeight: String(order.lines.reduce((sum, line) => sum + line.quantity * line.weightG, 0)),
    email: order.email,
    phone: order.shippingAddress.phone,
    note: order.note,
    tags: order.tags,
    customAttributes: [],
    sourceName: 'web',
    paymentGatewayNames: ['bogus'],
    shippingAddress: () => addressNode(order, order.shippingAddress),
    billingAddress: () => addressNode(order, order.shippingAddress),
    shippingLine,
    shippingLines: (args: ConnectionArguments) => listConnection([shippingLine], args, (line) => line),
    lineItems: (args: ConnectionArguments) => listConnection(order.lines, args, (line) => lineNode(order, line)),
    fulfillmentOrders: (args: ConnectionArguments) =>
      listConnection(order.fulfillmentOrders, args, (each) => fulfillmentOrderNode(order, each)),
    fulfillments: ({ first }: { first?: number | null }) =>
      order.fulfillments.slice(0, first ?? undefined).map((each) => fulfillmentNode(order, each)),
    refunds: ({ first }: { first?: number | null }) =>
      order.refunds.slice(0, first ?? undefined).map((refund) => refundNode(order, refund)),
  };
}
