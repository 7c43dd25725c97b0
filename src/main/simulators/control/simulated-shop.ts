import type { OrderAct } from '#shared/contract/demo-shops.ts';
import type { ChannelBooks } from '../kit/channel-books.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { OrderSituation, OrderedGood } from '../kit/order-generator.ts';
import type { RequestLog } from '../kit/request-log.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

/** Each under the id of the connector that speaks with it; `http-api` is an ERP with an API of its own making. */
export const SIMULATED_PLATFORMS = [
  'taobao',
  'pinduoduo',
  'douyin',
  'jd',
  'shopify',
  'woocommerce',
  'wechat-shop',
  'xiaohongshu',
  'http-api',
] as const;
export type SimulatedPlatform = (typeof SIMULATED_PLATFORMS)[number];

export interface ShopOptions {
  readonly clock: SimulatorClock;
  /** By which access ends and late pushes fall due; default `clock`. */
  readonly lifeClock?: SimulatorClock;
  /** Same seed, same orders. */
  readonly seed: number;
  readonly bornAtMs?: number;
  /** A platform whose ceilings are out of the way: to measure the caller. */
  readonly isUnlimited?: boolean;
}

export interface AddOrders {
  readonly atMs?: number;
  /** Spread evenly over so long before `atMs`. */
  readonly spreadMs?: number;
  readonly situation?: OrderSituation;
  readonly lines?: readonly OrderedGood[];
}

/** One simulated shop, whatever its platform: what tests, the demo and the control API drive. */
export interface SimulatedShop {
  readonly platform: SimulatedPlatform;
  readonly currency: string;
  readonly books: ChannelBooks;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  /** The platform's names of the calls, to aim faults. */
  readonly operations: { readonly list: string; readonly detail: string };
  /** A member without which an order cannot be read, as it stands in the answers. */
  readonly vitalField: string;
  /** What a connector must be given to reach this shop now. */
  access(): {
    readonly config: Readonly<Record<string, unknown>>;
    readonly credentials: Readonly<Record<string, unknown>>;
  };
  /** @returns the platform's numbers */
  addOrders(count: number, how?: AddOrders): readonly string[];
  /** What the platform says an order costs now, in minor units; refunds and cancellations lower it on some. */
  amountNow(number: string): number | undefined;
  /** Orders that wait for `pay`; none where the platform knows no such act. */
  unpaid(): readonly string[];
  /** What becomes of an order with time alone; left out where the platform knows no such thing. */
  readonly inTime: {
    /** One that was never paid ends. */
    readonly close?: (number: string) => unknown;
    /** A parcel arrives, and the order is done. */
    readonly receive?: (number: string) => unknown;
  };
  /** What `act` takes here. */
  readonly acts: readonly OrderAct[];
  /** @throws RangeError for an order that does not exist, or an act that this platform does not know */
  act(number: string, act: OrderAct): void;
  /** The access in use ends at once; `access` tells the next one. Null where access does not end. */
  readonly expireAccess: (() => void) | null;
  /** Where pushes are sent (this machine only); null where the platform sends none by itself. */
  readonly aimPushes: ((url: string) => void | Promise<unknown>) | null;
  /** Sends pushes that are due by the clock. */
  runDue(): Promise<void>;
  close(): Promise<void>;
}

/** @throws RangeError */
export function actOf<T>(acts: Readonly<Partial<Record<OrderAct, T>>>, act: OrderAct): T {
  const found = acts[act];
  if (found === undefined) throw new RangeError(`this platform knows no ${act}`);
  return found;
}
