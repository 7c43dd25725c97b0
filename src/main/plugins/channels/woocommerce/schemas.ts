import { Text } from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';

export const WooConfig = z.object({
  /** Where WordPress lives: `https://shop.example` or `https://shop.example/blog`. Over plain http calls are signed, not authenticated by password. */
  siteUrl: z.url({ protocol: /^https?$/ }),
  /** For sites whose permalinks are "Plain": calls go to `?rest_route=` instead of `/wp-json`. */
  plainPermalinks: z.boolean().default(false),
  /** For hosts that strip the Authorization header: the keys travel in the address. Only over https. */
  keysInAddress: z.boolean().default(false),
  ordersPerPage: z.int().min(1).max(100).default(50),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** A note to the buyer per parcel; WooCommerce sends it by e-mail. */
  noteToBuyer: z.boolean().default(true),
  /** `{carrier}` and `{number}` are filled in. */
  noteText: z.string().min(1).max(500).default('Your parcel is on its way with {carrier}, tracking number {number}.'),
  /** Uses the official Shipment Tracking extension, when the shop has it. */
  shipmentTracking: z.boolean().default(false),
  /** Where a buyer follows a parcel; `%1$s` is the number. For the extension alone. */
  trackingLink: z.string().default('https://t.17track.net/en#nums=%1$s'),
  /** Status that a plugin offers for orders of which a part has left; empty: the order stays as it is until its last parcel. */
  partialStatus: z
    .string()
    .regex(/^[a-z0-9-]{0,20}$/)
    .optional(),
  /** Our carrier id -> name shown to the buyer, beside or instead of the built-in table. */
  companyNames: z.record(z.string(), z.string()).default({}),
});
export type WooConfig = z.infer<typeof WooConfig>;

export const WooCredentials = z.object({
  /** `ck_…` */
  consumerKey: z.string().min(1),
  /** `cs_…` */
  consumerSecret: z.string().min(1),
  /** Of the shop's webhooks; left out: orders are fetched only. */
  webhookSecret: z.string().optional(),
  /** The one before the last change: deliveries under way may carry its signature. */
  previousWebhookSecret: z.string().optional(),
});
export type WooCredentials = z.infer<typeof WooCredentials>;

export type WooContext = ChannelContext<WooConfig, WooCredentials>;

/** A number in JSON; the digit-safe parser makes a text of one that is too long for a number. */
export const Id = z.union([z.string().min(1), z.number()]).transform(String);
/** Decimal text; some plugins send a number. */
const Amount = z.union([z.string(), z.number()]).transform(String);
const TaxAmount = Amount.nullish().transform((text) =>
  text === null || text === undefined || text === '' ? '0' : text,
);

export const Meta = z.object({
  id: Id.nullish(),
  key: z.string(),
  value: z.unknown().optional(),
  display_key: z.unknown().optional(),
  display_value: z.unknown().optional(),
});
export type Meta = z.infer<typeof Meta>;
const Metas = z.array(Meta).nullish();

export const LineItem = z.object({
  id: Id,
  name: Text,
  parent_name: Text,
  sku: Text,
  quantity: z.int().positive(),
  subtotal: Amount,
  subtotal_tax: TaxAmount,
  total: Amount,
  total_tax: TaxAmount,
  meta_data: Metas,
});
export type LineItem = z.infer<typeof LineItem>;

const Address = z.object({
  first_name: Text,
  last_name: Text,
  company: Text,
  address_1: Text,
  address_2: Text,
  city: Text,
  state: Text,
  postcode: Text,
  country: Text,
  phone: Text,
});
export type Address = z.infer<typeof Address>;

export const Order = z.object({
  id: Id,
  number: Id.nullish(),
  status: z.string(),
  currency: z.string(),
  date_created_gmt: z.string(),
  date_modified_gmt: z.string(),
  date_paid_gmt: z.string().nullish(),
  date_completed_gmt: z.string().nullish(),
  total: Amount,
  shipping_total: TaxAmount,
  shipping_tax: TaxAmount,
  customer_note: Text,
  billing: Address.nullish(),
  shipping: Address.nullish(),
  payment_method: Text,
  transaction_id: Text,
  meta_data: Metas,
  line_items: z.array(LineItem),
  shipping_lines: z.array(z.object({ method_title: Text })).nullish(),
  fee_lines: z.array(z.object({ name: Text, total: TaxAmount })).nullish(),
  coupon_lines: z.array(z.object({ code: Text, discount: TaxAmount })).nullish(),
  refunds: z.array(z.object({ id: Id, total: TaxAmount })).nullish(),
});
export type Order = z.infer<typeof Order>;

export const RefundRecord = z.object({
  id: Id,
  date_created_gmt: z.string(),
  amount: Amount,
  reason: Text,
  line_items: z.array(z.object({ quantity: z.number(), meta_data: Metas })).nullish(),
});
export type RefundRecord = z.infer<typeof RefundRecord>;

/** What listing needs to know of an order before it is archived. */
export const OrderHead = z.object({
  id: Id,
  status: z.string(),
  date_modified_gmt: z.string().nullish(),
  refunds: z.array(z.unknown()).nullish(),
});
export type OrderHead = z.infer<typeof OrderHead>;

export const PaidHead = z.object({
  id: Id,
  status: z.string(),
  date_created_gmt: z.string(),
  date_modified_gmt: z.string().nullish(),
  date_paid_gmt: z.string().nullish(),
  currency: z.string(),
  total: z.string(),
});
export type PaidHead = z.infer<typeof PaidHead>;

export const Note = z.object({ note: Text });
export const TrackingItem = z.object({ tracking_number: Text });

export const StockTarget = z.object({
  id: Id,
  parent_id: Id.nullish(),
  type: Text,
  sku: Text,
  manage_stock: z.union([z.boolean(), z.string()]).nullish(),
});
export type StockTarget = z.infer<typeof StockTarget>;

export const BatchAnswer = z.object({
  update: z.array(
    z.object({
      id: Id,
      error: z.object({ code: Text, message: Text }).nullish(),
      stock_quantity: z.number().nullish(),
    }),
  ),
});

export const SiteIndex = z.object({ name: Text });

export const WooError = z.object({
  code: z.string(),
  message: Text,
  data: z.object({ status: z.int().nullish() }).nullish().catch(null),
});
export type WooError = z.infer<typeof WooError>;
