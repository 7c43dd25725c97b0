import { Amount, Id, Text } from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';

export const PinduoduoConfig = z.object({
  /** Open gateway; https only, and there is no public sandbox. The Ark cloud has https://ark-api.pinduoduo.com/ark/router. */
  gatewayUrl: z.url({ protocol: /^https?$/ }).default('https://gw-api.pinduoduo.com/api/router'),
  /** Long connection for messages. */
  messageUrl: z.url({ protocol: /^wss?$/ }).default('wss://message-api.pinduoduo.com'),
  pageSize: z.int().min(1).max(100).default(100),
  /** Pinduoduo allows windows of half an hour. */
  windowMinutes: z.int().min(1).max(30).default(30),
  /** Pinduoduo asks to keep the end of a window three minutes behind now; what is younger comes with the next pull. */
  settleSeconds: z.int().min(0).max(300).default(180),
  /** A group order is concluded so many hours after its payment at most; paid orders are looked for so far on. */
  groupingHours: z.int().min(1).max(240).default(48),
  /** Value of `after_sales_status` that means all cases; 1 is what other clients send, the document lists no such value. */
  refundStatusFilter: z.int().min(0).max(99).default(1),
  /** What is written in base64 for the long connection; the documents do not tell, the vendor's SDK takes the hex digits. */
  linkDigest: z.enum(['hex', 'bytes']).default('hex'),
  /** Words of the acknowledgement; the format stands in the vendor's SDK only. */
  ackCommand: z.string().min(1).default('Ack'),
  heartbeatSeconds: z.int().min(1).max(120).default(5),
  /** A connection on which nothing at all arrives for so long is taken for dead. */
  silenceSeconds: z.int().min(1).max(3600).default(180),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** Our carrier id -> Pinduoduo's number of the carrier (`logistics_id`), instead of asking for its list. */
  logisticsIds: z.record(z.string(), z.string()).default({}),
});
export type PinduoduoConfig = z.infer<typeof PinduoduoConfig>;

export const PinduoduoCredentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** The merchant's token. */
  accessToken: z.string().min(1),
  /** Renews the token; without it a person authorises anew when the token ends. */
  refreshToken: z.string().default(''),
  /** Known after the first renewal. */
  accessUntilMs: z.int().nullable().default(null),
  refreshUntilMs: z.int().nullable().default(null),
});
export type PinduoduoCredentials = z.infer<typeof PinduoduoCredentials>;

export type PinduoduoContext = ChannelContext<PinduoduoConfig, PinduoduoCredentials>;

/** Long numbers: a string after the digit-safe parser, or a short number. */
const OptionalId = Id.nullish().transform((id) => id ?? '');
/** Whole numbers, also as text. An absent or empty one is no zero: it would be taken for a status or a total. */
const Code = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,9}$/)
    .transform(Number),
]);
const OptionalCode = Code.nullish();
const Count = Code.pipe(z.int().nonnegative());
const Units = Code.pipe(z.int().positive());
/** Labels only: a strange value is no label. */
const Flag = OptionalCode.catch(null);

export const PddError = z.object({
  error_response: z.object({
    error_code: z.coerce.string(),
    error_msg: Text,
    sub_code: z
      .union([z.string(), z.number()])
      .nullish()
      .transform((code) => String(code ?? '')),
    sub_msg: Text,
  }),
});
export type PddError = z.infer<typeof PddError>['error_response'];

/** What a list must tell of an order before its bytes are passed on. */
export const OrderRow = z.object({
  order_sn: z.string().min(1),
  updated_at: Text,
  pay_time: Text,
  confirm_time: Text,
  pay_amount: Amount,
});
export type OrderRow = z.infer<typeof OrderRow>;

export const IncrementAnswer = z.object({ total_count: Count, order_sn_list: z.array(OrderRow).nullish() });
export const ConfirmedAnswer = z.object({ total_count: Count, order_list: z.array(OrderRow).nullish() });

const Item = z.object({
  goods_id: OptionalId,
  sku_id: OptionalId,
  outer_id: Text,
  outer_goods_id: Text,
  goods_name: Text,
  goods_spec: Text,
  goods_count: Units,
  goods_price: Amount,
});
export type Item = z.infer<typeof Item>;

const Parcel = z.object({ tracking_number: Text });
/** Neither gifts nor tags are described in full by the documents at hand; what has no name is no label. */
const Gift = z.object({ goods_name: Text });
const Tag = z.object({ name: Text, value: z.union([z.number(), z.string(), z.boolean()]).nullish() });

export const PddOrder = z.object({
  order_sn: z.string().min(1),
  order_status: Code,
  refund_status: Code,
  after_sales_status: OptionalCode,
  confirm_status: Code,
  group_status: Code,
  risk_control_status: OptionalCode,
  created_time: z.string(),
  pay_time: Text,
  updated_at: z.string(),
  pay_amount: Amount,
  postage: Amount,
  platform_discount: Amount,
  seller_discount: Amount,
  receiver_name: Text,
  receiver_phone: Text,
  receiver_address: Text,
  receiver_name_mask: Text,
  receiver_phone_mask: Text,
  receiver_address_mask: Text,
  province: Text,
  city: Text,
  town: Text,
  buyer_memo: Text,
  remark: Text,
  remark_tag: Flag,
  is_stock_out: Flag,
  is_pre_sale: Flag,
  is_lucky_flag: Flag,
  free_sf: Flag,
  invoice_status: Flag,
  tracking_number: Text,
  pay_no: Text,
  extra_delivery_list: z.array(Parcel).nullish(),
  gift_delivery_list: z.array(Parcel).nullish(),
  resend_delivery_list: z.array(Parcel).nullish(),
  gift_list: z.array(Gift).nullish(),
  order_tag_list: z.array(Tag).nullish(),
  step_order_info: z.object({ step_trade_status: OptionalCode }).nullish(),
  item_list: z.array(Item).min(1),
});
export type PddOrder = z.infer<typeof PddOrder>;

export const OrderAnswer = z.object({ order_info: PddOrder });
/** As it may come for a number that nobody knows. */
export const RawOrderAnswer = z.object({ order_info: z.looseObject({ order_sn: z.string().min(1) }).nullish() });

export const SuccessAnswer = z.object({ is_success: z.boolean() });
export const MallAnswer = z.object({ mall_name: Text });
export const CompaniesAnswer = z.object({
  logistics_companies: z.array(z.object({ id: Id, code: Text, available: Flag })),
});

export const RefundRow = z.object({ id: Id, order_sn: z.string().min(1), updated_time: Text });
export const RefundsAnswer = z.object({ total_count: Count, refund_list: z.array(RefundRow).nullish() });

export const PddRefund = z.object({
  id: Id,
  order_sn: z.string().min(1),
  after_sales_status: Code,
  after_sales_type: Code,
  refund_amount: Amount,
  created_time: Text,
  updated_time: z.string(),
  after_sale_reason: Text,
  sku_id: OptionalId,
  goods_number: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((units) => Number(units ?? 0)),
  tracking_number: Text,
});

const Seconds = z.coerce.number().int().nonnegative().nullish();
export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: Text,
  expires_at: Seconds,
  expires_in: Seconds,
  refresh_token_expires_at: Seconds,
  refresh_token_expires_in: Seconds,
});

/** A frame of the long connection. */
export const LinkFrame = z.object({
  id: OptionalId,
  commandType: z.string(),
  sendTime: z.union([z.number(), z.string()]).nullish(),
  message: z.object({ type: z.string(), mallID: OptionalId, content: Text }).nullish(),
});
export type LinkFrame = z.infer<typeof LinkFrame>;

export const GoodsAnswer = z.object({
  goods_list: z
    .array(
      z.object({
        goods_id: Id,
        goods_name: Text,
        sku_list: z.array(z.object({ sku_id: Id, outer_id: Text, spec: Text })).nullish(),
      }),
    )
    .nullish(),
});

/** The three ciphertexts as they are kept with an order. */
export const RecipientHandle = z.object({ name: Text, phone: Text, address: Text });
export const DecryptAnswer = z.object({
  data_decrypt_list: z.array(
    z.object({
      encrypted_data: Text,
      decrypted_data: Text,
      error_code: OptionalCode.transform((code) => code ?? 0),
      error_msg: Text,
    }),
  ),
});
