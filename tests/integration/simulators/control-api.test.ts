import { afterEach, beforeEach, expect, it } from 'vitest';
import { startControlApi } from '#main/simulators/control/control-api.ts';
import type { ControlApi } from '#main/simulators/control/control-api.ts';
import { createControlCenter } from '#main/simulators/control/control-center.ts';
import type { ControlCenter } from '#main/simulators/control/control-center.ts';
import type { SimulatedShop } from '#main/simulators/control/simulated-shop.ts';
import { startSimulatedShop } from '#main/simulators/control/start-simulated-shop.ts';
import { createManualClock, createPassingClock } from '#main/simulators/kit/simulator-clock.ts';
import type { DemoShopView } from '#shared/contract/demo-shops.ts';

const clock = createManualClock(Date.UTC(2026, 10, 11));
let shop: SimulatedShop;
let center: ControlCenter;
let api: ControlApi;
beforeEach(async () => {
  shop = await startSimulatedShop('jd', { clock, seed: 3 });
  center = createControlCenter([shop], clock);
  api = await startControlApi({ center, advance: (ms) => clock.advance(ms) });
});
afterEach(async () => {
  await api.close();
  await shop.close();
});

async function ask(path: string, body?: object, token = api.token): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${api.url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, json: await response.json() };
}

it('lets nobody in without its token', async () => {
  expect((await ask('/shops', undefined, 'guessed')).status).toBe(401);
});

it('makes orders, changes one, misbehaves in a dose and behaves again', async () => {
  await ask('/shops/jd', { kind: 'orders', count: 20 });
  const paid = shop.books.paidOrders().find((order) => order.shippable);
  const changed = await ask('/shops/jd', { kind: 'act', number: paid?.externalNumber, act: 'cancel' });
  expect(changed.status).toBe(200);
  expect(paid?.blockReason).toBe('closed');
  const wrong = await ask('/shops/jd', { kind: 'misbehave', misbehaviour: 'http-500', chance: 1 });
  expect((wrong.json as DemoShopView).misbehaviours).toContainEqual(
    expect.objectContaining({ misbehaviour: 'http-500', chance: 1 }),
  );
  expect((await fetch(String(shop.access().config['gatewayUrl']))).status).toBe(500);
  await ask('/shops/jd', { kind: 'behave', misbehaviour: null });
  expect((await fetch(String(shop.access().config['gatewayUrl']))).status).not.toBe(500);
});

it('says what it does not do: another platform, an unknown order, pushes of a platform that has none', async () => {
  for (const [path, body] of [
    ['/shops/taobao', { kind: 'orders', count: 1 }],
    ['/shops/jd', { kind: 'act', number: 'none', act: 'touch' }],
    ['/shops/jd', { kind: 'misbehave', misbehaviour: 'push-drop', chance: 1 }],
    ['/shops/jd', { kind: 'orders', count: 0 }],
    ['/advance', { minutes: -1 }],
  ] as const)
    expect((await ask(path, body)).status).toBe(400);
  expect((await ask('/elsewhere')).status).toBe(404);
});

it('lets time pass: access ends, what was not paid is paid, and some buyers lose patience, while orders keep their time', async () => {
  const life = createPassingClock(clock);
  const pinduoduo = await startSimulatedShop('pinduoduo', { clock, lifeClock: life, seed: 4 });
  const aside = await startControlApi({ center: createControlCenter([pinduoduo], life), advance: life.pass });
  try {
    pinduoduo.addOrders(40, { situation: 'paid' });
    pinduoduo.addOrders(20, { situation: 'unpaid' });
    const post = (minutes: number) =>
      fetch(`${aside.url}/advance`, {
        method: 'POST',
        headers: { authorization: `Bearer ${aside.token}` },
        body: JSON.stringify({ minutes }),
      });
    await post(60);
    const [unpaid, open] = [pinduoduo.unpaid().length, shippable(pinduoduo)];
    expect(unpaid).toBeGreaterThan(4);
    expect(unpaid).toBeLessThan(20);
    await post(31 * 24 * 60);
    expect(pinduoduo.unpaid()).toEqual([]);
    expect(shippable(pinduoduo)).toBeLessThan(open);
    expect(Math.max(...pinduoduo.books.paidOrders().map(({ paidAtMs }) => paidAtMs))).toBe(clock.nowMs());
    expect(life.nowMs()).toBeGreaterThan(clock.nowMs() + 31 * 86_400_000);
  } finally {
    await aside.close();
    await pinduoduo.close();
  }
});

const shippable = (of: SimulatedShop): number => of.books.paidOrders().filter((order) => order.shippable).length;

it('brings ten times as many buyers in the peak as in a normal minute', async () => {
  const ordersIn = async (profile: string): Promise<number> => {
    const before = center.view()[0]?.recentOrders.length === undefined ? 0 : shopOrders();
    await ask('/shops/jd', { kind: 'traffic', profile, perMinute: 12 });
    await ask('/advance', { minutes: 10 });
    await ask('/shops/jd', { kind: 'traffic', profile: null, perMinute: 12 });
    return shopOrders() - before;
  };
  // Some of them have not paid yet; the shares are the same.
  const shopOrders = () => shop.books.paidOrders().length;
  const [normal, peak] = [await ordersIn('normal'), await ordersIn('peak')];
  expect(normal).toBeGreaterThan(80);
  expect(peak / normal).toBeGreaterThan(8);
  expect(peak / normal).toBeLessThan(12);
});

it('lets what was never paid end, parcels arrive, and refunds that nobody answered be paid, each in its days', async () => {
  const life = createPassingClock(clock);
  const taobao = await startSimulatedShop('taobao', { clock, lifeClock: life, seed: 5 });
  const days = createControlCenter([taobao], life);
  const pass = (hours: number): Promise<void> => {
    life.pass(hours * 3_600_000);
    return days.passed(hours * 3_600_000);
  };
  try {
    const unpaid = taobao.addOrders(12, { situation: 'unpaid' });
    const [asked = ''] = taobao.addOrders(1, { situation: 'paid' });
    taobao.act(asked, 'ask-refund');
    await pass(24);
    expect(taobao.unpaid()).toEqual([]);
    expect(
      taobao.books.paidOrders().filter(({ externalNumber }) => unpaid.includes(externalNumber)).length,
    ).toBeLessThan(unpaid.length);
    await pass(120);
    expect(taobao.books.paidOrder(asked)).toMatchObject({ blockReason: 'closed' });
  } finally {
    await taobao.close();
  }
});
