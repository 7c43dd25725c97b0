import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { behave, misbehave, notApplicable } from '#main/simulators/control/misbehaviours.ts';
import type { SimulatedPlatform, SimulatedShop } from '#main/simulators/control/simulated-shop.ts';
import type { OrderAct } from '#shared/contract/demo-shops.ts';
import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import { BackendProcess } from '#tests/faults/soak/backend-process.ts';
import { compareBooks } from '#tests/faults/soak/compare-books.ts';
import { dosesOf, planSoak, SOAK_PLATFORMS } from '#tests/faults/soak/soak-plan.ts';
import type { SoakOptions } from '#tests/faults/soak/soak-plan.ts';
import type { LocalBooks, SoakShop } from '#tests/faults/soak/soak-messages.ts';
import { scaledTime } from '#tests/support/scaled-time.ts';

export interface SoakReport {
  readonly options: SoakOptions;
  readonly paidOrders: number;
  readonly paidMinor: Readonly<Record<string, number>>;
  readonly acts: number;
  readonly kills: number;
  readonly requests: number;
  readonly pushesSent: number;
  readonly pushesAcknowledged: number;
  /** How often each misbehaviour struck, over all shops. */
  readonly struck: Readonly<Record<string, number>>;
  readonly messages: LocalBooks['messages'];
  readonly parkedJobs: LocalBooks['parkedJobs'];
  /** What each shop's page says in the end; null where nothing is wrong. */
  readonly shops: LocalBooks['shops'];
  /** Minutes of the fast clock after the last misbehaviour until the books were equal; null when they never were. */
  readonly equalAfterMinutes: number | null;
  /** Everything that should not be; empty when the soak held. */
  readonly faults: readonly string[];
}

const MINUTE_MS = 60_000;
const TICK_MS = 15;
/** A person needs a while to authorise a shop again. */
const AUTHORISED_AFTER_MS = 8 * MINUTE_MS;
const LOOK_EVERY_MS = 10 * MINUTE_MS;
/** Beijing's noon: no day ends in the middle by chance. */
const FIRST_MS = Date.UTC(2026, 10, 11, 1, 0, 0);
const ON_HAND_PER_ORDER = 1 / 12;

/** Six platforms that misbehave, a backend that is killed, and the question whether their books are equal in the end. */
export async function runSoak(
  options: SoakOptions,
  onProgress: (line: string) => void = () => {},
): Promise<SoakReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'packbench-soak-'));
  const scale = { realMs: Date.now(), scaledMs: FIRST_MS, speed: options.speed };
  const { clock } = scaledTime(scale);
  const startMs = clock.nowMs();
  const endMs = startMs + options.hours * 60 * MINUTE_MS;
  const plan = planSoak(options, startMs);
  const shops = new Map<SimulatedPlatform, SimulatedShop>();
  for (const platform of SOAK_PLATFORMS)
    shops.set(platform, await startSimulatedShop(platform, { clock, seed: options.seed }));
  for (const shop of shops.values())
    for (const { kind, dose } of dosesOf(startMs, endMs))
      if (notApplicable(shop.platform, kind) === null) misbehave(shop, kind, dose);

  let port = 0;
  let kills = 0;
  let killAtMs = Infinity;
  const crashes: string[] = [];
  const begin = (): BackendProcess =>
    new BackendProcess(
      {
        kind: 'start',
        dataDir,
        port,
        time: scale,
        onHand: Math.max(20, Math.floor(options.orders * ON_HAND_PER_ORDER)),
        shops: [...shops.values()].map(soakShopOf),
      },
      (ready) => {
        port = ready.port;
        killAtMs = clock.nowMs() + plan.nextLifeMs();
        for (const shop of shops.values()) {
          const aimed = shop.aimPushes?.(`http://127.0.0.1:${ready.port}/push/${ready.shopIds[shop.platform] ?? ''}`);
          // The ping of a webhook may meet a backend that was killed meanwhile.
          if (aimed) aimed.catch(() => {});
        }
      },
    );
  let backend = begin();

  const acts = createActs(shops);
  let nextOrder = 0;
  const expiries = plan.expiries.toSorted((one, other) => one.atMs - other.atMs);
  let nextExpiry = 0;
  const reauthorise: { atMs: number; shop: SimulatedShop }[] = [];

  /** What happens at the platforms up to now. */
  function live(nowMs: number): void {
    for (; (plan.orders[nextOrder]?.atMs ?? Infinity) <= nowMs; nextOrder += 1) {
      const planned = plan.orders[nextOrder];
      const shop = planned && shops.get(planned.platform);
      if (!planned || !shop) continue;
      const [number] = shop.addOrders(1, { atMs: planned.atMs });
      if (number !== undefined) acts.plan(shop, number, planned.atMs, planned.acts);
    }
    acts.runDue(nowMs);
    for (; (expiries[nextExpiry]?.atMs ?? Infinity) <= nowMs; nextExpiry += 1) {
      const shop = shops.get(expiries[nextExpiry]?.platform ?? 'taobao');
      if (!shop?.expireAccess) continue;
      shop.expireAccess();
      reauthorise.push({ atMs: nowMs + AUTHORISED_AFTER_MS, shop });
    }
    // A backend that is just starting knows the access of the moment at which it was begun.
    for (const due of backend.ready ? reauthorise.filter((each) => each.atMs <= nowMs) : []) {
      backend.send({ kind: 'authorise', shop: soakShopOf(due.shop) });
      reauthorise.splice(reauthorise.indexOf(due), 1);
    }
    for (const shop of shops.values()) void shop.runDue();
  }

  async function keepAlive(nowMs: number): Promise<void> {
    if (nowMs < killAtMs) return;
    killAtMs = Infinity;
    kills += 1;
    await backend.kill();
    backend = begin();
  }

  const goesOn = (nowMs: number): boolean => nowMs < endMs || kills < (options.leastKills ?? 0);
  try {
    let shown = 0;
    for (let nowMs = clock.nowMs(); goesOn(nowMs); nowMs = clock.nowMs()) {
      live(nowMs);
      await keepAlive(nowMs);
      if (backend.errors !== '' && !crashes.includes(backend.errors)) crashes.push(backend.errors);
      const hours = Math.floor((nowMs - startMs) / (30 * MINUTE_MS)) / 2;
      if (hours > shown) onProgress(`${(shown = hours)} h: ${nextOrder} orders, ${acts.done()} acts, ${kills} kills`);
      if (backend.hasEnded) throw new Error(`the backend fell over by itself: ${backend.errors}`);
      await wait(TICK_MS);
    }
    live(Number.MAX_SAFE_INTEGER);
    for (const shop of shops.values()) behaveButForSignatures(shop);
    let local: LocalBooks | null = null;
    let differences: string[] = ['never looked'];
    let equalAtMs: number | null = null;
    for (
      let lookMs = endMs + LOOK_EVERY_MS;
      lookMs <= endMs + options.quietMinutes * MINUTE_MS;
      lookMs += LOOK_EVERY_MS
    ) {
      while (clock.nowMs() < lookMs || backend.ready === null) {
        for (const shop of shops.values()) void shop.runDue();
        for (const { shop } of backend.ready ? reauthorise.splice(0) : [])
          backend.send({ kind: 'authorise', shop: soakShopOf(shop) });
        if (backend.hasEnded) throw new Error(`the backend fell over by itself: ${backend.errors}`);
        await wait(TICK_MS);
      }
      local = await backend.report(join(dataDir, 'books.json'));
      differences = [...shops.values()].flatMap((shop) => compareBooks(shop, local as LocalBooks));
      onProgress(
        `${Math.round((clock.nowMs() - endMs) / MINUTE_MS)} min after: ${differences.length} differences, ${local.openFetches} fetches open`,
      );
      if (differences.length > 0 || local.openFetches > 0) continue;
      equalAtMs = clock.nowMs();
      break;
    }
    await backend.stop();
    if (!local) throw new Error('no books');
    return {
      options,
      ...platformTotals([...shops.values()]),
      acts: acts.done(),
      kills,
      messages: local.messages,
      parkedJobs: local.parkedJobs,
      shops: local.shops,
      equalAfterMinutes: equalAtMs === null ? null : Math.round((equalAtMs - endMs) / MINUTE_MS),
      faults: [
        ...differences,
        ...lostPushes([...shops.values()], local),
        ...(local.messages['received'] ? [`${local.messages['received']} messages without a verdict`] : []),
        ...(local.parkedWithoutReason > 0 ? [`${local.parkedWithoutReason} messages parked without a reason`] : []),
        ...(local.openFetches > 0 ? [`${local.openFetches} announced orders still to be fetched`] : []),
        ...local.oversold.map((code) => `${code} is oversold`),
        ...local.problems,
        ...crashes.map((text) => `the backend wrote: ${text}`),
        ...[...shops.values()].flatMap(defectsOf),
      ],
    };
  } finally {
    await backend.kill();
    await Promise.all([...shops.values()].map((shop) => shop.close()));
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Short patience: a hang costs the machine's time, not that of the fast clock. */
function soakShopOf(shop: SimulatedShop): SoakShop {
  const { config, credentials } = shop.access();
  return {
    channelId: shop.platform,
    currency: shop.currency,
    config: { ...config, requestTimeoutMs: 2_000, ...(shop.platform === 'pinduoduo' ? { settleSeconds: 0 } : {}) },
    credentials,
  };
}

/** A rotation is for good; everything else ends. */
function behaveButForSignatures(shop: SimulatedShop): void {
  const rotated = shop.faults.standing('signature-rotation');
  behave(shop);
  if (rotated) shop.faults.switchOn(rotated);
}

function createActs(shops: ReadonlyMap<SimulatedPlatform, SimulatedShop>) {
  let planned: { atMs: number; shop: SimulatedShop; number: string; act: OrderAct }[] = [];
  let done = 0;
  return {
    done: () => done,
    plan(
      shop: SimulatedShop,
      number: string,
      bornAtMs: number,
      acts: readonly { afterMs: number; act: OrderAct }[],
    ): void {
      // Held orders and unpaid ones are left alone: what the platform itself would refuse is no trouble of ours.
      if (!shops.has(shop.platform) || shop.books.paidOrder(number)?.shippable !== true) return;
      for (const { afterMs, act } of acts)
        if (shop.acts.includes(act)) planned.push({ atMs: bornAtMs + afterMs, shop, number, act });
    },
    runDue(nowMs: number): void {
      const due = planned.filter((each) => each.atMs <= nowMs).toSorted((one, other) => one.atMs - other.atMs);
      planned = planned.filter((each) => each.atMs > nowMs);
      for (const { shop, number, act } of due) {
        shop.act(number, act);
        done += 1;
      }
    },
  };
}

function platformTotals(shops: readonly SimulatedShop[]) {
  const paidMinor: Record<string, number> = {};
  const struck: Record<string, number> = {};
  for (const shop of shops) {
    for (const order of shop.books.paidOrders())
      paidMinor[order.currency] = (paidMinor[order.currency] ?? 0) + order.paidMinor;
    for (const { kind } of shop.faults.firings()) struck[kind] = (struck[kind] ?? 0) + 1;
  }
  const pushes = shops.flatMap((shop) => shop.books.pushes());
  return {
    paidOrders: shops.reduce((sum, shop) => sum + shop.books.paidOrders().length, 0),
    paidMinor,
    requests: shops.reduce((sum, shop) => sum + shop.requests.count(), 0),
    pushesSent: pushes.reduce((sum, push) => sum + push.sentAtMs.length, 0),
    pushesAcknowledged: pushes.filter((push) => push.acknowledgedAtMs !== undefined).length,
    struck,
  };
}

/**
 * A push that was acknowledged was stored. Where the platform's own ids are the delivery ids here, each is looked for; elsewhere the
 * same content under two ids counts as one message seen twice, so that the numbers must suffice.
 */
function lostPushes(shops: readonly SimulatedShop[], local: LocalBooks): string[] {
  const uncounted = shops.flatMap((shop) => {
    // What names no order (the hold of a fulfillment order at Shopify) is followed by a push that does.
    const acknowledged = shop.books
      .pushes()
      .filter(
        ({ acknowledgedAtMs, topic }) => acknowledgedAtMs !== undefined && !topic.startsWith('fulfillment_orders/'),
      );
    const taken = local.pushesTaken[shop.platform] ?? 0;
    return acknowledged.length > taken
      ? [`${shop.platform}: ${acknowledged.length} pushes were acknowledged, ${taken} are here`]
      : [];
  });
  const lost = shops
    .filter((shop) => shop.platform === 'taobao' || shop.platform === 'pinduoduo')
    .flatMap((shop) => {
      const stored = new Set(local.deliveries[shop.platform] ?? []);
      return shop.books
        .pushes()
        .filter((push) => push.acknowledgedAtMs !== undefined && !stored.has(push.id))
        .map(
          (push) => `${shop.platform}: push ${push.id} about ${push.externalNumber} was acknowledged and is not here`,
        );
    });
  return [...uncounted, ...lost];
}

function defectsOf(shop: SimulatedShop): string[] {
  return shop.requests
    .entries()
    .filter((entry) => entry.outcome === 'defect')
    .map((entry) => `the simulator of ${shop.platform} failed: ${entry.answer ?? ''}`);
}
