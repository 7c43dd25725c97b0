import { z } from 'zod';
import { readPrivateKey } from '#main/lib/key-text.ts';
import { certificateFault } from '#main/plugins/payments/alipay/certificates.ts';
import type { PaymentContext } from '#main/plugins/payments/payment-provider.ts';

export const AlipayConfig = z.object({
  alipayAppId: z
    .string()
    .trim()
    .regex(/^\d{10,20}$/),
  /** The merchant's own number (PID, 2088…). */
  sellerId: z
    .string()
    .trim()
    .regex(/^2088\d{12}$/),
  alipayGatewayUrl: z.url().default('https://openapi.alipay.com/gateway.do'),
  requestTimeoutMs: z.int().min(1_000).max(60_000).default(10_000),
});
export type AlipayConfig = z.infer<typeof AlipayConfig>;

/** Plain keys, or certificates: then all three files, and the plain key is not looked at. */
export const AlipayCredentials = z
  .object({
    appPrivateKey: z.string().refine((key) => readPrivateKey(key) !== null, 'no private key'),
    /** Alipay's key, not the application's own public key (C2 no. 4). */
    alipayPublicKey: z.string().default(''),
    /** `appCertPublicKey_….crt` */
    appCertificate: z.string().default(''),
    /** `alipayCertPublicKey_RSA2.crt` */
    alipayCertificate: z.string().default(''),
    /** `alipayRootCert.crt` */
    alipayRootCertificate: z.string().default(''),
  })
  .superRefine((texts, issues) => {
    const fault = certificateFault(texts);
    if (fault) issues.addIssue({ code: 'custom', path: [fault.field], message: fault.reason });
  });
export type AlipayCredentials = z.infer<typeof AlipayCredentials>;

export type AlipayContext = PaymentContext<AlipayConfig, AlipayCredentials>;

export const QueryAnswer = z.object({
  code: z.string(),
  msg: z.string().default(''),
  sub_code: z.string().optional(),
  sub_msg: z.string().optional(),
  trade_no: z.string().default(''),
  out_trade_no: z.string().default(''),
  trade_status: z.string().default(''),
  total_amount: z.string().default(''),
  trans_currency: z.string().optional(),
  send_pay_date: z.string().optional(),
});
export type QueryAnswer = z.infer<typeof QueryAnswer>;
