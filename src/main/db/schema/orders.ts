import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Orders with their recipients, lines, holds, outside numbers and timeline. */

export const orders = sqliteTable('orders', {
  id: text('id').notNull(),
  listKey: integer('list_key').primaryKey(),
  shopId: text('shop_id').notNull(),
  externalNumber: text('external_number').notNull(),
  displayNumber: text('display_number').notNull(),
  payment: text('payment').notNull(),
  fulfilment: text('fulfilment').notNull(),
  afterSales: text('after_sales').notNull(),
  holdCount: integer('hold_count').notNull().default(0),
  status: text('status').notNull(),
  platformStatus: text('platform_status').notNull(),
  platformVersionMs: integer('platform_version_ms').notNull(),
  platformJson: text('platform_json').notNull(),
  currency: text('currency').notNull(),
  totalMinor: integer('total_minor').notNull(),
  shippingFeeMinor: integer('shipping_fee_minor').notNull(),
  placedAtMs: integer('placed_at_ms').notNull(),
  paidAtMs: integer('paid_at_ms'),
  buyerNote: text('buyer_note').notNull(),
  sellerNote: text('seller_note').notNull(),
  flagsJson: text('flags_json').notNull(),
  recipientHandle: text('recipient_handle'),
  recipientMasked: text('recipient_masked').notNull(),
  destination: text('destination').notNull(),
  lineCount: integer('line_count').notNull(),
  unitCount: integer('unit_count').notNull(),
  trackingNumber: text('tracking_number'),
  warehouseId: text('warehouse_id').notNull(),
  version: integer('version').notNull().default(1),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const orderRecipients = sqliteTable('order_recipients', {
  orderId: text('order_id').primaryKey(),
  name: text('name').notNull(),
  phone: text('phone').notNull(),
  country: text('country').notNull(),
  province: text('province').notNull(),
  city: text('city').notNull(),
  district: text('district').notNull(),
  town: text('town').notNull(),
  street: text('street').notNull(),
  postcode: text('postcode').notNull(),
  isMasked: integer('is_masked').notNull(),
  erasedAtMs: integer('erased_at_ms'),
  enteredOver: text('entered_over'),
});

export const orderLines = sqliteTable('order_lines', {
  id: text('id').primaryKey(),
  orderId: text('order_id').notNull(),
  position: integer('position').notNull(),
  externalLineId: text('external_line_id').notNull(),
  skuCode: text('sku_code').notNull(),
  skuId: text('sku_id'),
  title: text('title').notNull(),
  variant: text('variant').notNull(),
  quantity: integer('quantity').notNull(),
  cancelledQuantity: integer('cancelled_quantity').notNull(),
  unitPriceMinor: integer('unit_price_minor').notNull(),
  paidMinor: integer('paid_minor').notNull(),
  afterSales: text('after_sales').notNull(),
  reservedQuantity: integer('reserved_quantity').notNull().default(0),
  packedQuantity: integer('packed_quantity').notNull().default(0),
});

export const orderHolds = sqliteTable(
  'order_holds',
  {
    orderId: text('order_id').notNull(),
    kind: text('kind').notNull(),
    reasonCode: text('reason_code').notNull(),
    dataJson: text('data_json').notNull(),
    placedAtMs: integer('placed_at_ms').notNull(),
    placedBy: text('placed_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.kind, table.reasonCode] })],
);

export const externalIds = sqliteTable(
  'external_ids',
  {
    value: text('value').notNull(),
    kind: text('kind').notNull(),
    orderId: text('order_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.value, table.kind, table.orderId] })],
);

export const orderEvents = sqliteTable(
  'order_events',
  {
    orderId: text('order_id').notNull(),
    seq: integer('seq').notNull(),
    atMs: integer('at_ms').notNull(),
    type: text('type').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id').notNull(),
    source: text('source').notNull(),
    rule: text('rule'),
    traceId: text('trace_id').notNull(),
    dataJson: text('data_json').notNull(),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.seq] })],
);

export const orderCounts = sqliteTable(
  'order_counts',
  {
    shopId: text('shop_id').notNull(),
    status: text('status').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.status] })],
);

export const orderSearchDue = sqliteTable('order_search_due', {
  listKey: integer('list_key').primaryKey(),
  phoneTail: text('phone_tail').notNull().default(''),
});

export const orderPhoneTails = sqliteTable(
  'order_phone_tails',
  { tail: text('tail').notNull(), listKey: integer('list_key').notNull() },
  (table) => [primaryKey({ columns: [table.tail, table.listKey] })],
);
