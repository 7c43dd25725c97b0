import { z } from 'zod';

/** What a simulated platform can be told to do wrong; `token-expiry` happens once, the last three before it hold while they are on. */
export const MISBEHAVIOURS = [
  'http-429',
  'http-500',
  'connection-reset',
  'hang',
  'slow',
  'truncated-body',
  'invalid-json',
  'throttle',
  'error-body',
  'duplicate-rows',
  'reordered-rows',
  'unknown-enum',
  'zero-width',
  'drift',
  'changed-fields',
  'push-drop',
  'push-duplicate',
  'push-delay',
  'push-reorder',
  'clock-skew',
  'huge-ids',
  'signature-rotation',
  'token-expiry',
] as const;
export const Misbehaviour = z.enum(MISBEHAVIOURS);
export type Misbehaviour = z.infer<typeof Misbehaviour>;

/** What buyers, merchants and the platform do to an order. */
export const ORDER_ACTS = [
  'pay',
  'cancel',
  'ask-refund',
  'refund',
  'withdraw-refund',
  'hold',
  'release',
  'change-address',
  'change-note',
  'touch',
] as const;
export const OrderAct = z.enum(ORDER_ACTS);
export type OrderAct = z.infer<typeof OrderAct>;

/** How orders come in: a fifth of normal, normal, ten times as much, or along the curve of a Double 11. */
export const TRAFFIC_PROFILES = ['quiet', 'normal', 'peak', 'double-11'] as const;
export const TrafficProfile = z.enum(TRAFFIC_PROFILES);
export type TrafficProfile = z.infer<typeof TrafficProfile>;

export const DemoShopCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('orders'), count: z.int().min(1).max(5_000) }),
  /** `perMinute` orders in a normal minute; null ends the traffic. */
  z.object({
    kind: z.literal('traffic'),
    profile: TrafficProfile.nullable(),
    perMinute: z.number().min(0.1).max(1_000),
  }),
  /** `chance` per request or push. */
  z.object({ kind: z.literal('misbehave'), misbehaviour: Misbehaviour, chance: z.number().gt(0).max(1) }),
  /** Null ends all. */
  z.object({ kind: z.literal('behave'), misbehaviour: Misbehaviour.nullable() }),
  z.object({ kind: z.literal('act'), number: z.string().min(1), act: OrderAct }),
]);
export type DemoShopCommand = z.infer<typeof DemoShopCommand>;

/** What a simulated platform believes and does. */
export const DemoShopView = z.object({
  platform: z.string(),
  orders: z.int(),
  paidMinor: z.int(),
  currency: z.string(),
  shippedOrders: z.int(),
  pushesSent: z.int(),
  pushesAcknowledged: z.int(),
  traffic: z.object({ profile: TrafficProfile, perMinute: z.number() }).nullable(),
  misbehaviours: z.array(
    z.object({
      misbehaviour: Misbehaviour,
      /** Null while it is off. */
      chance: z.number().nullable(),
      struck: z.int(),
      /** Why it does not apply to this platform. */
      notApplicable: z.string().nullable(),
    }),
  ),
  acts: z.array(OrderAct),
  /** The newest, first. */
  recentOrders: z.array(z.object({ number: z.string(), paidMinor: z.int(), blocked: z.string().nullable() })),
  recentRequests: z.array(
    z.object({
      atMs: z.int(),
      operation: z.string(),
      outcome: z.string(),
      status: z.int().nullable(),
      faults: z.array(z.string()),
    }),
  ),
});
export type DemoShopView = z.infer<typeof DemoShopView>;
