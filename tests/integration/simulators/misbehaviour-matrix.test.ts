import { describe, expect, it } from 'vitest';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { CHANNELS } from '#main/app/registries.ts';
import { HTTP_STARTERS } from '#main/plugins/channels/http-api/starters.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { behave, MISBEHAVIOUR_MATRIX, misbehave, notApplicable } from '#main/simulators/control/misbehaviours.ts';
import type { Dose } from '#main/simulators/control/misbehaviours.ts';
import type { HttpTemplate } from '#shared/model/http-template/http-template.ts';
import type { Misbehaviour } from '#shared/contract/demo-shops.ts';
import type { SimulatedShop } from '#main/simulators/control/simulated-shop.ts';
import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { startWebhookReceiver } from '#tests/integration/simulators/support/webhook-receiver.ts';

/** Small pages, so that a few orders fill more than one. */
const CONFIG: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  taobao: { pageSize: 3, signMethod: 'md5' },
  pinduoduo: { pageSize: 3, settleSeconds: 0 },
  douyin: { pageSize: 3, signMethod: 'md5' },
  jd: { pageSize: 3 },
  shopify: { ordersPerPage: 3 },
  woocommerce: { ordersPerPage: 3 },
  'wechat-shop': { pageSize: 3 },
  xiaohongshu: { pageSize: 3 },
  'http-api': { template: ofThree(HTTP_STARTERS[0]?.template) },
};

function ofThree(template: HttpTemplate | undefined) {
  return { ...template, orders: { ...template?.orders, paging: { ...template?.orders.paging, size: 3 } } };
}
const DOSES: Readonly<Partial<Record<Misbehaviour, Partial<Dose>>>> = {
  hang: { delayMs: 50 },
  slow: { delayMs: 20 },
  'push-delay': { delayMs: 600_000 },
  'clock-skew': { skewMs: 20 * 60_000 },
  'changed-fields': { isVital: true },
};
const ORDERS = 8;

interface Patience {
  readonly requestTimeoutMs: number;
  readonly pullTimeoutMs: number;
}
/** Repeating a read waits; the first answer tells what there is to see. */
const SHORT: Patience = { requestTimeoutMs: 400, pullTimeoutMs: 1_500 };
/** Where an answer will come, however busy the machine is. */
const LONG: Patience = { requestTimeoutMs: 60_000, pullTimeoutMs: 120_000 };

/** What a real connector makes of a shop. */
async function pull(shop: SimulatedShop, clock: { nowMs(): number }, { requestTimeoutMs, pullTimeoutMs }: Patience) {
  const connector = CHANNELS.find(shop.platform);
  if (!connector) throw new Error(`no connector ${shop.platform}`);
  const { config, credentials } = shop.access();
  const http = createNodeHttpClient({ clock });
  const context: ChannelContext = {
    config: connector.configSchema.parse({ ...config, requestTimeoutMs, ...CONFIG[shop.platform] }),
    credentials: connector.credentialsSchema.parse(credentials),
    currency: shop.currency,
    http,
    openSocket: openJsonSocket,
    clock,
    signal: AbortSignal.timeout(pullTimeoutMs),
  };
  const numbers: string[] = [];
  const parked: string[] = [];
  let failure: string | null = null;
  const nowMs = clock.nowMs();
  for await (const page of connector.pullChanges(context, { fromMs: nowMs - 3_600_000, toMs: nowMs })) {
    if (!page.ok) {
      failure = page.failure.code;
      break;
    }
    for (const message of page.value.messages) {
      const reading = connector.readOrder(message.payload, {
        currency: shop.currency,
        statusMap: connector.statusMap,
      });
      // As the intake does before it looks for the order.
      if (reading.ok) numbers.push(cleanIdentifier(reading.draft.externalNumber));
      else parked.push(reading.code);
    }
  }
  http.close();
  return { numbers, parked, failure };
}

/** Either everything came in, clean and under its own number, or the trouble has a code. */
function expectNothingSilent(outcome: Awaited<ReturnType<typeof pull>>, expected: readonly string[]): void {
  if (outcome.failure !== null || outcome.parked.length > 0) {
    for (const code of [outcome.failure, ...outcome.parked]) if (code !== null) expect(code).toMatch(/^ERR_CHANNEL_/);
    return;
  }
  expect([...new Set(outcome.numbers)].toSorted()).toEqual(expected.toSorted());
}

// Most of it is waiting for what does not come: side by side.
describe.concurrent('each misbehaviour of each platform', () => {
  it.each(MISBEHAVIOUR_MATRIX)('$platform: $misbehaviour', async ({ platform, misbehaviour }) => {
    const clock = createManualClock(Date.now());
    const shop = await startSimulatedShop(platform, { clock, seed: 5 });
    try {
      await expectMisbehaviour(shop, misbehaviour, clock);
    } finally {
      await shop.close();
    }
  });
});

async function expectMisbehaviour(
  shop: SimulatedShop,
  misbehaviour: Misbehaviour,
  clock: ReturnType<typeof createManualClock>,
): Promise<void> {
  const { platform } = shop;
  const dose: Dose = { chance: 1, ...DOSES[misbehaviour] };
  const why = notApplicable(platform, misbehaviour);
  if (why !== null) {
    expect(why).not.toBe('');
    expect(() => misbehave(shop, misbehaviour, dose)).toThrow(RangeError);
    return;
  }
  if (misbehaviour.startsWith('push-')) return expectPushes(shop, misbehaviour, dose, clock);
  if (misbehaviour === 'huge-ids') misbehave(shop, misbehaviour, dose);
  const expected = shop.addOrders(ORDERS, { situation: 'paid', spreadMs: 60_000 });
  const access = shop.access();
  if (misbehaviour !== 'huge-ids') misbehave(shop, misbehaviour, dose);
  if (misbehaviour === 'token-expiry') {
    // The connector still holds what was good until now; that of WeChat fetches its own.
    const outcome = await pull({ ...shop, access: () => access, platform }, clock, LONG);
    if (platform !== 'wechat-shop') expect(outcome.failure).toBe('ERR_CHANNEL_AUTH');
    return;
  }
  const isAnswered = misbehaviour === 'signature-rotation' || misbehaviour === 'changed-fields';
  const outcome = await pull(shop, clock, isAnswered ? LONG : SHORT);
  if (misbehaviour === 'drift') {
    // What changed behind the reader's back left the window, and is read by the next pull.
    behave(shop, misbehaviour);
    clock.advance(60_000);
    outcome.numbers.push(...(await pull(shop, clock, LONG)).numbers);
  }
  expectNothingSilent(outcome, expected);
  if (misbehaviour === 'signature-rotation') expect(outcome.failure).toBeNull();
  if (misbehaviour === 'clock-skew' || misbehaviour === 'huge-ids') return;
  if (misbehaviour !== 'signature-rotation') expect(shop.faults.firedCount(misbehaviour)).toBeGreaterThan(0);
  if (misbehaviour === 'changed-fields') expect(outcome.numbers).toEqual([]);
  behave(shop, misbehaviour);
  const after = await pull(shop, clock, LONG);
  expect(after.failure).toBeNull();
  expect(after.parked).toEqual([]);
}

/** Webhooks are received here; a queue or a long connection is judged by what it would hand out. */
async function expectPushes(
  shop: SimulatedShop,
  misbehaviour: Misbehaviour,
  dose: Dose,
  clock: ReturnType<typeof createManualClock>,
): Promise<void> {
  const receiver = await startWebhookReceiver();
  try {
    await shop.aimPushes?.(receiver.url);
    const pings = receiver.received.length;
    misbehave(shop, misbehaviour, dose);
    shop.addOrders(2, { situation: 'paid' });
    await shop.runDue();
    expect(shop.faults.firings().map(({ kind }) => kind)).toContain(misbehaviour);
    if (shop.aimPushes === null) return;
    const sent = () => receiver.received.length - pings;
    if (misbehaviour === 'push-drop') expect(sent()).toBe(0);
    if (misbehaviour === 'push-delay') {
      expect(sent()).toBe(0);
      clock.advance(601_000);
      await shop.runDue();
      expect(sent()).toBeGreaterThan(0);
    }
    // The others wait for an answer that only a backend gives.
    if (misbehaviour === 'push-duplicate')
      expect(sent()).toBeGreaterThan(shop.platform === 'shopify' || shop.platform === 'woocommerce' ? 2 : 0);
    if (misbehaviour === 'push-reorder') {
      clock.advance(10_000);
      await shop.runDue();
      expect(sent()).toBeGreaterThan(0);
    }
  } finally {
    await receiver.close();
  }
}
