import { z } from 'zod';
import type { PaymentContext } from '#main/plugins/payments/payment-provider.ts';

export const HmacConfig = z.object({
  /** As the other side writes it into `merchant`. */
  merchantId: z.string().trim().min(1).max(80),
  /** `{number}` becomes the number of the payment, URL-encoded. */
  paymentQueryUrl: z.url().refine((url) => url.includes('{number}'), 'needs {number}'),
  requestTimeoutMs: z.int().min(1_000).max(60_000).default(10_000),
});
export type HmacConfig = z.infer<typeof HmacConfig>;

export const HmacCredentials = z.object({
  callbackSecret: z.string().min(16),
  /** The secret before the last change, accepted while callbacks are under way. */
  previousCallbackSecret: z.string().default(''),
});
export type HmacCredentials = z.infer<typeof HmacCredentials>;

export type HmacContext = PaymentContext<HmacConfig, HmacCredentials>;

/** RFC 3339 with an offset. */
const WireTime = z
  .string()
  .regex(/(Z|[+-]\d\d:\d\d)$/)
  .transform((text, check) => {
    const ms = Date.parse(text);
    if (!Number.isNaN(ms)) return ms;
    check.addIssue('no time');
    return z.NEVER;
  });

/** What the other side sends and answers; docs/payments.md shows it to people. */
export const HmacPayment = z.object({
  number: z.string().min(1).max(100),
  trade_number: z.string().max(100).default(''),
  state: z.enum(['paid', 'awaiting', 'closed', 'refunded']),
  /** In minor units. */
  amount_minor: z.int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  merchant: z.string(),
  paid_at: WireTime.nullish(),
  refund_minor: z.int().nonnegative().nullish(),
});
export type HmacPayment = z.infer<typeof HmacPayment>;

export const HmacCallback = HmacPayment.extend({ id: z.string().min(1).max(200) });
