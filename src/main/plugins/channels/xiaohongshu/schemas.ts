import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { Code, Count, Fen, OptionalFen, Text, Units, httpUrl } from '#main/plugins/channels/wire-fields.ts';
import { z } from 'zod';

export const XiaohongshuConfig = z.object({
  gatewayUrl: httpUrl.default('https://ark.xiaohongshu.com/ark/open_api/v3/common_controller'),
  pageSize: z.int().min(1).max(100).default(50),
  /** At most half an hour; a minute less, because a window is widened to whole seconds. */
  windowMinutes: z.int().min(1).max(29).default(29),
  /** Details are read one order per call; so many calls run at once. */
  detailConcurrency: z.int().min(1).max(16).default(6),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
  /** Our carrier id -> Xiaohongshu company code, beside or instead of the built-in table. */
  companyCodes: z.record(z.string(), z.string()).default({}),
});
export type XiaohongshuConfig = z.infer<typeof XiaohongshuConfig>;

export const XiaohongshuCredentials = z.object({
  appId: z.string().min(1),
  appSecret: z.string().min(1),
  accessToken: z.string().min(1),
  refreshToken: z.string().default(''),
  /** Known once the access was renewed for the first time. */
  term: z.object({ accessUntilMs: z.int().nullable(), refreshUntilMs: z.int().nullable() }).nullable().default(null),
});
export type XiaohongshuCredentials = z.infer<typeof XiaohongshuCredentials>;

export type XiaohongshuContext = ChannelContext<XiaohongshuConfig, XiaohongshuCredentials>;

/** Good only when the code is 0 and `success` is true; `code` and `msg` stand in for it in some answers. */
export const Envelope = z
  .object({
    error_code: Code.nullish(),
    code: Code.nullish(),
    success: z.boolean().nullish(),
    error_msg: Text,
    msg: Text,
  })
  .refine((answer) => answer.success !== undefined || answer.error_code !== undefined);

const Moment = z.int().min(1).max(99_999_999_999_999);
/** 0 or nothing means "not yet". */
const OptionalMoment = z
  .int()
  .min(0)
  .max(99_999_999_999_999)
  .nullish()
  .transform((ms) => (ms ? ms : null));

export const OrderRow = z.object({
  orderId: z.string().min(1),
  orderStatus: Code,
  updateTime: Moment,
  paidTime: OptionalMoment,
});
export type OrderRow = z.infer<typeof OrderRow>;

export const OrderList = z.object({
  total: Count,
  orderList: z
    .array(OrderRow)
    .nullish()
    .transform((rows) => rows ?? []),
});

export const Sku = z.object({
  skuId: z.string().min(1),
  skuName: Text,
  erpcode: Text,
  skuSpec: Text,
  skuQuantity: Units,
  totalPaidAmount: OptionalFen,
  totalMerchantDiscount: OptionalFen,
  totalRedDiscount: OptionalFen,
  skuTag: Code.nullish(),
  skuDetailList: z
    .array(z.object({ rawPricePerSku: OptionalFen }))
    .nullish()
    .transform((details) => details ?? []),
});
export type Sku = z.infer<typeof Sku>;

export const Order = z.object({
  orderId: z.string().min(1),
  orderType: Code.nullish(),
  orderStatus: Code,
  orderAfterSalesStatus: Code.nullish(),
  cancelStatus: Code.nullish(),
  createdTime: Moment,
  paidTime: OptionalMoment,
  updateTime: Moment,
  receiverProvinceName: Text,
  receiverCityName: Text,
  receiverDistrictName: Text,
  receiverName: Text,
  receiverPhone: Text,
  receiverAddress: Text,
  openAddressId: Text,
  customerRemark: Text,
  sellerRemark: Text,
  sellerRemarkFlag: z.int().nullish(),
  totalPayAmount: Fen,
  totalShippingFree: OptionalFen,
  expressTrackingNo: Text,
  simpleDeliveryOrderList: z
    .array(
      z.object({
        expressTrackingNo: Text,
        skuIdList: z
          .array(z.string())
          .nullish()
          .transform((ids) => ids ?? []),
      }),
    )
    .nullish()
    .transform((parcels) => parcels ?? []),
  skuList: z.array(Sku).min(1),
});
export type Order = z.infer<typeof Order>;

/** Of `order.getOrderReceiverInfo`; each text is clear or a ciphertext. */
const Receiver = z.object({
  orderId: z.string(),
  /** Whether the `openAddressId` that was sent is still the order's; if not, nothing else is told. */
  matched: z.boolean().nullish(),
  receiverName: Text,
  receiverPhone: Text,
  receiverAddress: Text,
});
export type Receiver = z.infer<typeof Receiver>;
/** Orders that do not wait for shipment are left out. */
export const ReceiverAnswer = z.object({
  receiverInfos: z
    .array(Receiver)
    .nullish()
    .transform((infos) => infos ?? []),
});

/** The virtual number is known to one public client only, not to the platform's own. */
const DecryptedText = z.object({
  encryptedData: z.string(),
  decryptedData: Text,
  errorCode: Code.nullish().transform((code) => code ?? '0'),
  errorMsg: Text,
  virtualNumberFlag: z.boolean().nullish(),
  virtualPhoneNumber: Text,
  virtualExtendNumber: Text,
});
export type DecryptedText = z.infer<typeof DecryptedText>;
export const DecryptAnswer = z.object({ dataInfoList: z.array(DecryptedText) });

export const TokenAnswer = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  accessTokenExpiresAt: OptionalMoment,
  refreshTokenExpiresAt: OptionalMoment,
});

export const SkuPage = z.object({
  data: z
    .array(
      z.object({
        item: z.object({ id: Text, name: Text }).nullish(),
        sku: z.object({
          id: z.string().min(1),
          name: Text,
          erpCode: Text,
          erpcode: Text,
          variants: z
            .array(z.object({ name: Text, value: Text }))
            .nullish()
            .transform((variants) => variants ?? []),
        }),
      }),
    )
    .nullish()
    .transform((rows) => rows ?? []),
});

export const AfterSale = z.object({
  returnsId: z.string().min(1),
  orderId: z.string().min(1),
  status: Code,
  returnType: Code,
  reasonNameZh: Text,
  applyTime: OptionalMoment,
  updatedAt: Moment,
  /** A number of yuan, with a fraction where there is one. */
  expectedRefundAmountYuan: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((yuan) => String(yuan ?? '0')),
  returnExpressNo: Text,
});
export const AfterSaleList = z.object({
  totalCount: Count,
  afterSaleBasicInfos: z
    .array(z.object({ returnsId: z.string().min(1), orderId: z.string().min(1) }))
    .nullish()
    .transform((rows) => rows ?? []),
});
