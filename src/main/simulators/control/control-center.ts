import type { DemoShopCommand, DemoShopView, Misbehaviour, TrafficProfile } from '#shared/contract/demo-shops.ts';
import { MISBEHAVIOURS } from '#shared/contract/demo-shops.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { letHoursPass } from './let-hours-pass.ts';
import { behave, misbehave, notApplicable } from './misbehaviours.ts';
import type { SimulatedShop } from './simulated-shop.ts';
import { ordersPerMinute } from './traffic-profiles.ts';

/** Drives simulated shops: what the control panel and the control API both speak to. */
export interface ControlCenter {
  view(): DemoShopView[];
  /** @throws RangeError for a platform that is not there, an order that does not exist, or what the platform does not know */
  command(platform: string, command: DemoShopCommand): DemoShopView;
  /** Drives a shop more. */
  add(shop: SimulatedShop): void;
  /** Drives a shop no more; it goes on as it stands. */
  remove(platform: string): void;
  /**
   * Call it after the clock went ahead by so much: traffic, late pushes, and what buyers do meanwhile (see letHoursPass).
   * Resolves when the pushes have gone out.
   */
  passed(ms: number): Promise<void>;
  /** Lets traffic flow and sends pushes that are due; call it about once a second. */
  tick(): void;
}

interface Traffic {
  readonly profile: TrafficProfile;
  readonly perMinute: number;
  readonly sinceMs: number;
  /** Orders so far, with the fraction of the next. */
  owed: number;
  lastMs: number;
}

interface Driven {
  readonly shop: SimulatedShop;
  readonly doses: Map<Misbehaviour, number>;
  traffic: Traffic | null;
  /** Orders whose parcels have arrived. */
  readonly received: Set<string>;
}

const undisturbed = (shop: SimulatedShop): Driven => ({ shop, doses: new Map(), traffic: null, received: new Set() });

const SHOWN_ORDERS = 8;
const SHOWN_REQUESTS = 12;
const DELAY_MS = 60_000;
const SLOW_MS = 1_500;
/** Beyond what gateways tolerate. */
const SKEW_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

/** @param clock how long things last; it may run ahead of the clock that the platforms write */
export function createControlCenter(shops: readonly SimulatedShop[], clock: SimulatorClock): ControlCenter {
  const random = createSeededRandom(1);
  const driven = new Map<string, Driven>(shops.map((shop) => [shop.platform, undisturbed(shop)]));

  function run({ shop, doses }: Driven, command: Exclude<DemoShopCommand, { kind: 'traffic' }>): void {
    switch (command.kind) {
      case 'orders':
        return void shop.addOrders(command.count);
      case 'misbehave':
        misbehave(shop, command.misbehaviour, { chance: command.chance, ...doseOf(command.misbehaviour) });
        return void doses.set(command.misbehaviour, command.chance);
      case 'behave':
        behave(shop, command.misbehaviour ?? undefined);
        return command.misbehaviour === null ? doses.clear() : void doses.delete(command.misbehaviour);
      case 'act':
        return shop.act(command.number, command.act);
    }
  }

  function flow(each: Driven, nowMs: number): void {
    const { traffic, shop } = each;
    if (!traffic) return;
    const hour = (nowMs - traffic.sinceMs) / HOUR_MS;
    traffic.owed += (ordersPerMinute(traffic.profile, traffic.perMinute, hour) * (nowMs - traffic.lastMs)) / 60_000;
    traffic.lastMs = nowMs;
    const whole = Math.floor(traffic.owed);
    traffic.owed -= whole;
    if (whole > 0) shop.addOrders(whole);
  }

  function tick(): Promise<unknown> {
    for (const each of driven.values()) flow(each, clock.nowMs());
    return Promise.all([...driven.values()].map(({ shop }) => shop.runDue()));
  }

  return {
    add: (shop) => void driven.set(shop.platform, undisturbed(shop)),
    remove: (platform) => void driven.delete(platform),
    async passed(ms) {
      for (const { shop, received } of driven.values()) letHoursPass(shop, ms / HOUR_MS, random, received);
      await tick();
    },
    view: () => [...driven.values()].map(viewOf),
    command(platform, command) {
      const each = driven.get(platform);
      if (!each) throw new RangeError(`no shop of ${platform} is open`);
      if (command.kind === 'traffic') {
        const { profile, perMinute } = command;
        const sinceMs = clock.nowMs();
        each.traffic = profile === null ? null : { profile, perMinute, sinceMs, lastMs: sinceMs, owed: 0 };
      } else run(each, command);
      return viewOf(each);
    },
    tick: () => void tick(),
  };
}

function doseOf(misbehaviour: Misbehaviour): { delayMs?: number; skewMs?: number; isVital?: boolean } {
  if (misbehaviour === 'push-delay') return { delayMs: DELAY_MS };
  if (misbehaviour === 'slow') return { delayMs: SLOW_MS };
  if (misbehaviour === 'clock-skew') return { skewMs: SKEW_MS };
  return misbehaviour === 'changed-fields' ? { isVital: true } : {};
}

function viewOf({ shop, doses, traffic }: Driven): DemoShopView {
  const paid = shop.books.paidOrders();
  const pushes = shop.books.pushes();
  return {
    platform: shop.platform,
    orders: paid.length,
    paidMinor: paid.reduce((sum, order) => sum + order.paidMinor, 0),
    currency: shop.currency,
    shippedOrders: new Set(shop.books.shipments().map((shipment) => shipment.externalNumber)).size,
    pushesSent: pushes.reduce((sum, push) => sum + push.sentAtMs.length, 0),
    pushesAcknowledged: pushes.filter((push) => push.acknowledgedAtMs !== undefined).length,
    traffic: traffic && { profile: traffic.profile, perMinute: traffic.perMinute },
    misbehaviours: MISBEHAVIOURS.map((misbehaviour) => ({
      misbehaviour,
      chance: doses.get(misbehaviour) ?? null,
      struck: misbehaviour === 'token-expiry' ? 0 : shop.faults.firedCount(misbehaviour),
      notApplicable: notApplicable(shop.platform, misbehaviour),
    })),
    acts: [...shop.acts],
    recentOrders: paid
      .slice(-SHOWN_ORDERS)
      .toReversed()
      .map(({ externalNumber, paidMinor, blockReason }) => ({
        number: externalNumber,
        paidMinor,
        blocked: blockReason ?? null,
      })),
    recentRequests: shop.requests
      .entries()
      .slice(-SHOWN_REQUESTS)
      .toReversed()
      .map(({ atMs, operation, outcome, status, faults }) => ({
        atMs,
        operation,
        outcome,
        status: status ?? null,
        faults: [...faults],
      })),
  };
}
