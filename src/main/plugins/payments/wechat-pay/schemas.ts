import { z } from 'zod';
import type { PaymentContext } from '#main/plugins/payments/payment-provider.ts';
import { readPrivateKey } from '#main/lib/key-text.ts';

export const WechatPayConfig = z.object({
  mchId: z
    .string()
    .trim()
    .regex(/^\d{6,20}$/),
  /** Of the official account, mini program or app that takes the payments; empty: any. */
  wechatAppId: z.string().trim().default(''),
  apiBaseUrl: z.url().default('https://api.mch.weixin.qq.com'),
  requestTimeoutMs: z.int().min(1_000).max(60_000).default(10_000),
});
export type WechatPayConfig = z.infer<typeof WechatPayConfig>;

export const WechatPayCredentials = z.object({
  /** Exactly 32 bytes (C1 no. 4). */
  apiV3Key: z.string().refine((key) => Buffer.byteLength(key) === 32, 'exactly 32 characters'),
  merchantSerial: z.string().trim().min(1),
  merchantPrivateKey: z.string().refine((key) => readPrivateKey(key) !== null, 'no private key'),
  /** `PUB_KEY_ID_…` and the key that belongs to it; or certificates, which the workstation can fetch by itself. */
  platformPublicKeyId: z.string().trim().default(''),
  platformPublicKey: z.string().default(''),
  platformCertificates: z.string().default(''),
});
export type WechatPayCredentials = z.infer<typeof WechatPayCredentials>;

export type WechatPayContext = PaymentContext<WechatPayConfig, WechatPayCredentials>;

/** RFC 3339 with its offset; anything else is not read. */
export const WireTime = z.string().transform((text) => {
  const ms = /[+-]\d\d:\d\d$|Z$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
});

export const Resource = z.object({
  algorithm: z.literal('AEAD_AES_256_GCM'),
  ciphertext: z.string(),
  associated_data: z.string().nullish(),
  nonce: z.string(),
});

export const Callback = z.object({
  id: z.string().min(1),
  event_type: z.string(),
  resource: Resource,
});

const Amount = z.object({ total: z.int().nonnegative(), currency: z.string().default('CNY') });

/** As a payment's callback tells it and as the query answers. */
export const Transaction = z.object({
  mchid: z.string(),
  appid: z.string().default(''),
  out_trade_no: z.string().min(1),
  transaction_id: z.string().default(''),
  trade_state: z.string(),
  amount: Amount.optional(),
  success_time: WireTime.nullish(),
});
export type Transaction = z.infer<typeof Transaction>;

export const RefundNotice = z.object({
  mchid: z.string(),
  out_trade_no: z.string().min(1),
  transaction_id: z.string().default(''),
  refund_status: z.string(),
  amount: z.object({ total: z.int().nonnegative(), refund: z.int().nonnegative() }),
  success_time: WireTime.nullish(),
});

export const Certificates = z.object({ data: z.array(z.object({ encrypt_certificate: Resource })) });
export const WechatError = z.object({ code: z.string(), message: z.string().default('') });
