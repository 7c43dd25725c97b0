import { z } from 'zod';
import type { CarrierContext } from '#main/plugins/carriers/carrier-connector.ts';

export const SfExpressConfig = z.object({
  /** Sandbox: https://sfapi-sbox.sf-express.com/std/service; Hong Kong: https://sfapi-hk.sf-express.com/std/service. */
  gatewayUrl: z.url({ protocol: /^https?$/ }).default('https://bspgw.sf-express.com/std/service'),
  /** Monthly account that is charged; empty where the contract needs none. */
  monthlyCard: z.string().default(''),
  payer: z.enum(['sender', 'receiver', 'third_party']).default('sender'),
  /** As chosen in the console: with URL encoding (standard) or without (simple). */
  digestMode: z.enum(['standard', 'simple']).default('standard'),
  requestTimeoutMs: z.int().min(50).max(120_000).default(30_000),
});
export type SfExpressConfig = z.infer<typeof SfExpressConfig>;

export const SfExpressCredentials = z.object({
  /** 顾客编码 (partnerID). */
  partnerId: z.string().min(1),
  /** 校验码 (checkWord) of the environment that the gateway belongs to. */
  checkWord: z.string().min(1),
});
export type SfExpressCredentials = z.infer<typeof SfExpressCredentials>;

export type SfExpressContext = CarrierContext<SfExpressConfig, SfExpressCredentials>;

const Text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((text) => (text === null || text === undefined ? '' : String(text)));

/** `apiResultData` is a JSON text inside the JSON; gateways in front of SF have been seen to send the object itself. */
export const Envelope = z.object({ apiResultCode: z.string(), apiErrorMsg: Text, apiResultData: z.unknown() });

export const Business = z.object({
  success: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]),
  errorCode: Text,
  errorMsg: Text,
  msgData: z.unknown(),
});

const RouteLabel = z.object({
  destRouteLabel: Text,
  sourceTransferCode: Text,
  destTransferCode: Text,
  codingMapping: Text,
  twoDimensionCode: Text,
});

export const OrderAnswer = z.object({
  orderId: Text,
  originCode: Text,
  destCode: Text,
  filterResult: z.coerce.number().nullish(),
  remark: Text,
  waybillNoInfoList: z.array(z.object({ waybillType: z.coerce.number(), waybillNo: z.string() })).nullish(),
  routeLabelInfo: z.array(z.object({ code: Text, routeLabelData: RouteLabel.nullish() })).nullish(),
});
export type OrderAnswer = z.infer<typeof OrderAnswer>;
