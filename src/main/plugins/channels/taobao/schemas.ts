import { httpUrl, Id, Text } from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';

export const TaobaoConfig = z.object({
  /** TOP gateway; the sandbox is https://gw.api.tbsandbox.com/router/rest. */
  gatewayUrl: httpUrl.default('https://eco.taobao.com/router/rest'),
  /** Of the message channel (TMC); none, or empty: that of the gateway. */
  messageUrl: z
    .string()
    .regex(/^(?:wss?:\/\/\S+)?$/)
    .optional(),
  messageGroup: z.string().min(1).default('default'),
  /** The public guide lists md5 and hmac; hmac-sha256 is known to the official SDK only. */
  signMethod: z.enum(['md5', 'hmac', 'hmac-sha256']).default('hmac'),
  pageSize: z.int().min(1).max(100).default(50),
  /** TOP allows windows of a day and advises half an hour. */
  windowMinutes: z.int().min(1).max(30).default(30),
  /** Details are read one order per call; so many calls run at once. */
  detailConcurrency: z.int().min(1).max(16).default(6),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** Our carrier id -> TOP company code, beside or instead of the built-in table. */
  companyCodes: z.record(z.string(), z.string()).default({}),
});
export type TaobaoConfig = z.infer<typeof TaobaoConfig>;

export const TaobaoCredentials = z.object({
  appKey: z.string().min(1),
  appSecret: z.string().min(1),
  /** The seller's token (TOP parameter `session`). */
  sessionKey: z.string().min(1),
  /** Renews the session; only apps that are subscribed to in the service market have one. */
  refreshToken: z.string().default(''),
  /** Known once the access was renewed for the first time. */
  term: z.object({ accessUntilMs: z.int().nullable(), refreshUntilMs: z.int().nullable() }).nullable().default(null),
});
export type TaobaoCredentials = z.infer<typeof TaobaoCredentials>;

export type TaobaoContext = ChannelContext<TaobaoConfig, TaobaoCredentials>;

const Count = z.coerce.number().int().nonnegative();
/** Units of a line are never guessed: an absent or empty number is no zero. */
const Units = z
  .union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ])
  .pipe(z.int().positive());

export const TopError = z.object({
  error_response: z.object({ code: z.coerce.string(), msg: Text, sub_code: Text, sub_msg: Text }),
});
export type TopError = z.infer<typeof TopError>['error_response'];

export const TradeRow = z
  .object({
    tid: Id.optional(),
    tid_str: z.string().optional(),
    status: Text,
    pay_time: Text,
    payment: Text,
    modified: Text,
  })
  .transform((row, context) => {
    const tid = row.tid_str ?? row.tid;
    if (tid) return { tid, status: row.status, payTime: row.pay_time, payment: row.payment, modified: row.modified };
    context.addIssue('order without tid');
    return z.NEVER;
  });
export type TradeRow = z.infer<typeof TradeRow>;

/** An empty result omits the list instead of sending `[]`. */
export const TradeList = z.object({
  total_results: Count.default(0),
  trades: z.object({ trade: z.array(TradeRow).default([]) }).nullish(),
});

export const SubOrder = z.object({
  oid: Id.optional(),
  oid_str: z.string().optional(),
  status: z.string(),
  refund_status: Text,
  refund_id: Id.nullish(),
  num: Units,
  price: Text,
  payment: Text,
  divide_order_fee: Text,
  discount_fee: Text,
  part_mjz_discount: Text,
  num_iid: Id.nullish(),
  sku_id: Id.nullish(),
  outer_iid: Text,
  outer_sku_id: Text,
  sku_properties_name: Text,
  title: Text,
  invoice_no: Text,
});
export type SubOrder = z.infer<typeof SubOrder>;

export const Trade = z.object({
  tid: Id.optional(),
  tid_str: z.string().optional(),
  status: z.string(),
  type: Text,
  payment: z.string(),
  post_fee: Text,
  created: z.string(),
  modified: z.string(),
  pay_time: Text,
  buyer_message: Text,
  seller_memo: Text,
  seller_flag: z.coerce.number().int().nullish(),
  shipping_type: Text,
  receiver_name: Text,
  receiver_state: Text,
  receiver_city: Text,
  receiver_district: Text,
  receiver_town: Text,
  receiver_address: Text,
  receiver_zip: Text,
  receiver_mobile: Text,
  receiver_phone: Text,
  oaid: Text,
  step_trade_status: Text,
  promotion_details: z
    .object({
      promotion_detail: z
        .array(z.object({ promotion_name: Text, gift_item_name: Text, discount_fee: Text, promotion_id: Text }))
        .default([]),
    })
    .nullish(),
  orders: z.object({ order: z.array(SubOrder).min(1) }),
});
export type Trade = z.infer<typeof Trade>;

export const TradeAnswer = z.object({ trade: Trade });

export const TmcMessages = z.object({
  messages: z
    .object({
      tmc_message: z
        .array(
          z.object({
            id: Id,
            topic: z.string(),
            content: Text,
            pub_time: Text,
            user_id: Id.nullish(),
            user_nick: Text,
          }),
        )
        .default([]),
    })
    .nullish(),
});

export const SendAnswer = z.object({ shipping: z.object({ is_success: z.boolean() }) });
export const SellerAnswer = z.object({ user: z.object({ nick: z.string() }) });

/** A refund as the list tells it; TOP lists it in full. */
export const Refund = z.object({
  refund_id: Id,
  tid: Id,
  oid: Id.nullish(),
  status: z.string(),
  refund_fee: z.string(),
  created: Text,
  modified: z.string(),
  reason: Text,
  num: z.coerce.number().int().nonnegative().nullish().catch(null),
  sid: Text,
  has_good_return: z.boolean().nullish(),
  dispute_type: Text,
});
export type Refund = z.infer<typeof Refund>;

export const RefundRow = z.object({ refund_id: Id, tid: Id, modified: Text });
export type RefundRow = z.infer<typeof RefundRow>;
export const RefundList = z.object({
  total_results: Count.default(0),
  refunds: z.object({ refund: z.array(RefundRow).default([]) }).nullish(),
});

/** JSON inside the JSON. Spans in seconds, moments in ms; the moment counts where both are told. */
export const TokenResult = z.object({ token_result: z.string() });
const Number0 = z.coerce.number().int().nonnegative().nullish();
export const Token = z.object({
  access_token: z.string().min(1),
  refresh_token: Text,
  expires_in: Number0,
  expire_time: Number0,
  re_expires_in: Number0,
  refresh_token_valid_time: Number0,
});

export const ItemPage = z.object({
  items: z.object({ item: z.array(z.object({ num_iid: Id, title: Text, outer_id: Text })).default([]) }).nullish(),
});
export const SkuList = z.object({
  skus: z
    .object({
      sku: z.array(z.object({ num_iid: Id, sku_id: Id, outer_id: Text, properties_name: Text })).default([]),
    })
    .nullish(),
});

export const OaidAnswer = z.object({
  receiver_list: z
    .object({
      receiver: z.array(z.object({ name: Text, mobile: Text, phone: Text, address_detail: Text })).default([]),
    })
    .nullish(),
});
