import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { expectedLinkDigest, expectedPddSignature } from '#main/simulators/pinduoduo/pdd-signature.ts';
import { startPinduoduoSimulator } from '#main/simulators/pinduoduo/pinduoduo-simulator.ts';
import type { PinduoduoSimulator } from '#main/simulators/pinduoduo/pinduoduo-simulator.ts';
import { callPdd, signPddForm } from './support/pdd-client.ts';
import type { PddCallOptions } from './support/pdd-client.ts';
import { waitUntil } from './support/wait-until.ts';

const START = Date.UTC(2026, 10, 1, 2, 0, 0);
const LIST = 'pdd.order.number.list.increment.get';
const ALL = { is_lucky_flag: '0', order_status: '5', refund_status: '5' };

const VECTOR = {
  access_token: 'asd78172s8ds9a921j9qqwda12312w1w21211',
  client_id: '1',
  data_type: 'XML',
  order_status: '1',
  page: '1',
  page_size: '10',
  timestamp: '1480411125',
  type: 'pdd.order.number.list.get',
};
const DERIVED = {
  access_token: 'at',
  client_id: 'c0ffee',
  data_type: 'JSON',
  timestamp: '1767225600',
  type: 'pdd.waybill.cancel',
  waybill_code: '78600000000001',
  wp_code: 'ZTO',
};

const Order = z.looseObject({ order_sn: z.string(), order_status: z.number(), receiver_name: z.string() });
const Page = z.object({
  order_sn_increment_get_response: z.object({
    order_sn_list: z.array(Order),
    total_count: z.number().optional(),
    has_next: z.boolean(),
    request_id: z.string(),
  }),
});
const Failure = z.object({
  error_response: z.object({ error_code: z.number(), error_msg: z.string(), sub_msg: z.string() }),
});

describe('the Pinduoduo simulator', () => {
  let clock: ManualClock;
  let shop: PinduoduoSimulator;
  beforeEach(async () => {
    clock = createManualClock(START);
    shop = await startPinduoduoSimulator({ clock, seed: 7 });
  });
  afterEach(() => shop.close());

  const call = (type: string, business: Record<string, string> = {}, options: Partial<PddCallOptions> = {}) =>
    callPdd(shop, type, business, { timestampMs: clock.nowMs(), ...options });
  const window = (minutes = 30): Record<string, string> => ({
    start_updated_at: String(clock.nowMs() / 1000 - minutes * 60),
    end_updated_at: String(clock.nowMs() / 1000),
  });
  async function list(extra: Record<string, string> = {}) {
    const answer = await call(LIST, { ...ALL, ...window(), ...extra });
    return Page.parse(JSON.parse(answer.body)).order_sn_increment_get_response;
  }
  async function failureOf(type: string, business: Record<string, string>, options: Partial<PddCallOptions> = {}) {
    const answer = await call(type, business, options);
    expect(answer.status).toBe(200);
    return Failure.parse(JSON.parse(answer.body)).error_response;
  }

  it('recomputes the vectors of the reference, as the test signer does', () => {
    for (const [vector, secret, sign] of [
      [VECTOR, 'testSecret', 'E4DE3ED21002510DED352819E7AE6775'],
      [DERIVED, 'pdd-secret', 'C9C05EBF278D9AFD626BE04AE92044B6'],
    ] as const) {
      expect(expectedPddSignature(new Map(Object.entries(vector)), secret)).toBe(sign);
      expect(signPddForm(vector, secret)).toBe(sign);
    }
    expect(expectedLinkDigest('c0ffee', '1767225600000', 'pdd-secret', 'bytes')).toBe('9MkzB7Bfuy2fALRqzIs6dg==');
    expect(expectedLinkDigest('app', '1700000000000', 'secret', 'hex')).toBe(
      'OTgxODMwNDI2NWZiN2NiNzA2NzIxOTI0ZjJlMDMxMjE=',
    );
  });

  it.each<[string, number, Partial<PddCallOptions>]>([
    ['a value changed after signing', 20004, { tamper: { order_status: '1' } }],
    ['a token that ended', 10019, { replace: { access_token: 'old' } }],
    ['another client', 10016, { replace: { client_id: 'x' } }],
    ['a clock eleven minutes off', 10018, { timestampMs: START - 11 * 60_000 }],
  ])('turns away %s', async (_name, code, options) => {
    expect(await failureOf(LIST, { ...ALL, ...window() }, options)).toMatchObject({ error_code: code });
  });

  it('refuses windows and pages beyond what is documented', async () => {
    expect((await failureOf(LIST, { ...ALL, ...window(31) })).sub_msg).toContain('end_updated_at');
    expect((await failureOf(LIST, { ...ALL, ...window(), page_size: '101' })).sub_msg).toContain('page_size');
    expect((await failureOf(LIST, { ...window(), order_status: '5', refund_status: '5' })).sub_msg).toContain(
      'is_lucky',
    );
  });

  it('pages through concluded orders and leaves the total out when asked to', async () => {
    shop.orders.add(5, { situation: 'paid', spreadMs: 60_000 });
    shop.orders.addOne({ situation: 'unpaid' });
    expect(await list({ page_size: '2', page: '3' })).toMatchObject({ total_count: 5, has_next: false });
    const quick = await list({ page_size: '2', use_has_next: 'true' });
    expect(quick).toMatchObject({ has_next: true });
    expect(quick.total_count).toBeUndefined();
  });

  it('loses rows to whoever reads forward while orders change', async () => {
    const orders = shop.orders.add(40, { situation: 'paid', spreadMs: 20 * 60_000 });
    clock.advance(60_000);
    shop.faults.switchOn({ kind: 'drift', times: Infinity, rows: 2 });
    const seen = new Set<string>();
    const range = window();
    for (let page = 1; page <= 4; page += 1)
      for (const order of (await list({ ...range, page: String(page), page_size: '10' })).order_sn_list)
        seen.add(order.order_sn);
    expect(seen.size).toBeLessThan(orders.length);
  });

  it('shows ciphertext only while an order may be shipped', async () => {
    const order = shop.orders.addOne({ situation: 'paid' });
    const nameOf = async () => (await list()).order_sn_list[0]?.receiver_name;
    expect(await nameOf()).toMatch(/^~/);
    shop.orders.startReview(order.orderSn);
    expect(await nameOf()).toBe('');
  });

  it('ships what may be shipped, and books each refusal', async () => {
    const good = shop.orders.addOne({ situation: 'paid' }).orderSn;
    const reviewed = shop.orders.startReview(shop.orders.addOne({ situation: 'paid' }).orderSn).orderSn;
    const send = (order_sn: string, logistics_id = '9044') =>
      call('pdd.logistics.online.send', { order_sn, logistics_id, tracking_number: 'SF1040275268927' });
    expect((await send(good)).body).toContain('"is_success":true');
    expect((await send(good)).body).toContain('订单已发货');
    expect((await send(reviewed)).body).toContain('审核中');
    expect((await send(reviewed, '9001')).body).toContain('快递公司不支持');
    expect(shop.books.shipmentsOf(good)).toMatchObject([{ acceptedCalls: 1, carrier: 'SF' }]);
    expect(shop.books.refusedShipments()).toHaveLength(3);
  });

  it('renews tokens once per refresh token', async () => {
    const { accessToken, refreshToken } = shop.access;
    const refresh = () => call('pdd.pop.auth.token.refresh', { refresh_token: refreshToken });
    expect((await refresh()).body).toContain(shop.access.accessToken);
    expect(shop.access.accessToken).not.toBe(accessToken);
    expect(JSON.parse((await refresh()).body)).toMatchObject({ error_response: { error_code: 10035 } });
  });

  it('limits the rate in its own words', async () => {
    const limited = await startPinduoduoSimulator({ clock, limits: { callsPerApi: { calls: 1, perMs: 60_000 } } });
    const once = () => callPdd(limited, 'pdd.mall.info.get', {}, { timestampMs: clock.nowMs() });
    expect((await once()).body).toContain('mall_info_get_response');
    expect(JSON.parse((await once()).body)).toMatchObject({ error_response: { error_code: 70031 } });
    await limited.close();
  });

  describe('the message service', () => {
    const sockets: WebSocket[] = [];
    afterEach(() => sockets.splice(0).forEach((socket) => socket.terminate()));

    const path = (digest = expectedLinkDigest(shop.clientId, String(START), shop.clientSecret, 'hex')) =>
      `${shop.messageUrl}/message/${shop.clientId}/${START}/${encodeURIComponent(digest)}`;

    async function connect(): Promise<string[]> {
      await call('pdd.pmc.user.permit');
      const heard: string[] = [];
      const socket = new WebSocket(path());
      sockets.push(socket);
      socket.on('message', (data) => void heard.push(String(data)));
      await new Promise((resolve) => socket.once('open', resolve));
      return heard;
    }
    const topics = (heard: readonly string[]) => heard.map((text) => /"type":"([^"]*)"/.exec(text)?.[1]);

    it('turns a wrong digest away', async () => {
      const socket = new WebSocket(path('wrong'));
      const problem = await new Promise<Error>((resolve) => socket.once('error', resolve));
      expect(problem.message).toContain('401');
    });

    it('tells nothing before the merchant permits it, and what waits afterwards', async () => {
      shop.orders.addOne({ situation: 'paid' });
      expect(shop.books.pushes()).toEqual([]);
      const heard = await connect();
      await waitUntil('the waiting message', () => heard.length === 1);
      expect(topics(heard)).toEqual(['pdd_trade_TradeConfirmed']);
    });

    it('drops, doubles, swaps and delays messages when told to', async () => {
      const heard = await connect();
      const next = async (kind: 'hang' | 'duplicate-rows' | 'reordered-rows' | 'slow') => {
        heard.length = 0;
        shop.faults.switchOn({ kind, operation: 'message', delayMs: 20 });
        const order = shop.orders.addOne({ situation: 'paid' });
        shop.orders.startReview(order.orderSn);
        const [paid, reviewed] = ['pdd_trade_TradeConfirmed', 'pdd_trade_TradeRiskChanged'];
        const expected = {
          hang: [reviewed],
          'duplicate-rows': [paid, paid, reviewed],
          'reordered-rows': [reviewed, paid],
          slow: [reviewed, paid],
        }[kind];
        await waitUntil(kind, () => heard.length === expected.length);
        expect(topics(heard)).toEqual(expected);
      };
      await next('hang');
      await next('duplicate-rows');
      await next('reordered-rows');
      await next('slow');
    });

    it('forgets a message once it is acknowledged with all its digits', async () => {
      const heard = await connect();
      shop.orders.addOne({ situation: 'paid' });
      await waitUntil('the message', () => heard.length === 1);
      const id = /"id":(\d+)/.exec(heard[0] ?? '')?.[1] ?? '';
      expect(Number.isSafeInteger(Number(id))).toBe(false);
      const ack = (number: string) =>
        sockets[0]?.send(`{"id":${number},"commandType":"Ack","type":"t","mallID":100001,"sendTime":1,"time":1}`);
      ack(String(Number(id)));
      sockets[0]?.send('{"commandType":"HeartBeat"}');
      await waitUntil('the heartbeat', () => shop.messages.heartbeats() === 1);
      expect(shop.messages.waiting()).toBe(1);
      ack(id);
      await waitUntil('the acknowledgement', () => shop.messages.waiting() === 0);
      expect(shop.messages.complaints()).toEqual([]);
    });
  });
});
