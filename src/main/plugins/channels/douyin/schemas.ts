import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import {
  Code,
  Count,
  Fen,
  Id,
  OptionalFen,
  OptionalId,
  OptionalSecondsMs,
  SecondsMs,
  Text,
  Units,
  httpUrl,
} from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';

export const DouyinConfig = z.object({
  /** The sandbox is https://openapi-sandbox.jinritemai.com. */
  gatewayUrl: httpUrl.default('https://openapi-fxg.jinritemai.com'),
  /** Needed by apps for one's own shop, which get their tokens without a code. Empty: any shop. */
  shopId: z.string().default(''),
  /** Of the app in the service market; needed to authorise a shop in the browser. */
  serviceId: z.string().default(''),
  signMethod: z.enum(['hmac-sha256', 'md5']).default('hmac-sha256'),
  pageSize: z.int().min(1).max(100).default(100),
  /** A shorter window pages less deeply; the platform allows 90 days. */
  windowMinutes: z.int().min(1).max(1440).default(60),
  /** Details are read one order per call; so many calls run at once. */
  detailConcurrency: z.int().min(1).max(16).default(6),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** Our carrier id -> Douyin company code, beside or instead of the built-in table. */
  companyCodes: z.record(z.string(), z.string()).default({}),
});
export type DouyinConfig = z.infer<typeof DouyinConfig>;

export const DouyinCredentials = z.object({
  appKey: z.string().min(1),
  appSecret: z.string().min(1),
  accessToken: z.string().min(1),
  refreshToken: z.string().default(''),
  /** Still accepted for pushes after the secret was changed. */
  previousAppSecret: z.string().default(''),
  /** Known once the access was renewed for the first time. */
  term: z.object({ accessUntilMs: z.int().nullable(), refreshUntilMs: z.int().nullable() }).nullable().default(null),
});
export type DouyinCredentials = z.infer<typeof DouyinCredentials>;

export type DouyinContext = ChannelContext<DouyinConfig, DouyinCredentials>;

/** Older methods answer `err_no` and `message` in place of `code` and `msg`. */
export const Envelope = z
  .object({
    code: Code.optional(),
    err_no: Code.optional(),
    msg: Text,
    message: Text,
    sub_code: Text,
    sub_msg: Text,
  })
  .refine((envelope) => envelope.code !== undefined || envelope.err_no !== undefined);

export const OrderRow = z.object({
  order_id: Id,
  order_status: Code,
  main_status: Code.nullish(),
  update_time: SecondsMs,
  pay_time: OptionalSecondsMs,
  pay_amount: Fen.nullish().transform((fen) => fen ?? null),
  shop_name: Text,
});
export type OrderRow = z.infer<typeof OrderRow>;

export const OrderList = z.object({
  total: Count,
  shop_order_list: z
    .array(OrderRow)
    .nullish()
    .transform((rows) => rows ?? []),
});

const Named = z.object({ name: Text }).nullish();
const Tags = z
  .array(z.object({ text: Text }))
  .nullish()
  .transform((tags) => tags ?? []);

const Address = z
  .object({ province: Named, city: Named, town: Named, street: Named, detail: Text, encrypt_detail: Text })
  .nullish();

export const SkuOrder = z.object({
  order_id: Id,
  order_status: Code,
  product_id: OptionalId,
  sku_id: OptionalId,
  code: Text,
  out_sku_id: OptionalId,
  product_name: Text,
  spec: z
    .array(z.object({ name: Text, value: Text }))
    .nullish()
    .transform((spec) => spec ?? []),
  item_num: Units,
  origin_amount: OptionalFen,
  pay_amount: OptionalFen,
  author_name: Text,
  room_id_str: Text,
  room_id: OptionalId,
  given_product_type: Text,
  campaign_info: z
    .array(z.object({ campaign_name: Text }))
    .nullish()
    .transform((campaigns) => campaigns ?? []),
  sku_order_tag_ui: Tags,
  after_sale_info: z.object({ after_sale_status: Code }).nullish(),
});
export type SkuOrder = z.infer<typeof SkuOrder>;

const Parcel = z.object({
  tracking_no: Text,
  product_info: z
    .array(z.object({ sku_order_id: OptionalId, product_count: Count.nullish() }))
    .nullish()
    .transform((goods) => goods ?? []),
});

export const ShopOrder = z.object({
  order_id: Id,
  order_status: Code,
  main_status: Code.nullish(),
  pay_amount: Fen,
  post_amount: OptionalFen,
  promotion_shop_amount: OptionalFen,
  promotion_platform_amount: OptionalFen,
  promotion_talent_amount: OptionalFen,
  create_time: SecondsMs,
  pay_time: OptionalSecondsMs,
  update_time: SecondsMs,
  buyer_words: Text,
  seller_words: Text,
  seller_remark_stars: z.int().nullish(),
  channel_payment_no: OptionalId,
  encrypt_post_receiver: Text,
  encrypt_post_tel: Text,
  mask_post_receiver: Text,
  mask_post_tel: Text,
  post_addr: Address,
  mask_post_addr: Address,
  shop_order_tag_ui: Tags,
  logistics_info: z
    .array(Parcel)
    .nullish()
    .transform((parcels) => parcels ?? []),
  sku_order_list: z.array(SkuOrder).min(1),
});
export type ShopOrder = z.infer<typeof ShopOrder>;

export const OrderAnswer = z.object({ shop_order_detail: ShopOrder });

const AfterSaleInfo = z.object({
  aftersale_id: Id,
  aftersale_type: Code,
  aftersale_status: Code,
  apply_time: OptionalSecondsMs,
  update_time: SecondsMs,
  refund_amount: OptionalFen,
  refund_post_amount: OptionalFen,
  return_logistics_code: Text,
});

export const AfterSale = z.object({
  aftersale_info: AfterSaleInfo,
  order_info: z.object({
    shop_order_id: Id,
    related_order_info: z
      .array(z.object({ sku_order_id: Id, aftersale_item_num: Count.nullish(), item_num: Count.nullish() }))
      .nullish()
      .transform((lines) => lines ?? []),
  }),
  text_part: z.object({ reason_text: Text }).nullish(),
});

/** The fields of a case that are needed to pass it on; its content is read later from the archived bytes. */
export const AfterSaleList = z.object({
  total: Count,
  items: z
    .array(
      z.object({
        aftersale_info: z.object({ aftersale_id: Id, update_time: SecondsMs }),
        order_info: z.object({ shop_order_id: Id }),
      }),
    )
    .nullish()
    .transform((items) => items ?? []),
});

export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  /** Seconds from now in older documents, the moment itself in newer ones. */
  expires_in: z.int().positive(),
});

export const ProductPage = z.object({
  data: z
    .array(z.object({ product_id: z.string().regex(/^\d+$/).or(z.int().transform(String)), name: Text }))
    .nullish()
    .transform((products) => products ?? []),
});
export const ProductSkus = z
  .array(
    z.object({
      id: Id,
      code: Text,
      spec_detail_name1: Text,
      spec_detail_name2: Text,
      spec_detail_name3: Text,
    }),
  )
  .nullish()
  .transform((skus) => skus ?? []);

/** The three ciphertexts as they are kept with an order. */
export const RecipientHandle = z.object({ name: Text, phone: Text, detail: Text });
export const DecryptAnswer = z.object({
  decrypt_infos: z.array(
    z.object({
      cipher_text: Text,
      decrypt_text: Text,
      err_no: z
        .int()
        .nullish()
        .transform((code) => code ?? 0),
      err_msg: Text,
      is_virtual_tel: z.boolean().nullish(),
      phone_no_a: Text,
      phone_no_b: Text,
    }),
  ),
});
