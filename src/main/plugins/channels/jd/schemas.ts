import { Amount, httpUrl, Id, Text } from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';

export const JdConfig = z.object({
  /** The gateway of JOS. JD is moving to another (SP-API), whose signature is not published. */
  gatewayUrl: httpUrl.default('https://api.jd.com/routerjson'),
  /** Where tokens are renewed. */
  tokenUrl: httpUrl.default('https://open-oauth.jd.com/oauth2/refresh_token'),
  /** Names of the calls: most applications get personal data as ciphertext, by the calls with `en`. */
  orderCalls: z.enum(['encrypted', 'plain']).default('encrypted'),
  pageSize: z.int().min(1).max(100).default(100),
  /** JD allows windows of a month. */
  windowMinutes: z.int().min(1).max(43_200).default(120),
  /** What orders are asked for by: other states stay unseen. The states that the API page names. */
  orderStates: z
    .string()
    .min(1)
    .default(
      'WAIT_SELLER_STOCK_OUT,WAIT_GOODS_RECEIVE_CONFIRM,WAIT_SELLER_DELIVERY,PAUSE,FINISHED_L,TRADE_CANCELED,LOCKED,POP_ORDER_PAUSE',
    ),
  /** The name under which after-sales services are asked for; JD wants one. */
  operatorName: z.string().min(1).default('packbench'),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** Our carrier id -> JD's number of the carrier, beside or instead of the built-in table, which is not confirmed. */
  logisticsIds: z.record(z.string(), z.string()).default({}),
});
export type JdConfig = z.infer<typeof JdConfig>;

export const JdCredentials = z.object({
  appKey: z.string().min(1),
  appSecret: z.string().min(1),
  accessToken: z.string().min(1),
  refreshToken: z.string().default(''),
  /** Known after the first renewal. */
  accessUntilMs: z.int().nullable().default(null),
});
export type JdCredentials = z.infer<typeof JdCredentials>;

export type JdContext = ChannelContext<JdConfig, JdCredentials>;

const OptionalId = Id.nullish().transform((id) => id ?? '');
/** Whole numbers, as numbers or as text; an absent or empty one is no zero. */
const Whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);
const Units = Whole.pipe(z.int().positive());
/** JD sends both `true` and `"true"`. */
const Success = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

export const JdError = z.object({
  error_response: z.object({ code: z.coerce.string(), zh_desc: Text, en_desc: Text }),
});
export type JdError = z.infer<typeof JdError>['error_response'];

/** The verdict inside an answer of HTTP 200; the names of the text differ from call to call. */
export const ApiResult = z.object({
  success: Success,
  errorCode: OptionalId,
  chineseErrCode: Text,
  englishErrCode: Text,
});
export type ApiResult = z.infer<typeof ApiResult>;

export const OrderRow = z.object({ orderId: Id, modified: Text, paymentConfirmTime: Text, orderPayment: Amount });
export type OrderRow = z.infer<typeof OrderRow>;

export const SearchAnswer = z.object({
  searchorderinfo_result: z.object({
    apiResult: ApiResult,
    orderTotal: Whole.nullish(),
    orderInfoList: z.array(OrderRow).nullish(),
  }),
});

const Item = z.object({
  skuId: OptionalId,
  outerSkuId: OptionalId,
  skuName: Text,
  wareId: OptionalId,
  jdPrice: Amount,
  itemTotal: Units,
});
export type Item = z.infer<typeof Item>;

const Consignee = z.object({
  fullname: Text,
  telephone: Text,
  mobile: Text,
  fullAddress: Text,
  province: Text,
  city: Text,
  county: Text,
  town: Text,
  oaid: Text,
});
export type Consignee = z.infer<typeof Consignee>;

export const JdOrder = z.object({
  orderId: Id,
  orderState: z.string().min(1),
  modified: z.string(),
  orderStartTime: z.string(),
  paymentConfirmTime: Text,
  orderPayment: Amount,
  freightPrice: Amount,
  sellerDiscount: Amount,
  payType: Text,
  orderRemark: Text,
  venderRemark: Text,
  parentOrderId: OptionalId,
  waybill: Text,
  orderStateRemark: Text,
  consigneeInfo: Consignee.nullish(),
  couponDetailList: z
    .array(z.object({ couponType: Text, couponPrice: Amount }))
    .nullish()
    .catch(null),
  itemInfoList: z.array(Item).min(1),
});
export type JdOrder = z.infer<typeof JdOrder>;

export const DetailAnswer = z.object({
  orderDetailInfo: z.object({ apiResult: ApiResult, orderInfo: JdOrder.nullish() }),
});
export const RawDetailAnswer = z.object({
  orderDetailInfo: z.object({ apiResult: ApiResult, orderInfo: z.looseObject({ orderId: Id }).nullish() }),
});

export const ShipmentAnswer = z.object({ sopjosshipment_result: ApiResult });
export const VenderAnswer = z.object({ vender_info_result: z.object({ vender_id: OptionalId, shop_name: Text }) });
export const StockAnswer = z.object({ success: Success });

export const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: Text,
  expires_in: z.coerce.number().int().positive().nullish(),
});
/** What the token service says against a renewal. */
export const TokenRefusal = z.object({ code: z.coerce.string(), msg: Text });

export const SkuPage = z.object({
  page: z
    .object({
      data: z
        .array(z.object({ wareId: OptionalId, skuId: Id, outerId: OptionalId, skuName: Text, wareTitle: Text }))
        .nullish(),
    })
    .nullish(),
});

const Moment = z.union([z.number(), z.string()]).nullish();
/** An after-sales service as its list tells it. */
export const ServiceRow = z.object({
  serviceId: Id,
  orderId: Id,
  serviceStatus: OptionalId,
  serviceStatusName: Text,
  customerExpect: OptionalId,
  skuId: OptionalId,
  wareNum: Whole.nullish(),
  actualPayPrice: Amount,
  questionTypeCid1Name: Text,
  expressCode: Text,
  applyTime: Moment,
  updateDate: Moment,
  updateTime: Moment,
});
export const ServicePage = z.object({
  pageResult: z.object({
    totalCount: Whole,
    data: z.array(z.object({ serviceId: Id, orderId: Id })).nullish(),
  }),
});

/** `jingdong.jos.voucher.info.get`. */
export const VoucherAnswer = z.object({
  response: z.object({ errorCode: Text, errorMsg: Text, data: z.object({ voucher: z.string() }).nullish() }),
});
/** What a voucher says, of which only this is needed; `key` is base64. */
export const Voucher = z
  .object({ data: z.object({ id: z.string().min(1), key: z.string().min(1) }) })
  .transform(({ data }) => data);
export type Voucher = z.infer<typeof Voucher>;

/** `jingdong.jos.master.key.get`. The PHP SDK reads the text of a failure as `errorMsg`, the Java SDK as `status_message`. */
export const MasterKeyAnswer = z.object({
  response: z.object({
    status_code: z.coerce.number(),
    errorMsg: Text,
    status_message: Text,
    tid: Text,
    service_key_list: z
      .array(z.object({ keys: z.array(z.object({ id: z.string(), key_string: z.string(), key_digest: z.string() })) }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});
