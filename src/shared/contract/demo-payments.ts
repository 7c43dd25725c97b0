import { z } from 'zod';
import { OrderId, PaymentAccountId } from '#shared/model/ids.ts';

/** Simulated payment providers, each under the id of the plugin that speaks with it. */
export const DEMO_TILLS = ['wechat-pay', 'alipay', 'hmac'] as const;
export const DemoTillId = z.enum(DEMO_TILLS);
export type DemoTillId = z.infer<typeof DemoTillId>;

/** What a notification is like: genuine, signed by a stranger, contradicted by the query, or with three queries that fail. */
export const DEMO_PAYMENT_SCRIPTS = ['genuine', 'forged', 'contradicted', 'unanswered'] as const;
export const DemoPaymentScript = z.enum(DEMO_PAYMENT_SCRIPTS);
export type DemoPaymentScript = z.infer<typeof DemoPaymentScript>;

export const DemoPaymentCommand = z.discriminatedUnion('kind', [
  /** Starts a provider and connects it as an account. */
  z.object({ kind: z.literal('open'), till: DemoTillId }),
  z.object({ kind: z.literal('close'), till: DemoTillId }),
  /** A buyer orders at the demo shop of one's own and has not paid yet. */
  z.object({ kind: z.literal('order') }),
  z.object({ kind: z.literal('notify'), till: DemoTillId, orderId: OrderId, script: DemoPaymentScript }),
]);
export type DemoPaymentCommand = z.infer<typeof DemoPaymentCommand>;

/** The simulated payment providers of the demo store, and the orders that wait for their payment. */
export const DemoPayments = z.object({
  tills: z.array(
    z.object({
      till: DemoTillId,
      isOpen: z.boolean(),
      account: z.object({ id: PaymentAccountId, name: z.string(), enabled: z.boolean() }).nullable(),
      /** What the provider was asked, newest first. */
      questions: z.array(z.object({ atMs: z.int(), operation: z.string(), answer: z.string() })),
    }),
  ),
  /** Notifications that went out, newest first, with what this workstation answered. */
  callbacks: z.array(
    z.object({ atMs: z.int(), till: DemoTillId, number: z.string(), script: DemoPaymentScript, answer: z.string() }),
  ),
  orders: z.array(z.object({ id: OrderId, number: z.string(), totalMinor: z.int(), currency: z.string() })),
});
export type DemoPayments = z.infer<typeof DemoPayments>;
