import { FIRST_REFUNDS, LONG_LIST, SHIP_FULFILLMENTS, SHORT_LIST } from '#main/plugins/channels/shopify/units.ts';

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const MONEY = '{ shopMoney { amount currencyCode } }';

const LINE_ITEM = `id sku title variantTitle quantity currentQuantity unfulfilledQuantity requiresShipping
  originalUnitPriceSet ${MONEY} discountedTotalSet ${MONEY}`;

const FULFILLMENT_ORDER = `id status requestStatus assignedLocation { name location { id } } fulfillmentHolds { reason reasonNotes }`;

const SHIPPING_LINE = `title discountedPriceSet ${MONEY}`;
const FULFILLMENT = 'id status trackingInfo { number company url }';

/** Nested lists start small because each asked-for row costs points; what does not fit is read with the queries below. */
const ORDER = `id legacyResourceId name createdAt updatedAt processedAt cancelledAt cancelReason closedAt
  displayFinancialStatus displayFulfillmentStatus currencyCode
  totalPriceSet ${MONEY} currentTotalPriceSet ${MONEY}
  shippingLines(first: ${SHORT_LIST.shippingLines}) { nodes { ${SHIPPING_LINE} } }
  phone note tags customAttributes { key value }
  shippingAddress { name company address1 address2 city province provinceCode zip countryCodeV2 phone }
  lineItems(first: $lines) { nodes { ${LINE_ITEM} } ${PAGE_INFO} }
  fulfillmentOrders(first: 3) { nodes { ${FULFILLMENT_ORDER} } ${PAGE_INFO} }
  fulfillments(first: ${SHORT_LIST.fulfillments}) { ${FULFILLMENT} }
  refunds(first: ${SHORT_LIST.refunds}) { id }`;

/** Oldest change first: an order that changes while pages are read moves behind the cursor's end and is met again. */
export const CHANGED_ORDERS = `query ChangedOrders($query: String!, $first: Int!, $after: String, $lines: Int!) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT, reverse: false) { nodes { ${ORDER} } ${PAGE_INFO} }
}`;

export const ONE_ORDER = `query OneOrder($id: ID!, $lines: Int!) { order(id: $id) { ${ORDER} } }`;

export const ORDER_NAMED = `query OrderNamed($query: String!) { orders(first: 10, query: $query) { nodes { id name } } }`;

export const MORE_LINE_ITEMS = `query MoreLineItems($id: ID!, $after: String!) {
  order(id: $id) { lineItems(first: 100, after: $after) { nodes { ${LINE_ITEM} } ${PAGE_INFO} } }
}`;

export const MORE_FULFILLMENT_ORDERS = `query MoreFulfillmentOrders($id: ID!, $after: String!) {
  order(id: $id) { fulfillmentOrders(first: 50, after: $after) { nodes { ${FULFILLMENT_ORDER} } ${PAGE_INFO} } }
}`;

export const LONG_LISTS = `query LongLists($id: ID!) {
  order(id: $id) {
    shippingLines(first: ${LONG_LIST.shippingLines}) { nodes { ${SHIPPING_LINE} } }
    fulfillments(first: ${LONG_LIST.fulfillments}) { ${FULFILLMENT} }
    refunds(first: ${LONG_LIST.refunds}) { id }
  }
}`;

export const PAID_ORDERS = `query PaidOrders($query: String!, $after: String) {
  orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT, reverse: false) {
    nodes { id processedAt displayFinancialStatus currentTotalPriceSet { shopMoney { amount currencyCode } } } ${PAGE_INFO}
  }
}`;

const SHIP_LINES = `nodes { id remainingQuantity lineItem { id } } ${PAGE_INFO}`;

export const SHIP_STATE = `query ShipState($id: ID!, $after: String) {
  order(id: $id) {
    id cancelledAt
    fulfillments(first: ${SHIP_FULFILLMENTS}) { id status trackingInfo { number } }
    fulfillmentOrders(first: 5, after: $after) {
      nodes { id status assignedLocation { location { id } } lineItems(first: 50) { ${SHIP_LINES} } } ${PAGE_INFO}
    }
  }
}`;

export const ALL_FULFILLMENTS = `query AllFulfillments($id: ID!) {
  order(id: $id) { fulfillments(first: ${LONG_LIST.fulfillments}) { id status trackingInfo { number } } }
}`;

export const MORE_SHIP_LINES = `query MoreShipLines($id: ID!, $after: String!) {
  fulfillmentOrder(id: $id) { lineItems(first: 100, after: $after) { ${SHIP_LINES} } }
}`;

export const SHIP = `mutation Ship($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status } userErrors { field message } }
}`;

export const SHOP = 'query Shop { shop { name } }';

export const ACCESS_SCOPES = 'query AccessScopes { currentAppInstallation { accessScopes { handle } } }';

const REFUND_LINES = `nodes { quantity restockType lineItem { id } } ${PAGE_INFO}`;

/** Refunds change their order, so they are found among the changed ones; most orders have none. */
export const CHANGED_REFUNDS = `query ChangedRefunds($query: String!, $after: String) {
  orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT, reverse: false) {
    nodes { id refunds(first: 1) { id } } ${PAGE_INFO}
  }
}`;

const REFUND = `id createdAt updatedAt note totalRefundedSet ${MONEY} refundLineItems(first: 5) { ${REFUND_LINES} }`;

export const ORDER_REFUNDS = `query OrderRefunds($id: ID!) { order(id: $id) { refunds(first: ${FIRST_REFUNDS}) { ${REFUND} } } }`;

export const REFUND_NUMBERS = `query RefundNumbers($id: ID!) { order(id: $id) { refunds(first: ${LONG_LIST.refunds}) { id } } }`;

export const ONE_REFUND = `query OneRefund($id: ID!) { refund(id: $id) { ${REFUND} } }`;

export const MORE_REFUND_LINES = `query MoreRefundLines($id: ID!, $after: String!) {
  refund(id: $id) { refundLineItems(first: 100, after: $after) { ${REFUND_LINES} } }
}`;

export const LOCATIONS = 'query Locations { locations(first: 2) { nodes { id } } }';

export const VARIANTS = `query Variants($query: String!) {
  productVariants(first: 100, query: $query) { nodes { id sku inventoryItem { id tracked } } }
}`;

/** Since 2026-04 each call bears a key of its own; without one it fails at run time. */
export const SET_STOCK = `mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } }
}`;
