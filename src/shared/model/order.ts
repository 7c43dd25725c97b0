import { z } from 'zod';
import { OrderId, OrderLineId, ShopId } from '#shared/model/ids.ts';

/** Three independent axes; the display status is derived from them and from the holds. */
export const PaymentState = z.enum(['awaited', 'paid', 'partially_refunded', 'refunded', 'voided']);
export type PaymentState = z.infer<typeof PaymentState>;

export const FulfilmentState = z.enum([
  'received',
  'reserved',
  'packing',
  'packed',
  'labelled',
  'shipped',
  'partially_shipped',
  'delivered',
  'completed',
  'cancelled',
]);
export type FulfilmentState = z.infer<typeof FulfilmentState>;

export const AfterSalesState = z.enum(['none', 'requested', 'in_progress', 'refunded', 'closed']);
export type AfterSalesState = z.infer<typeof AfterSalesState>;

/** A named reason why an order must not go on; several can stand at once. */
export const HoldKind = z.enum([
  'approval',
  'risk',
  'address',
  'stock',
  'refund',
  'customs',
  'platform',
  'label',
  'payment',
]);
export type HoldKind = z.infer<typeof HoldKind>;

/** What the operator sees as the one status of an order. Derived, never stored. */
export const DisplayStatus = z.enum([
  'awaiting_payment',
  'on_hold',
  'ready_to_pack',
  'packing',
  'packed',
  'labelled',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'refunding',
]);
export type DisplayStatus = z.infer<typeof DisplayStatus>;

export const Recipient = z.object({
  name: z.string(),
  phone: z.string(),
  country: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  town: z.string(),
  street: z.string(),
  postcode: z.string(),
  /** The platform sent a mask instead of the data; only its e-waybill call can use the handle. */
  isMasked: z.boolean(),
});
export type Recipient = z.infer<typeof Recipient>;

/** The texts of a recipient, as labels and rules name them. */
export const RecipientField = Recipient.omit({ isMasked: true }).keyof();
export type RecipientField = z.infer<typeof RecipientField>;

export const OrderLine = z.object({
  id: OrderLineId,
  externalLineId: z.string(),
  skuCode: z.string(),
  skuId: z.string().nullable(),
  title: z.string(),
  variant: z.string(),
  quantity: z.int(),
  unitPriceMinor: z.int(),
  paidMinor: z.int(),
  refundState: AfterSalesState,
  /** Units of this line reserved in stock / scanned into a parcel so far. */
  reservedQuantity: z.int(),
  packedQuantity: z.int(),
  weightG: z.int().nullable(),
  barcodes: z.array(z.string()),
});
export type OrderLine = z.infer<typeof OrderLine>;

export const OrderHold = z.object({
  kind: HoldKind,
  reasonCode: z.string(),
  data: z.record(z.string(), z.unknown()),
  placedAtMs: z.int(),
  placedBy: z.string(),
});
export type OrderHold = z.infer<typeof OrderHold>;

export const OrderSummary = z.object({
  id: OrderId,
  shopId: ShopId,
  shopName: z.string(),
  channelId: z.string(),
  externalNumber: z.string(),
  /** What the shop and the buyer call it (`#1001`); people read and scan this, machines use `externalNumber`. */
  displayNumber: z.string(),
  payment: PaymentState,
  fulfilment: FulfilmentState,
  afterSales: AfterSalesState,
  status: DisplayStatus,
  holds: z.array(HoldKind),
  currency: z.string(),
  totalMinor: z.int(),
  lineCount: z.int(),
  unitCount: z.int(),
  /** Already masked for lists: 张* / 138****5678. */
  recipientMasked: z.string(),
  /** Paid and still to be sent, but the platform masks its recipient and no waybill is held: no carrier here can make one. */
  recipientSealed: z.boolean(),
  destination: z.string(),
  placedAtMs: z.int(),
  paidAtMs: z.int().nullable(),
  updatedAtMs: z.int(),
  trackingNumber: z.string().nullable(),
  buyerNote: z.string(),
  sellerNote: z.string(),
  flags: z.array(z.string()),
});
export type OrderSummary = z.infer<typeof OrderSummary>;

export const OrderEvent = z.object({
  seq: z.int(),
  atMs: z.int(),
  type: z.string(),
  actorKind: z.enum(['operator', 'system', 'channel', 'carrier', 'device', 'api']),
  actorName: z.string(),
  source: z.string(),
  rule: z.string().nullable(),
  traceId: z.string(),
  data: z.record(z.string(), z.unknown()),
  hash: z.string(),
});
export type OrderEvent = z.infer<typeof OrderEvent>;
