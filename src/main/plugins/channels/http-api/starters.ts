import { HTTP_TEMPLATE_FORMAT, HttpTemplate } from '#shared/model/http-template/http-template.ts';

/** A template to start from, under a name of its own that texts are found by. */
export interface HttpStarter {
  readonly id: 'rest-json' | 'erp-xml' | 'signed';
  readonly template: HttpTemplate;
}

const MAPPING = `{
  "number": $string(orderNo),
  "status": stateCode,
  "modifiedAt": changedAt,
  "placedAt": createdAt,
  "paidAt": paidAt,
  "currency": currency,
  "total": grandTotal,
  "shippingFee": freight,
  "buyerNote": remark,
  "promotions": campaigns.{ "name": title, "amount": saved },
  "waybills": deliveries.trackingNo,
  "recipient": {
    "name": shipTo.fullName,
    "phone": shipTo.mobile,
    "country": shipTo.country,
    "province": shipTo.province,
    "city": shipTo.city,
    "district": shipTo.district,
    "street": shipTo.street,
    "postcode": shipTo.zip
  },
  "lines": items.{
    "id": rowNo,
    "sku": article,
    "title": text,
    "variant": option,
    "quantity": qty,
    "price": unitPrice,
    "paid": amount
  }
}`;

const REFUND_MAPPING = `{
  "refundNumber": caseNo,
  "number": $string(orderNo),
  "status": caseState,
  "kind": "refund_only",
  "amount": amount,
  "reason": reason,
  "requestedAt": openedAt,
  "modifiedAt": changedAt
}`;

const STATUSES = [
  { status: '10', state: 'unpaid' },
  { status: '20', state: 'paid' },
  { status: '25', state: 'held' },
  { status: '30', state: 'part_shipped' },
  { status: '40', state: 'shipped' },
  { status: '90', state: 'cancelled' },
];

const REFUND_STATUSES = [
  { status: 'open', state: 'requested' },
  { status: 'done', state: 'refunded' },
  { status: 'refused', state: 'closed' },
];

const query = (name: string, value: string) => ({ name, value });
const WINDOW = [query('changedFrom', '{window.from}'), query('changedTo', '{window.to}')];
const PAGED = [...WINDOW, query('page', '{page}'), query('size', '{pageSize}')];

/** Where answers tell of errors; `inside` is the element that an XML document has around everything. */
function errorsIn(inside: string) {
  const rule = (values: readonly string[], meaning: string) => ({ field: `${inside}error.code`, values, meaning });
  return {
    errors: [
      rule(['too_fast'], 'throttled'),
      rule(['not_allowed'], 'auth'),
      rule(['no_such_order'], 'not_found'),
      rule(['internal'], 'temporary'),
      { field: `${inside}ok`, values: ['false'], meaning: 'refused' },
    ],
    errorCodePath: `${inside}error.code`,
    errorTextPath: `${inside}error.message`,
  };
}

const json = {
  format: HTTP_TEMPLATE_FORMAT,
  baseUrl: 'https://erp.example.com',
  response: 'json',
  orders: {
    request: { path: '/api/orders', query: PAGED },
    paging: { kind: 'page', size: 50, totalPath: 'totalRows' },
    rows: 'orders',
    number: 'orderNo',
  },
  detail: { request: { path: '/api/orders/{order.number}' }, row: 'order' },
  mapping: MAPPING,
  statuses: STATUSES,
  ...errorsIn(''),
  shipment: {
    request: {
      method: 'POST',
      path: '/api/shipments',
      bodyKind: 'json',
      body: JSON.stringify(
        {
          orderNo: '{order.number}',
          trackingNo: '{shipment.trackingNumber}',
          carrier: '{shipment.carrier}',
          requestId: '{shipment.key}',
          rows: [{ $each: 'shipment.lines', rowNo: '{line.id}', qty: '{line.quantity}' }],
        },
        null,
        2,
      ),
    },
  },
  stock: {
    request: {
      method: 'PUT',
      path: '/api/stock',
      bodyKind: 'json',
      body: '{ "article": "{item.sku}", "units": "{item.units}" }',
    },
  },
  refunds: {
    request: { path: '/api/refunds', query: PAGED },
    paging: { kind: 'page', size: 50, totalPath: 'totalRows' },
    rows: 'refunds',
    mapping: REFUND_MAPPING,
    statuses: REFUND_STATUSES,
  },
  push: {
    signatureHeader: 'X-Erp-Signature',
    prefix: 'sha256=',
    timestampHeader: 'X-Erp-Time',
    numberPath: 'changes.orderNo',
    topicPath: 'event',
    deliveryHeader: 'X-Erp-Delivery',
  },
};

const xml = {
  ...json,
  response: 'xml',
  orders: {
    ...json.orders,
    paging: { ...json.orders.paging, totalPath: 'response.totalRows' },
    rows: 'response.orders.order',
  },
  detail: { ...json.detail, row: 'response.order' },
  ...errorsIn('response.'),
  shipment: {
    request: {
      method: 'POST',
      path: '/api/shipments',
      bodyKind: 'xml',
      body: `<shipment>
  <orderNo>{order.number}</orderNo>
  <trackingNo>{shipment.trackingNumber}</trackingNo>
  <carrier>{shipment.carrier}</carrier>
  <requestId>{shipment.key}</requestId>
  {#shipment.lines}<row><rowNo>{line.id}</rowNo><qty>{line.quantity}</qty></row>{/shipment.lines}
</shipment>`,
    },
  },
  stock: {
    request: {
      method: 'PUT',
      path: '/api/stock',
      bodyKind: 'xml',
      body: '<stock><article>{item.sku}</article><units>{item.units}</units></stock>',
    },
  },
  refunds: {
    ...json.refunds,
    paging: { ...json.refunds.paging, totalPath: 'response.totalRows' },
    rows: 'response.refunds.refund',
  },
  push: null,
};

/** Templates that speak with the imaginary ERP of the simulators; each is meant to be changed. */
export const HTTP_STARTERS: readonly HttpStarter[] = [
  {
    id: 'rest-json',
    template: HttpTemplate.parse({ ...json, name: 'REST, JSON', auth: { kind: 'api_key', name: 'X-Api-Key' } }),
  },
  { id: 'erp-xml', template: HttpTemplate.parse({ ...xml, name: 'ERP, XML', auth: { kind: 'basic' } }) },
  {
    id: 'signed',
    template: HttpTemplate.parse({
      ...json,
      name: 'HMAC-SHA256',
      auth: {
        kind: 'hmac',
        parts: ['method', 'path', 'parameters', 'timestamp', 'body_hash'],
        separator: String.raw`\n`,
        signature: { name: 'X-Erp-Sign' },
        key: { name: 'X-Erp-Key' },
        timestamp: { name: 'X-Erp-Time' },
      },
    }),
  },
];
