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

export const WechatShopConfig = z.object({
  gatewayUrl: httpUrl.default('https://api.weixin.qq.com'),
  pageSize: z.int().min(1).max(100).default(100),
  /** At most 7 days. */
  windowMinutes: z.int().min(1).max(10_000).default(1440),
  /** Details are read one order per call; so many calls run at once. */
  detailConcurrency: z.int().min(1).max(16).default(6),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** Our carrier id -> WeChat delivery id, beside or instead of the built-in table. */
  companyCodes: z.record(z.string(), z.string()).default({}),
});
export type WechatShopConfig = z.infer<typeof WechatShopConfig>;

export const WechatShopCredentials = z.object({
  /** `wx` and 16 digits; pushes are meant for it. */
  appId: z.string().min(1),
  appSecret: z.string().min(1),
  /** Token and EncodingAESKey of the message push; empty: no pushes. */
  pushToken: z.string().default(''),
  encodingAesKey: z.string().default(''),
  /** Still accepted after they were changed. */
  previousPushToken: z.string().default(''),
  previousEncodingAesKey: z.string().default(''),
  /** Got with id and secret; nobody types it in. */
  access: z.object({ token: z.string(), untilMs: z.int() }).nullable().default(null),
});
export type WechatShopCredentials = z.infer<typeof WechatShopCredentials>;

export type WechatShopContext = ChannelContext<WechatShopConfig, WechatShopCredentials>;

/** A missing `errcode` means success: the token call has none. */
export const Envelope = z.object({
  errcode: Code.nullish().transform((code) => code ?? '0'),
  errmsg: Text,
});

export const TokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.int().positive() });

export const OrderIdPage = z.object({
  order_id_list: z
    .array(Id)
    .nullish()
    .transform((ids) => ids ?? []),
  next_key: Text,
  has_more: z
    .boolean()
    .nullish()
    .transform((more) => more ?? false),
});

export const Product = z.object({
  product_id: Id,
  sku_id: Id,
  sku_code: Text,
  title: Text,
  sku_cnt: Units,
  on_aftersale_sku_cnt: Count.nullish().transform((count) => count ?? 0),
  finish_aftersale_sku_cnt: Count.nullish().transform((count) => count ?? 0),
  sale_price: OptionalFen,
  real_price: Fen.nullish(),
  sku_attrs: z
    .array(z.object({ attr_key: Text, attr_value: Text }))
    .nullish()
    .transform((attrs) => attrs ?? []),
  is_free_gift: z.boolean().nullish(),
});
export type Product = z.infer<typeof Product>;

const Parcel = z.object({
  waybill_id: Text,
  product_infos: z
    .array(z.object({ product_id: Id, sku_id: Id, product_cnt: Count }))
    .nullish()
    .transform((goods) => goods ?? []),
});

export const Order = z.object({
  order_id: Id,
  status: Code,
  create_time: SecondsMs,
  update_time: SecondsMs,
  is_present: z.boolean().nullish(),
  order_detail: z.object({
    product_infos: z.array(Product).min(1),
    pay_info: z.object({ pay_time: OptionalSecondsMs, transaction_id: OptionalId }).nullish(),
    price_info: z.object({ order_price: Fen, freight: OptionalFen, discounted_price: OptionalFen }),
    delivery_info: z
      .object({
        address_info: z
          .object({
            user_name: Text,
            postal_code: Text,
            province_name: Text,
            city_name: Text,
            county_name: Text,
            detail_info: Text,
            house_number: Text,
            tel_number: Text,
            virtual_order_tel_number: Text,
          })
          .nullish(),
        delivery_product_info: z
          .array(Parcel)
          .nullish()
          .transform((parcels) => parcels ?? []),
        ewaybill_order_code: Text,
      })
      .nullish(),
    ext_info: z.object({ customer_notes: Text, merchant_notes: Text, finder_id: Text, live_id: OptionalId }).nullish(),
  }),
});
export type Order = z.infer<typeof Order>;

export const OrderAnswer = z.object({ order: Order });

export const AfterSaleIdPage = z.object({
  after_sale_order_id_list: z
    .array(Id)
    .nullish()
    .transform((ids) => ids ?? []),
  next_key: Text,
  has_more: z
    .boolean()
    .nullish()
    .transform((more) => more ?? false),
});

export const AfterSale = z.object({
  after_sale_order_id: Id,
  order_id: Id,
  status: z.string().min(1),
  type: Text,
  reason_text: Text,
  create_time: OptionalSecondsMs,
  update_time: SecondsMs,
  product_info: z.object({ product_id: Id, sku_id: Id, count: Count.nullish() }).nullish(),
  refund_info: z.object({ amount: OptionalFen }).nullish(),
  return_info: z.object({ waybill_id: Text }).nullish(),
});
export const AfterSaleAnswer = z.object({ after_sale_order: AfterSale });
/** What a case must tell before its bytes are passed on. */
export const AfterSaleRow = z.object({
  after_sale_order: z.looseObject({ after_sale_order_id: Id, order_id: Id }),
});

export const ProductIdPage = z.object({
  product_ids: z
    .array(Id)
    .nullish()
    .transform((ids) => ids ?? []),
  next_key: Text,
});
export const ProductAnswer = z.object({
  product: z.object({
    product_id: Id,
    title: Text,
    skus: z
      .array(
        z.object({
          sku_id: Id,
          sku_code: Text,
          sku_attrs: z
            .array(z.object({ attr_key: Text, attr_value: Text }))
            .nullish()
            .transform((attrs) => attrs ?? []),
        }),
      )
      .nullish()
      .transform((skus) => skus ?? []),
  }),
});

export const DecodedAnswer = z.object({
  address_info: z.object({ user_name: Text, tel_number: Text, detail_info: Text, house_number: Text }),
  virtual_number_info: z.object({ virtual_number: Text, extension: Text }).nullish(),
});
