import { z } from 'zod';
import { ShopId } from '#shared/model/ids.ts';

/**
 * What a simulator can be told to do wrong.
 * Transport: `http-429` (Retry-After), `http-500`, `connection-reset`, `hang`, `slow`, `truncated-body` (Content-Length
 * longer than what is sent), `invalid-json`.
 * Vendor: `throttle` (in the vendor's own words), `error-body` (HTTP 200 that carries an error).
 * Content: `duplicate-rows`, `reordered-rows`, `unknown-enum`, `zero-width` (U+200B in identifiers), `drift` (orders
 * change between pages), `changed-fields` (a member more in every object; a vital one bears another name).
 * Pushes: `push-drop`, `push-duplicate`, `push-delay`, `push-reorder`.
 * Standing: see STANDING_FAULTS.
 */
export const FAULT_KINDS = [
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
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Hold as long as they are on (`signature-rotation`: nothing but HMAC-SHA256 is taken); the others strike single requests and pushes. */
export const STANDING_FAULTS = ['clock-skew', 'huge-ids', 'signature-rotation'] as const satisfies readonly FaultKind[];
export type StandingFault = (typeof STANDING_FAULTS)[number];

/** What a simulated platform can be told to do wrong: its faults, and the end of its access, which happens once. */
export const MISBEHAVIOURS = [...FAULT_KINDS, 'token-expiry'] as const;
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

/** 60 days: longer than any access lasts. */
export const MOST_MINUTES_PASSED = 60 * 24 * 60;

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

/** A platform that the demo store can have, and the shop of this workstation that reads it. */
export const DemoPlatform = z.object({
  platform: z.string(),
  /** `built_in` comes and goes with the demo store. */
  state: z.enum(['built_in', 'open', 'closed']),
  shop: z.object({ id: ShopId, name: z.string(), enabled: z.boolean(), orders: z.int() }).nullable(),
});
export type DemoPlatform = z.infer<typeof DemoPlatform>;

export const DemoShops = z.object({
  shops: z.array(DemoShopView),
  platforms: z.array(DemoPlatform),
  /** How much time was let pass at the platforms beyond what really passed. */
  aheadMs: z.int(),
});
export type DemoShops = z.infer<typeof DemoShops>;
