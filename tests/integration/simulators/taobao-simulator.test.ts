import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatBeijingTime } from '#main/simulators/kit/beijing-time.ts';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import type { TaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { expectedTopSignature } from '#main/simulators/taobao/top-signature.ts';
import { callTop, signTop } from './support/top-client.ts';
import type { SignMethod, TopCallOptions } from './support/top-client.ts';

const START = Date.UTC(2026, 10, 1, 2, 0, 0);
const HOUR = 3_600_000;
const LIST = 'taobao.trades.sold.increment.get';
const FULL = 'taobao.trade.fullinfo.get';
const FULL_FIELDS =
  'tid,status,payment,created,modified,pay_time,receiver_name,receiver_address,receiver_mobile,receiver_phone,receiver_state,receiver_city,receiver_district,oaid,orders';

const VECTOR = {
  app_key: '12345678',
  fields: 'num_iid,title,nick,price,num',
  format: 'json',
  method: 'taobao.item.seller.get',
  num_iid: '11223344',
  session: 'test',
  timestamp: '2016-01-01 12:00:00',
  v: '2.0',
};
const VECTOR_SIGNS: Readonly<Record<SignMethod, string>> = {
  md5: '66987CB115214E59E6EC978214934FB8',
  hmac: 'D56D7858309C31B6251083A874D48273',
  'hmac-sha256': '04DB15AD0774D5CFCE2C837DE43E3FCEA9011ED74F3038FB6AB5F3C4CEA119E8',
};

const Trade = z.looseObject({
  tid_str: z.string(),
  status: z.string(),
  orders: z.object({ order: z.array(z.looseObject({ oid_str: z.string(), outer_sku_id: z.string() })) }).optional(),
});
const TradePage = z.object({
  trades_sold_increment_get_response: z.object({
    trades: z.object({ trade: z.array(Trade) }).optional(),
    total_results: z.number().optional(),
    has_next: z.boolean().optional(),
    request_id: z.string(),
  }),
});
const FullTrade = z.object({ trade_fullinfo_get_response: z.object({ trade: Trade, request_id: z.string() }) });
const Failure = z.object({
  error_response: z.object({
    code: z.number(),
    msg: z.string(),
    sub_code: z.string().optional(),
    sub_msg: z.string().optional(),
    request_id: z.string(),
  }),
});

describe('the Taobao simulator', () => {
  let clock: ManualClock;
  let shop: TaobaoSimulator;

  beforeEach(async () => {
    clock = createManualClock(START);
    shop = await startTaobaoSimulator({ clock, seed: 7 });
  });
  afterEach(() => shop.close());

  const now = (): TopCallOptions => ({ timestamp: formatBeijingTime(clock.nowMs()) });
  const window = (hours = 1): Record<string, string> => ({
    start_modified: formatBeijingTime(clock.nowMs() - hours * HOUR),
    end_modified: formatBeijingTime(clock.nowMs()),
  });

  async function call(method: string, business: Record<string, string> = {}, options: Partial<TopCallOptions> = {}) {
    return callTop(shop, method, business, { ...now(), ...options });
  }
  async function list(extra: Record<string, string> = {}) {
    const answer = await call(LIST, { fields: 'tid,status,modified,payment,orders', ...window(), ...extra });
    return TradePage.parse(JSON.parse(answer.body)).trades_sold_increment_get_response;
  }
  async function tids(extra: Record<string, string> = {}): Promise<string[]> {
    return ((await list(extra)).trades?.trade ?? []).map((trade) => trade.tid_str);
  }
  async function full(tid: string, fields = FULL_FIELDS) {
    const answer = await call(FULL, { fields, tid });
    return FullTrade.parse(JSON.parse(answer.body)).trade_fullinfo_get_response.trade;
  }
  async function failureOf(method: string, business: Record<string, string>, options: Partial<TopCallOptions> = {}) {
    const answer = await call(method, business, options);
    expect(answer.status).toBe(200);
    return Failure.parse(JSON.parse(answer.body)).error_response;
  }

  describe('the gateway', () => {
    it.each(Object.entries(VECTOR_SIGNS))(
      'recomputes the published %s vector as the test signer does',
      (method, sign) => {
        const parameters = { ...VECTOR, sign_method: method };
        expect(expectedTopSignature(new Map(Object.entries(parameters)), 'helloworld')).toBe(sign);
        expect(signTop(parameters, 'helloworld', method as SignMethod)).toBe(sign);
      },
    );

    it.each(['md5', 'hmac', 'hmac-sha256'] as const)('accepts a call signed with %s', async (sign) => {
      const answer = await call('taobao.logistics.companies.get', { fields: 'code,name,reg_mail_no' }, { sign });
      expect(answer.body).toContain('"logistics_companies_get_response"');
    });

    it('refuses a value changed after signing with code 25', async () => {
      const failure = await failureOf(LIST, { fields: 'tid', ...window() }, { tamper: { fields: 'tid,status' } });
      expect(failure).toMatchObject({ code: 25, msg: 'Invalid signature' });
    });

    it('takes Chinese characters and plus signs in signed values', async () => {
      const answer = await call(LIST, { fields: 'tid', ...window(), buyer_nick: '小明+红 & co' });
      expect(answer.body).toContain('"trades_sold_increment_get_response"');
    });

    it.each([
      ['no signature', { without: ['sign'] }, 24],
      ['no session', { without: ['session'] }, 26],
      ['another session', { replace: { session: 'expired' } }, 27],
      ['no method', { without: ['method'] }, 21],
      ['an unknown method', { replace: { method: 'taobao.nothing.get' } }, 22],
      ['no app key', { without: ['app_key'] }, 28],
      ['another app key', { replace: { app_key: '1' } }, 29],
      ['no timestamp', { without: ['timestamp'] }, 30],
      ['no version', { without: ['v'] }, 32],
      ['another version', { replace: { v: '3.0' } }, 33],
    ] as const)('refuses %s', async (_name, options, code) => {
      expect((await failureOf(LIST, { fields: 'tid', ...window() }, options)).code).toBe(code);
    });

    it('refuses a clock that is more than ten minutes off, and allows ten minutes', async () => {
      const at = (offsetMs: number): Partial<TopCallOptions> => ({ timestamp: formatBeijingTime(START + offsetMs) });
      expect((await failureOf(LIST, { fields: 'tid', ...window() }, at(601_000))).code).toBe(31);
      expect((await failureOf(LIST, { fields: 'tid', ...window() }, at(-601_000))).code).toBe(31);
      expect((await call(LIST, { fields: 'tid', ...window() }, at(600_000))).body).not.toContain('error_response');
    });

    it('answers XML when format=json was forgotten', async () => {
      const answer = await call(LIST, { fields: 'tid', ...window() }, { without: ['format'] });
      expect(answer.body).toMatch(/^<\?xml .*<trades_sold_increment_get_response>/);
    });

    it('refuses the old session after a renewal', async () => {
      const old = shop.session;
      shop.renewSession();
      expect((await failureOf(LIST, { fields: 'tid', ...window() }, { replace: { session: old } })).code).toBe(27);
      expect(await tids()).toEqual([]);
    });
  });

  describe('reading orders', () => {
    it('lists by modification time descending, in pages, with totals or has_next', async () => {
      const added = shop.orders.add(25, { spreadMs: HOUR / 2 }).map((trade) => trade.tid);
      const first = await list({ page_size: '10', page_no: '1' });
      expect(first.total_results).toBe(25);
      expect(first.has_next).toBeUndefined();
      const last = await list({ page_size: '10', page_no: '3', use_has_next: 'true' });
      expect(last).toMatchObject({ has_next: false });
      expect(last.total_results).toBeUndefined();
      const pages = await Promise.all(['1', '2', '3'].map((page_no) => tids({ page_size: '10', page_no })));
      expect(pages.flat()).toEqual(added.toReversed());
    });

    it('leaves the list out when nothing matches', async () => {
      expect(await list()).toEqual({ total_results: 0, request_id: expect.any(String) });
    });

    it('sends 19-digit numbers bare, beside their strings', async () => {
      const trade = shop.orders.addOne();
      const { body } = await call(LIST, { fields: 'tid,orders', ...window() });
      expect(trade.tid).toMatch(/^22\d{17}$/);
      expect(body).toContain(`"tid":${trade.tid},"tid_str":"${trade.tid}"`);
      expect(body).toContain(`"oid":${trade.orders[0]?.oid},"oid_str":"${trade.orders[0]?.oid}"`);
    });

    it.each([
      ['a window of more than one day', { start_modified: formatBeijingTime(START - 25 * HOUR) }, 41],
      ['a page above 100 rows', { page_size: '101' }, 41],
      ['page 0', { page_no: '0' }, 41],
      ['a time in another format', { end_modified: '2026-11-01T10:00:00Z' }, 41],
      ['no fields', { fields: '' }, 40],
    ])('refuses %s', async (_name, change, code) => {
      expect((await failureOf(LIST, { fields: 'tid', ...window(), ...change })).code).toBe(code);
    });

    it('filters by status and by status group', async () => {
      const unpaid = shop.orders.addOne({ situation: 'unpaid' });
      const paid = shop.orders.addOne({ situation: 'paid' });
      expect(await tids({ status: 'WAIT_SELLER_SEND_GOODS' })).toEqual([paid.tid]);
      expect(await tids({ status: 'ALL_WAIT_PAY' })).toEqual([unpaid.tid]);
    });

    it('lists by creation time for completeness checks', async () => {
      const old = shop.orders.addOne({ atMs: START - 40 * 24 * HOUR });
      shop.orders.addOne({ atMs: START - 100 * 24 * HOUR });
      shop.orders.touch(old.tid);
      const { body } = await call('taobao.trades.sold.get', {
        fields: 'tid',
        start_created: formatBeijingTime(START - 89 * 24 * HOUR),
      });
      expect(body).toContain(old.tid);
      expect(body).toContain('"total_results":1');
    });

    it('keeps buyer messages and oaid for the full call', async () => {
      const trade = shop.orders.addOne();
      const { body } = await call(LIST, {
        fields:
          'tid,oaid,buyer_message,seller_memo,receiver_name,receiver_address,created,receiver_mobile,receiver_phone',
        ...window(),
      });
      expect(body).not.toContain('oaid');
      expect(await full(trade.tid)).toHaveProperty('oaid');
    });

    it('withholds oaid unless the receiver is asked for in the same call', async () => {
      const trade = shop.orders.addOne();
      expect(await full(trade.tid, 'tid,status,oaid,receiver_name')).not.toHaveProperty('oaid');
    });

    it('gives only the fields that were asked for, down to single line fields', async () => {
      const trade = shop.orders.addOne();
      const view = await full(trade.tid, 'tid,status,orders.oid,orders.outer_sku_id');
      expect(Object.keys(view).sort()).toEqual(['orders', 'status', 'tid', 'tid_str']);
      expect(Object.keys(view.orders?.order[0] ?? {}).sort()).toEqual(['oid', 'oid_str', 'outer_sku_id']);
    });

    it('masks the receiver unless the app may see it', async () => {
      const trade = shop.orders.addOne();
      const masked = await full(trade.tid);
      expect(masked).toMatchObject({ receiver_address: '****', receiver_state: trade.receiver.state });
      expect(masked['receiver_mobile']).toMatch(/^1\d\d\*{4}\d{4}$/);
      const open = await startTaobaoSimulator({ clock, clearReceiver: true });
      const clear = open.orders.addOne();
      const answer = await callTop(open, FULL, { fields: FULL_FIELDS, tid: clear.tid }, now());
      expect(answer.body).toContain(clear.receiver.address);
      await open.close();
    });

    it('says that a trade does not exist with an isv code', async () => {
      const failure = await failureOf(FULL, { fields: 'tid', tid: '2200000000000000001' });
      expect(failure).toMatchObject({ code: 15, sub_code: 'isv.trade-not-exist' });
    });
  });

  describe('shipping', () => {
    const ship = (tid: string, extra: Record<string, string> = {}, service = 'offline') =>
      call(`taobao.logistics.${service}.send`, { tid, company_code: 'SF', out_sid: 'SF1040275268927', ...extra });
    const subCode = async (answer: ReturnType<typeof ship>) =>
      Failure.parse(JSON.parse((await answer).body)).error_response.sub_code;

    it.each(['online', 'offline'])('marks the order shipped through %s.send and books it once', async (service) => {
      const trade = shop.orders.addOne({ situation: 'paid' });
      const answer = await ship(trade.tid, {}, service);
      expect(answer.body).toContain(`"logistics_${service}_send_response":{"shipping":{"is_success":true}`);
      expect((await full(trade.tid)).status).toBe('WAIT_BUYER_CONFIRM_GOODS');
      expect(shop.books.shipmentsOf(trade.tid)).toMatchObject([
        { trackingNumber: 'SF1040275268927', carrier: 'SF', acceptedCalls: 1, shippedAgainst: undefined },
      ]);
    });

    it('refuses a second shipment of the same order', async () => {
      const trade = shop.orders.addOne({ situation: 'paid' });
      await ship(trade.tid);
      expect(await subCode(ship(trade.tid))).toBe('isv.logistics-offline-service-error:B04');
      expect(shop.books.refusedShipments()).toHaveLength(1);
      expect(shop.books.shipmentsOf(trade.tid)).toHaveLength(1);
    });

    it.each([
      ['an unknown order', { tid: '2200000000000000001' }, 'B01'],
      ['an unknown carrier', { company_code: 'PIGEON' }, 'B56'],
      ['no number', { out_sid: '' }, 'B59'],
      ["a number against the carrier's pattern", { out_sid: 'SF12' }, 'B60'],
    ])('refuses %s', async (_name, change, code) => {
      const trade = shop.orders.addOne({ situation: 'paid' });
      expect(await subCode(ship(trade.tid, change))).toBe(`isv.logistics-offline-service-error:${code}`);
    });

    it.each(['unpaid', 'closed', 'forbid-consign', 'presale-deposit'] as const)(
      'refuses to ship an order that is %s',
      async (situation) => {
        const trade = shop.orders.addOne({ situation });
        expect(await subCode(ship(trade.tid))).toBe('isv.logistics-offline-service-error:B04');
      },
    );

    it('ships part of an order, then the rest', async () => {
      const trade = shop.orders.addOne({
        situation: 'paid',
        lines: [
          { code: 'TEE-M', quantity: 1 },
          { code: 'TEE-L', quantity: 2 },
        ],
      });
      const [first, second] = trade.orders.map((order) => order.oid);
      await ship(trade.tid, { is_split: '1', sub_tid: first ?? '' });
      expect((await full(trade.tid)).status).toBe('SELLER_CONSIGNED_PART');
      await ship(trade.tid, { is_split: '1', sub_tid: second ?? '', out_sid: 'SF1040275268928' });
      expect((await full(trade.tid)).status).toBe('WAIT_BUYER_CONFIRM_GOODS');
      expect(shop.books.shipmentsOf(trade.tid).map((entry) => entry.lineNumbers)).toEqual([[first], [second]]);
    });

    it('waits for online.confirm when online.send came without a number', async () => {
      const trade = shop.orders.addOne({ situation: 'paid' });
      await ship(trade.tid, { out_sid: '' }, 'online');
      expect((await full(trade.tid)).status).toBe('WAIT_SELLER_SEND_GOODS');
      const answer = await call('taobao.logistics.online.confirm', { tid: trade.tid, out_sid: 'SF1040275268927' });
      expect(answer.body).toContain('"is_success":true');
      expect(shop.books.shipmentsOf(trade.tid)).toHaveLength(1);
    });

    it('accepts a parcel with an open refund but books it as shipped against it', async () => {
      const trade = shop.orders.addOne({ situation: 'refund-requested' });
      expect(shop.books.paidOrder(trade.tid)).toMatchObject({ shippable: false, blockReason: 'refund-open' });
      await ship(trade.tid);
      expect(shop.books.shipmentsOf(trade.tid)).toMatchObject([{ shippedAgainst: 'refund-open' }]);
    });
  });

  describe('the message queue', () => {
    const Messages = z.object({
      tmc_messages_consume_response: z.object({
        messages: z
          .object({ tmc_message: z.array(z.looseObject({ topic: z.string(), content: z.string() })) })
          .optional(),
      }),
    });
    const consume = async () => {
      const { body } = await call('taobao.tmc.messages.consume', { quantity: '10' });
      const ids = [...body.matchAll(/"id":(\d+),"topic"/g)].map((match) => match[1] ?? '');
      return {
        ids,
        messages: Messages.parse(JSON.parse(body)).tmc_messages_consume_response.messages?.tmc_message ?? [],
      };
    };

    it('hands out a message with its exact id until it is confirmed', async () => {
      const trade = shop.orders.addOne({ situation: 'paid' });
      const { ids, messages } = await consume();
      expect(messages).toMatchObject([{ topic: 'taobao_trade_TradeBuyerPay', pub_time: '2026-11-01 10:00:00' }]);
      expect(messages[0]?.content).toContain(`"tid":${trade.tid}`);
      expect((await consume()).ids).toEqual([]);
      clock.advance(600_000);
      expect((await consume()).ids).toEqual(ids);
      await call('taobao.tmc.messages.confirm', { s_message_ids: ids.join() });
      clock.advance(600_000);
      expect((await consume()).ids).toEqual([]);
      expect(shop.books.pushes()).toMatchObject([
        { externalNumber: trade.tid, sentAtMs: [START, START + 600_000], acknowledgedAtMs: START + 600_000 },
      ]);
    });

    it('refuses quantities outside 10..200 and a confirmation without ids', async () => {
      expect((await failureOf('taobao.tmc.messages.consume', { quantity: '9' })).code).toBe(41);
      expect((await failureOf('taobao.tmc.messages.confirm', {})).code).toBe(40);
    });

    it('delivers twice and reordered when told to', async () => {
      shop.orders.add(2, { situation: 'paid' });
      shop.faults.switchOn({ kind: 'duplicate-rows', operation: 'taobao.tmc.messages.consume' });
      shop.faults.switchOn({ kind: 'reordered-rows', operation: 'taobao.tmc.messages.consume' });
      const { ids } = await consume();
      expect(ids).toHaveLength(4);
      expect(ids[0]).toBe(ids[1]);
      expect(BigInt(ids[0] ?? 0) > BigInt(ids[3] ?? 0)).toBe(true);
    });
  });

  describe('buyers and platform', () => {
    it('turns every situation into its status and books only what was paid', () => {
      const born = (
        ['paid', 'unpaid', 'closed', 'refund-requested', 'presale-deposit', 'presale-paid', 'forbid-consign'] as const
      ).map((situation) => shop.orders.addOne({ situation }));
      expect(born.map((trade) => trade.status)).toEqual([
        'WAIT_SELLER_SEND_GOODS',
        'WAIT_BUYER_PAY',
        'TRADE_CLOSED_BY_TAOBAO',
        'WAIT_SELLER_SEND_GOODS',
        'WAIT_BUYER_PAY',
        'WAIT_SELLER_SEND_GOODS',
        'PAID_FORBID_CONSIGN',
      ]);
      expect(shop.books.paidOrders().map((order) => order.blockReason)).toEqual([
        undefined,
        'refund-open',
        undefined,
        'forbid-consign',
      ]);
    });

    it('books amounts that add up to the payment', () => {
      for (const trade of shop.orders.add(50, { situation: 'paid' })) {
        const booked = shop.books.paidOrder(trade.tid);
        const lines = booked?.items.reduce((sum, item) => sum + item.paidMinor, 0) ?? 0;
        expect(lines + trade.postFeeMinor).toBe(booked?.paidMinor);
      }
    });

    it('lets buyers pay, ask for refunds, change their address and lets the platform forbid shipping', async () => {
      const { tid } = shop.orders.addOne({ situation: 'unpaid' });
      clock.advance(60_000);
      shop.orders.pay(tid);
      expect(shop.books.paidOrder(tid)?.paidAtMs).toBe(START + 60_000);
      shop.orders.requestRefund(tid);
      expect(shop.books.paidOrder(tid)?.blockReason).toBe('refund-open');
      shop.orders.withdrawRefund(tid);
      shop.orders.forbidConsign(tid);
      expect((await full(tid)).status).toBe('PAID_FORBID_CONSIGN');
      shop.orders.allowConsign(tid);
      shop.orders.changeReceiver(tid, { state: '海南省' });
      expect(await full(tid)).toMatchObject({ receiver_state: '海南省', modified: '2026-11-01 10:01:00' });
      shop.orders.completeRefund(tid);
      expect((await full(tid)).status).toBe('TRADE_CLOSED');
      expect(() => shop.orders.pay('1')).toThrow('no trade 1');
    });

    it('makes the same orders from the same seed and never repeats numbers after a restart', async () => {
      const later = createManualClock(START + 1_000);
      const again = await startTaobaoSimulator({ clock, seed: 7 });
      const restarted = await startTaobaoSimulator({ clock: later, seed: 7 });
      const mine = shop.orders.add(100);
      expect(again.orders.add(100)).toEqual(mine);
      const numbers = new Set([...mine, ...restarted.orders.add(100)].map((trade) => trade.tid));
      expect(numbers.size).toBe(200);
      await Promise.all([again.close(), restarted.close()]);
    });
  });

  describe('faults', () => {
    it('bans a caller in the words of TOP', async () => {
      shop.faults.switchOn({ kind: 'throttle', retryAfterS: 3 });
      const failure = await failureOf(LIST, { fields: 'tid', ...window() });
      expect(failure).toMatchObject({
        code: 7,
        sub_code: 'accesscontrol.limited-by-api-access-count',
        sub_msg: 'This ban will last for 3 more seconds',
      });
      expect(await tids()).toEqual([]);
    });

    it('bans by its own count until the span is over, and by the day', async () => {
      const strict = await startTaobaoSimulator({
        clock,
        limits: { callsPerApi: { calls: 2, perMs: 5_000 }, callsPerDay: 5 },
      });
      const code = async () => (await callTop(strict, LIST, { fields: 'tid', ...window() }, now())).body;
      await code();
      await code();
      clock.advance(1_500);
      expect(await code()).toContain('This ban will last for 4 more seconds');
      clock.advance(4_000);
      await code();
      await code();
      expect(await code()).toContain('accesscontrol.limited-by-app-access-count');
      clock.advance(24 * HOUR);
      expect(await code()).not.toContain('error_response');
      await strict.close();
    });

    it('reports a busy platform inside HTTP 200, before or after the effect', async () => {
      const trade = shop.orders.addOne({ situation: 'paid' });
      shop.faults.switchOn({
        kind: 'error-body',
        phase: 'after',
        operation: 'taobao.logistics.offline.send',
        subCode: 'isp.top-remote-connection-timeout',
      });
      const failure = await failureOf('taobao.logistics.offline.send', {
        tid: trade.tid,
        company_code: 'SF',
        out_sid: 'SF1040275268927',
      });
      expect(failure).toMatchObject({ code: 15, sub_code: 'isp.top-remote-connection-timeout' });
      expect(shop.books.shipmentsOf(trade.tid)).toHaveLength(1);
    });

    it.each([
      ['loses rows for a reader who pages forward while orders change', ['1', '2', '3'], 2],
      ['loses none for a reader who pages backward', ['3', '2', '1'], 0],
    ] as const)('%s', async (_name, pages, lost) => {
      const added = shop.orders.add(30, { spreadMs: HOUR / 2 }).map((trade) => trade.tid);
      const first: Record<string, string> = { ...window(), page_size: '10' };
      clock.advance(60_000);
      shop.faults.switchOn({ kind: 'drift', times: 2 });
      const seen = new Set<string>();
      for (const page_no of pages) for (const tid of await tids({ ...first, page_no })) seen.add(tid);
      // What moved out of the window comes with the next one.
      for (const tid of await tids({ start_modified: first['end_modified'] ?? '' })) seen.add(tid);
      expect(added.filter((tid) => !seen.has(tid))).toHaveLength(lost);
    });

    it('repeats rows, and shows one unknown status once per run', async () => {
      shop.orders.add(3, { situation: 'paid' });
      shop.faults.switchOn({ kind: 'duplicate-rows' });
      expect(await tids()).toHaveLength(6);
      shop.faults.switchOn({ kind: 'unknown-enum' });
      const statuses = async () => ((await list()).trades?.trade ?? []).map((trade) => trade.status);
      expect((await statuses()).filter((status) => status === 'WAIT_PLATFORM_INSPECTION')).toHaveLength(1);
      expect(await statuses()).not.toContain('WAIT_PLATFORM_INSPECTION');
    });

    it('hides zero-width characters in identifiers', async () => {
      const trade = shop.orders.addOne();
      shop.faults.switchOn({ kind: 'zero-width', operation: FULL });
      const view = await full(trade.tid);
      expect(view.tid_str).toBe(`${trade.tid}\u200B`);
      expect(view.orders?.order[0]?.outer_sku_id).toBe(`${trade.orders[0]?.outerSkuId}\u200B`);
    });

    it('numbers orders beyond 64 bits while huge ids are on', async () => {
      shop.faults.switchOn({ kind: 'huge-ids' });
      const trade = shop.orders.addOne();
      expect(BigInt(trade.tid) > 2n ** 64n).toBe(true);
      expect((await full(trade.tid)).tid_str).toBe(trade.tid);
      shop.faults.switchOff('huge-ids');
      expect(shop.orders.addOne().tid).toHaveLength(19);
    });

    it('refuses honest clocks while its own is skewed', async () => {
      shop.faults.switchOn({ kind: 'clock-skew', skewMs: 15 * 60_000, untilMs: START + 1_000 });
      const answer = await call(LIST, { fields: 'tid', ...window() });
      expect(answer.body).toContain('"code":31');
      expect(answer.headers['date']).toBe('Sun, 01 Nov 2026 02:15:00 GMT');
      clock.advance(1_000);
      expect(await tids()).toEqual([]);
    });
  });
});
