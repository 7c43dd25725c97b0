import { decimalText } from '../kit/decimal-text.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject } from '../kit/wire-json.ts';
import { displayFulfillmentStatus, gid } from './shopify-order.ts';
import type { ShopifyFulfillment, ShopifyLine, ShopifyOrder, ShopifyRefund } from './shopify-order.ts';
import { isoTime } from './value-nodes.ts';

/** REST words of the fulfilment status: null before anything left. */
function fulfillmentWord(order: ShopifyOrder): string | null {
  const status = displayFulfillmentStatus(order);
  if (status === 'FULFILLED') return 'fulfilled';
  return status === 'PARTIALLY_FULFILLED' ? 'partial' : null;
}

function lineView(line: ShopifyLine, currency: string): WireObject {
  return {
    id: BigInt(line.number),
    admin_graphql_api_id: gid('LineItem', line.number),
    sku: line.sku,
    title: line.title,
    variant_title: line.variantTitle,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    grams: line.weightG,
    price: decimalText(line.unitPriceMinor, currency === 'JPY' ? 0 : 2),
    total_discount: decimalText(line.discountMinor, currency === 'JPY' ? 0 : 2),
    requires_shipping: true,
  };
}

function fulfillmentView(fulfillment: ShopifyFulfillment): WireObject {
  return {
    id: BigInt(fulfillment.number),
    admin_graphql_api_id: gid('Fulfillment', fulfillment.number),
    status: fulfillment.status.toLowerCase(),
    tracking_company: fulfillment.tracking[0]?.company ?? null,
    tracking_number: fulfillment.tracking[0]?.number ?? null,
    tracking_numbers: fulfillment.tracking.map((each) => each.number),
  };
}

function refundView(refund: ShopifyRefund): WireObject {
  return {
    id: BigInt(refund.number),
    admin_graphql_api_id: gid('Refund', refund.number),
    created_at: isoTime(refund.createdAtMs),
    refund_line_items: refund.lines.map((line) => ({
      id: BigInt(line.number),
      line_item_id: BigInt(line.lineNumber),
      quantity: line.quantity,
      restock_type: line.restockType.toLowerCase(),
    })),
  };
}

/**
 * The body of a delivery: REST-shaped, numeric ids, snake case. Content follows published examples: a refund and a fulfillment name
 * their order by `order_id`, what happens to a fulfillment order names none.
 */
export function webhookPayload(topic: string, order: ShopifyOrder): string {
  const orderId = { order_id: BigInt(order.number) };
  const [kind] = topic.split('/');
  const refund = kind === 'refunds' && order.refunds.at(-1);
  if (refund) return writeWireJson({ ...refundView(refund), ...orderId });
  const fulfillment = kind === 'fulfillments' && lastTouched(order.fulfillments);
  if (fulfillment) return writeWireJson({ ...fulfillmentView(fulfillment), ...orderId });
  const waiting = kind === 'fulfillment_orders' && order.fulfillmentOrders[0];
  if (waiting)
    return writeWireJson({
      fulfillment_order: { id: gid('FulfillmentOrder', waiting.number), status: waiting.status.toLowerCase() },
    });
  return orderPayload(order);
}

const lastTouched = (fulfillments: readonly ShopifyFulfillment[]): ShopifyFulfillment | undefined =>
  fulfillments.toSorted((one, other) => one.updatedAtMs - other.updatedAtMs).at(-1);

function orderPayload(order: ShopifyOrder): string {
  const digits = order.currency === 'JPY' ? 0 : 2;
  const address = order.shippingAddress;
  return writeWireJson({
    id: BigInt(order.number),
    admin_graphql_api_id: order.id,
    name: order.name,
    order_number: order.orderNumber,
    created_at: isoTime(order.createdAtMs),
    updated_at: isoTime(order.updatedAtMs),
    processed_at: isoTime(order.processedAtMs),
    cancelled_at: order.cancelledAtMs === undefined ? null : isoTime(order.cancelledAtMs),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    closed_at: order.closedAtMs === undefined ? null : isoTime(order.closedAtMs),
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillmentWord(order),
    currency: order.currency,
    total_price: decimalText(order.totalMinor, digits),
    email: order.email,
    phone: address.phone,
    note: order.note,
    tags: order.tags.join(', '),
    test: false,
    line_items: order.lines.map((line) => lineView(line, order.currency)),
    shipping_address: {
      first_name: address.firstName,
      last_name: address.lastName,
      company: address.company,
      address1: address.address1,
      address2: address.address2,
      city: address.city,
      province: address.province,
      province_code: address.provinceCode,
      zip: address.zip,
      country: address.country,
      country_code: address.countryCode,
      phone: address.phone,
    },
    fulfillments: order.fulfillments.map(fulfillmentView),
  });
}
