import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { startDouyinSimulator } from '#main/simulators/douyin/douyin-simulator.ts';
import { startPinduoduoSimulator } from '#main/simulators/pinduoduo/pinduoduo-simulator.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { receivePush } from '#main/usecases/shops/receive-push.ts';
import { createShop, updateShop } from '#main/usecases/shops/manage-shops.ts';
import { routeByMethod } from '#tests/support/route-by-method.ts';
import { scaledTime } from '#tests/support/scaled-time.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { until } from '#tests/support/until.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

/**
 * Two shops that let in the same app: what the platform tells the app of one seller may arrive over the line, queue or address of the
 * other one's shop. The whole product with the real connectors; nothing is polled, so what is here came by a push.
 */
const nowMs = Date.now();
const time = scaledTime({ realMs: nowMs, scaledMs: nowMs, speed: 10 });
const APP = { appKey: '7000000000000000001', appSecret: 'of-the-app' };

describe('two shops of one app', () => {
  let dataDir: string;
  let workstation: Workstation;
  const ended: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    dataDir = mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'packbench-shared-app-'));
    workstation = await startWorkstation({
      hostKind: 'test',
      appVersion: '0.0.0-test',
      dataDir,
      resourcesDir: 'resources',
      documents: sharedDocuments(),
      requestRestart() {},
      keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
      time,
    });
  });
  afterEach(async () => {
    for (const end of ended.splice(0).toReversed()) await end();
  });
  afterAll(async () => {
    await workstation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const context = () => workstation.services.context;
  function connect(channelId: string, name: string, config: object, credentials: object): string {
    const { shops } = workstation.services;
    const account = { channelId, name, currency: 'CNY', config: { ...config }, credentials: { ...credentials } };
    const { id } = createShop(context(), shops, SYSTEM_ACT, account);
    quieten(id);
    ended.push(async () => void updateShop(context(), shops, SYSTEM_ACT, { id, enabled: false }));
    return id;
  }
  function quieten(shopId: string): void {
    context().db.transaction((tx) => {
      tx.prepare<[string]>("UPDATE schedules SET enabled = 0 WHERE name LIKE '%' || ? || '%'").run(shopId);
      tx.prepare<[string]>("DELETE FROM jobs WHERE shop_id = ? AND state = 'waiting'").run(shopId);
    });
  }
  const shopsOf = (number: string) =>
    context().read.pluck<[string], string>('SELECT shop_id FROM orders WHERE external_number = ?').all(number);
  const told = (number: string) =>
    context()
      .read.pluck<[string], string>(
        "SELECT DISTINCT shop_id FROM raw_messages WHERE external_number = ? AND source = 'push' ORDER BY 1",
      )
      .all(number);
  const drain = (shopId: string) =>
    context().db.transaction((tx) =>
      enqueueJob(tx, context(), {
        topic: 'shop.drain-push',
        key: `drain:${context().ids.next()}`,
        payload: { shopId },
        shopId,
        dueAtMs: 0,
      }),
    );
  /** The message goes to its shop right after the order, in a commit of its own. */
  const arrived = (number: string) =>
    until(() => shopsOf(number).length > 0 && told(number).join() === shopsOf(number).join(), `order ${number}`);

  it('give each message of TOP’s channel to the shop of its seller, whoever’s line it came over', async () => {
    const one = await startTaobaoSimulator({ ...APP, clock: time.clock, seed: 1, sellerId: 1n });
    const other = await startTaobaoSimulator({ ...APP, clock: time.clock, seed: 2, sellerId: 2n });
    ended.push(one.close, other.close);
    const access = ({ gatewayUrl }: typeof one, messageUrl: string) => ({ gatewayUrl, messageUrl });
    // Only the other shop's line is at the service that tells of the first one's orders, and the other way round.
    const oneId = connect('taobao', 'one', access(one, other.messageUrl), { ...APP, sessionKey: one.session });
    const otherId = connect('taobao', 'other', access(other, one.messageUrl), { ...APP, sessionKey: other.session });
    await until(() => one.connections() === 1 && other.connections() === 1, 'both lines');
    const [first, second, third] = [one, other, one].map((shop) => shop.orders.addOne({ situation: 'paid' }).tid);
    for (const [number, shopId] of [
      [first, oneId],
      [second, otherId],
      [third, oneId],
    ]) {
      await arrived(number ?? '');
      expect([shopsOf(number ?? ''), told(number ?? '')]).toEqual([[shopId], [shopId]]);
    }
    const asked = other.requests.count('taobao.trade.fullinfo.get');
    const later = one.orders.addOne({ situation: 'paid' }).tid;
    await arrived(later);
    expect(told(later)).toEqual([oneId]);
    // By then the seller is known, and the other shop is not asked.
    expect(other.requests.count('taobao.trade.fullinfo.get')).toBe(asked);
    expect([one, other].flatMap((shop) => shop.complaints())).toEqual([]);
  });

  it('give each message of TOP’s queue to the shop of its seller, whichever shop drained it', async () => {
    // One app, one queue for all its sellers: where the channel is not open, either shop may be handed what is the other one's.
    const session = 'of-both';
    const one = await startTaobaoSimulator({ ...APP, session, clock: time.clock, seed: 9, sellerId: 9n });
    const other = await startTaobaoSimulator({ ...APP, session, clock: time.clock, seed: 10, sellerId: 10n });
    const oneGateway = await routeByMethod(one.gatewayUrl, 'taobao.tmc.', other.gatewayUrl);
    const otherGateway = await routeByMethod(other.gatewayUrl, 'taobao.tmc.', one.gatewayUrl);
    ended.push(one.close, other.close, oneGateway.close, otherGateway.close);
    const credentials = { ...APP, sessionKey: session };
    const oneId = connect('taobao', 'one', { gatewayUrl: oneGateway.url }, credentials);
    const otherId = connect('taobao', 'other', { gatewayUrl: otherGateway.url }, credentials);
    const ofOne = one.orders.add(2, { situation: 'paid' }).map((trade) => trade.tid);
    const ofOther = other.orders.addOne({ situation: 'paid' }).tid;
    drain(oneId);
    drain(otherId);
    for (const number of [...ofOne, ofOther]) await arrived(number);
    expect(ofOne.map((number) => [shopsOf(number), told(number)])).toEqual([
      [[oneId], [oneId]],
      [[oneId], [oneId]],
    ]);
    expect([shopsOf(ofOther), told(ofOther)]).toEqual([[otherId], [otherId]]);

    const later = one.orders.addOne({ situation: 'paid' }).tid;
    const asked = other.requests.count('taobao.trade.fullinfo.get');
    drain(otherId);
    await arrived(later);
    expect([shopsOf(later), told(later)]).toEqual([[oneId], [oneId]]);
    expect(other.requests.count('taobao.trade.fullinfo.get')).toBe(asked);
    const isConfirmed = (shop: typeof one) => shop.books.pushes().every((push) => push.acknowledgedAtMs !== undefined);
    await until(() => isConfirmed(one) && isConfirmed(other), 'every message confirmed');
  });

  it('ask anew whose seller it is after one of them was given other credentials', async () => {
    const one = await startTaobaoSimulator({ ...APP, clock: time.clock, seed: 3, sellerId: 3n });
    const other = await startTaobaoSimulator({ ...APP, clock: time.clock, seed: 4, sellerId: 4n });
    ended.push(one.close, other.close);
    const { shops } = workstation.services;
    const config = (shop: typeof one) => ({ gatewayUrl: shop.gatewayUrl, messageUrl: one.messageUrl });
    const credentials = (shop: typeof one) => ({ ...APP, sessionKey: shop.session });
    const oneId = connect('taobao', 'one', config(one), credentials(one));
    const otherId = connect('taobao', 'other', config(other), credentials(other));
    const before = one.orders.addOne({ situation: 'paid' }).tid;
    await arrived(before);
    for (const [id, shop] of [
      [oneId, other],
      [otherId, one],
    ] as const) {
      updateShop(context(), shops, SYSTEM_ACT, { id, config: config(shop), credentials: credentials(shop) });
      quieten(id);
    }
    const after = one.orders.addOne({ situation: 'paid' }).tid;
    await arrived(after);
    expect([shopsOf(before), shopsOf(after)]).toEqual([[oneId], [otherId]]);
  });

  it('find the merchant of each of Pinduoduo’s messages, which come over both lines', async () => {
    const client = { clientId: 'c0ffee', clientSecret: 'of-the-client' };
    const one = await startPinduoduoSimulator({ ...client, clock: time.clock, seed: 5, mallId: 5 });
    const other = await startPinduoduoSimulator({ ...client, clock: time.clock, seed: 6, mallId: 6 });
    ended.push(one.close, other.close);
    const tokens = (shop: typeof one) => ({ ...client, accessToken: shop.access.accessToken });
    const line = ({ gatewayUrl }: typeof one) => ({ gatewayUrl, messageUrl: one.messageUrl });
    connect('pinduoduo', 'other', line(other), tokens(other));
    const oneId = connect('pinduoduo', 'one', line(one), tokens(one));
    await until(() => one.messages.connections() === 2, 'both lines');
    const { orderSn } = one.orders.add(1, { situation: 'paid' })[0] ?? expect.fail('no order');
    await until(() => shopsOf(orderSn).length > 0, `order ${orderSn}`);
    expect(shopsOf(orderSn)).toEqual([oneId]);
  });

  it('take a webhook of Douyin for the shop that it names', async () => {
    const one = await startDouyinSimulator({ ...APP, clock: time.clock, seed: 7, shopId: '7' });
    const other = await startDouyinSimulator({ ...APP, clock: time.clock, seed: 8, shopId: '8' });
    ended.push(one.close, other.close);
    const account = (shop: typeof one) =>
      [
        { gatewayUrl: shop.url, shopId: shop.shopId },
        { ...APP, accessToken: shop.tokens.current().accessToken },
      ] as const;
    const oneId = connect('douyin', 'one', ...account(one));
    const otherId = connect('douyin', 'other', ...account(other));
    const number = other.orders.addOne({ situation: 'paid' }).id;
    const push = other.composePush([number]);
    const request = { method: 'POST' as const, ...push };
    const receipt = receivePush(context(), SYSTEM_ACT, workstation.services.openShop(oneId), request);
    expect(receipt).toMatchObject({ duplicate: false });
    await arrived(number);
    expect([shopsOf(number), told(number)]).toEqual([[otherId], [otherId]]);
  });
});
