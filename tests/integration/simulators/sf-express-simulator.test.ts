import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import type { ManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { startSfExpressSimulator } from '#main/simulators/sf-express/sf-express-simulator.ts';
import type { SfExpressSimulator } from '#main/simulators/sf-express/sf-express-simulator.ts';
import { expectedSfDigest, javaUrlEncode } from '#main/simulators/sf-express/sf-digest.ts';
import { endingOf } from './support/raw-http.ts';
import { callSf, encodeForSf, signSf } from './support/sf-client.ts';
import type { SfCallOptions } from './support/sf-client.ts';

const START = Date.UTC(2026, 10, 1, 2, 0, 0);
const CREATE = 'EXP_RECE_CREATE_ORDER';
const SEARCH = 'EXP_RECE_SEARCH_ORDER_RESP';
const UPDATE = 'EXP_RECE_UPDATE_ORDER';
const ROUTES = 'EXP_RECE_SEARCH_ROUTES';

const Outer = z.object({
  apiResultCode: z.string(),
  apiErrorMsg: z.string(),
  apiResponseID: z.string(),
  apiResultData: z.string().nullable(),
});
const Inner = z.object({
  success: z.boolean(),
  errorCode: z.string(),
  errorMsg: z.string().nullable(),
  msgData: z.looseObject({}).nullable(),
});
const Placed = z.looseObject({
  orderId: z.string(),
  originCode: z.string(),
  destCode: z.string(),
  filterResult: z.number(),
  waybillNoInfoList: z.array(z.object({ waybillType: z.number(), waybillNo: z.string() })),
  routeLabelInfo: z
    .array(z.object({ code: z.string(), routeLabelData: z.looseObject({ waybillNo: z.string() }) }))
    .optional(),
});
const Routes = z.object({
  routeResps: z.array(
    z.object({ mailNo: z.string(), routes: z.array(z.looseObject({ opCode: z.string(), acceptTime: z.string() })) }),
  ),
});

function orderText(orderId: string, extra: Record<string, unknown> = {}): string {
  return JSON.stringify({
    language: 'zh-CN',
    orderId,
    expressTypeId: 1,
    payMethod: 1,
    parcelQty: 1,
    isReturnRoutelabel: 1,
    custReferenceNo: `sale-${orderId}`,
    cargoDetails: [{ name: 'T恤 (L)*2~3 100%+!', count: 2 }],
    contactInfoList: [
      {
        contactType: 1,
        contact: '打包台',
        mobile: '13800001234',
        province: '广东省',
        city: '深圳市',
        county: '南山区',
        address: '科技园1号',
      },
      {
        contactType: 2,
        contact: '王五',
        mobile: '13911115678',
        province: '浙江省',
        city: '杭州市',
        county: '西湖区',
        address: '文三路99号',
      },
    ],
    ...extra,
  });
}

describe('the SF Express simulator', () => {
  let clock: ManualClock;
  let sf: SfExpressSimulator;

  beforeEach(async () => {
    clock = createManualClock(START);
    sf = await startSfExpressSimulator({ clock });
  });
  afterEach(() => sf.close());

  const call = (service: string, msgData: string, options: Partial<SfCallOptions> = {}) =>
    callSf(sf, service, msgData, { timestampMs: clock.nowMs(), ...options });
  async function outer(service: string, msgData: string, options: Partial<SfCallOptions> = {}) {
    const answer = await call(service, msgData, options);
    expect(answer.status).toBe(200);
    return Outer.parse(JSON.parse(answer.body));
  }
  async function inner(service: string, msgData: string, options: Partial<SfCallOptions> = {}) {
    const envelope = await outer(service, msgData, options);
    expect(envelope.apiResultCode).toBe('A1000');
    return Inner.parse(JSON.parse(envelope.apiResultData ?? ''));
  }
  const place = async (orderId: string, extra: Record<string, unknown> = {}) =>
    Placed.parse((await inner(CREATE, orderText(orderId, extra))).msgData);
  const numberOf = (placed: z.infer<typeof Placed>): string => placed.waybillNoInfoList[0]?.waybillNo ?? '';

  describe('the envelope', () => {
    it('reproduces the vendor example of the digest', () => {
      const vector = [
        '{"language":"zh-CN","orderId":"QIAO-20200618-004"}',
        '12312334453453',
        'fjcg5PGKaNpPSHFAZ4QsCOkV71R3zVci',
      ] as const;
      expect(expectedSfDigest(...vector)).toBe('IIKJtuLVzoFTu4kHI8M8vA==');
      expect(signSf(...vector)).toBe('IIKJtuLVzoFTu4kHI8M8vA==');
    });

    it('encodes like java.net.URLEncoder at the edges', () => {
      const text = '{"orderId":"T-1","cargoDetails":[{"name":"T恤 (L)*2~3 100%+!"}]}';
      const encoded =
        '%7B%22orderId%22%3A%22T-1%22%2C%22cargoDetails%22%3A%5B%7B%22name%22%3A%22T%E6%81%A4+%28L%29*2%7E3+100%25%2B%21%22%7D%5D%7D1767225600000CW_test-1.2*3';
      expect(javaUrlEncode(`${text}1767225600000CW_test-1.2*3`)).toBe(encoded);
      expect(encodeForSf(`${text}1767225600000CW_test-1.2*3`)).toBe(encoded);
      expect(expectedSfDigest(text, '1767225600000', 'CW_test-1.2*3')).toBe('z+rDZmcS6uJnf3EzR0wYEQ==');
    });

    it.each([
      ['a message changed after signing', { msgData: orderText('T-2') }, 'A1006'],
      ['another partner', { partnerID: 'SOMEONE' }, 'A1004'],
      ['a missing digest', { msgDigest: '' }, 'A1001'],
      ['an unknown service', { serviceCode: 'EXP_NOTHING' }, 'A1008'],
    ])('refuses %s', async (_name, replace, code) => {
      expect(await outer(CREATE, orderText('T-1'), { replace })).toMatchObject({
        apiResultCode: code,
        apiResultData: null,
      });
      expect(sf.books.waybills()).toEqual([]);
    });

    it('refuses an old timestamp and a repeated request id', async () => {
      expect((await outer(CREATE, orderText('T-1'), { timestampMs: START - 601_000 })).apiResultCode).toBe('A1002');
      await outer(CREATE, orderText('T-1'), { requestID: 'same' });
      expect((await outer(SEARCH, '{"orderId":"T-1"}', { requestID: 'same' })).apiResultCode).toBe('A1007');
    });

    it('throttles above its calls per second', async () => {
      const strict = await startSfExpressSimulator({ clock, callsPerSecond: 1 });
      const code = async () =>
        Outer.parse(
          JSON.parse((await callSf(strict, SEARCH, '{"orderId":"T-1"}', { timestampMs: clock.nowMs() })).body),
        ).apiResultCode;
      expect([await code(), await code()]).toEqual(['A1000', 'A1005']);
      clock.advance(1_000);
      expect(await code()).toBe('A1000');
      await strict.close();
    });
  });

  describe('ordering a waybill', () => {
    it('issues one number per order with its route label', async () => {
      const placed = await place('T-1');
      expect(placed).toMatchObject({ orderId: 'T-1', originCode: '755', destCode: '571', filterResult: 2 });
      expect(placed.waybillNoInfoList).toEqual([{ waybillType: 1, waybillNo: expect.stringMatching(/^SF\d{13}$/) }]);
      const label = placed.routeLabelInfo?.[0];
      expect(label?.code).toBe('1000');
      expect(label?.routeLabelData['destRouteLabel']).toMatch(/^571W-[A-Z]{2}-\d{3}$/);
      expect(label?.routeLabelData['codingMapping']).toMatch(/^[A-Z]\d{2}$/);
      expect(label?.routeLabelData['twoDimensionCode']).toMatch(
        new RegExp(
          `^MMM=\\{'k1':'571W','k2':'571[A-Z]{2}','k3':'\\d{3}','k4':'T4','k5':'${numberOf(placed)}','k6':'','k7':'[0-9a-f]{8}'\\}$`,
        ),
      );
      expect(sf.books.waybill('T-1')).toMatchObject({
        custReferenceNo: 'sale-T-1',
        waybillNumbers: [numberOf(placed)],
        createCalls: 1,
        issuedAtMs: START,
        receiverName: '王五',
      });
    });

    it('issues a parent and child numbers for several parcels', async () => {
      const placed = await place('T-1', { parcelQty: 3 });
      expect(placed.waybillNoInfoList.map((info) => info.waybillType)).toEqual([1, 2, 2]);
      expect(sf.books.numbersIssued('T-1')).toBe(3);
      expect(placed.routeLabelInfo).toHaveLength(3);
    });

    it('leaves the route label out when it is not wanted', async () => {
      expect(await place('T-1', { isReturnRoutelabel: 0 })).not.toHaveProperty('routeLabelInfo');
    });

    it('refuses a repeated order id with 8016 and issues no second number', async () => {
      await place('T-1');
      expect(await inner(CREATE, orderText('T-1'))).toMatchObject({ success: false, errorCode: '8016', msgData: null });
      expect(sf.books.numbersIssued('T-1')).toBe(1);
      expect(sf.books.waybill('T-1')?.createCalls).toBe(2);
    });

    it('never issues a number twice, not even after a restart with the same seed', async () => {
      const numbers = new Set<string>();
      for (let index = 0; index < 50; index += 1) numbers.add(numberOf(await place(`T-${index}`)));
      const restarted = await startSfExpressSimulator({ clock: createManualClock(START + 1_000) });
      for (let index = 0; index < 50; index += 1) {
        await callSf(restarted, CREATE, orderText(`T-${index}`), { timestampMs: START });
        for (const number of restarted.books.waybill(`T-${index}`)?.waybillNumbers ?? []) numbers.add(number);
      }
      expect(numbers.size).toBe(100);
      await restarted.close();
    });

    it.each([
      [
        'no receiver',
        {
          contactInfoList: [
            { contactType: 1, contact: 'A', mobile: '1', address: 'x' },
            { contactType: 1, contact: 'B', mobile: '1', address: 'x' },
          ],
        },
      ],
      ['no cargo', { cargoDetails: [] }],
      ['more than 307 parcels', { parcelQty: 308 }],
      [
        'a receiver without a phone',
        {
          contactInfoList: [
            { contactType: 1, contact: 'A', mobile: '1', address: 'x' },
            { contactType: 2, contact: 'B', address: 'x' },
          ],
        },
      ],
    ])('refuses %s inside an accepted envelope', async (_name, change) => {
      expect(await inner(CREATE, orderText('T-1', change))).toMatchObject({ success: false, errorCode: 'S0002' });
      expect(sf.books.totalNumbersIssued()).toBe(0);
    });

    it('refuses msgData that is no JSON, and an unknown monthly account', async () => {
      expect(await inner(CREATE, '{"orderId":')).toMatchObject({ errorCode: 'S0001' });
      const strict = await startSfExpressSimulator({ clock, monthlyCards: ['7551234567'] });
      const answer = await callSf(strict, CREATE, orderText('T-1', { monthlyCard: '1' }), { timestampMs: START });
      expect(answer.body).toContain('8119');
      await strict.close();
    });

    it('gives no number where SF does not deliver', async () => {
      sf.decideFilter('T-1', 3);
      expect(await place('T-1')).toMatchObject({ filterResult: 3, waybillNoInfoList: [] });
    });
  });

  describe('asking and cancelling', () => {
    it('finds the number of an order id, and says 8024 for one it never saw', async () => {
      const placed = await place('T-1');
      const found = Placed.parse((await inner(SEARCH, '{"orderId":"T-1","searchType":1}')).msgData);
      expect(found.waybillNoInfoList).toEqual(placed.waybillNoInfoList);
      expect(await inner(SEARCH, '{"orderId":"T-9"}')).toMatchObject({ success: false, errorCode: '8024' });
    });

    it('cancels once, then says 8037; the order id stays used', async () => {
      await place('T-1');
      expect((await inner(UPDATE, '{"orderId":"T-1","dealType":2}')).msgData).toMatchObject({
        orderId: 'T-1',
        resStatus: 2,
      });
      expect(sf.books.waybill('T-1')?.cancelledAtMs).toBe(START);
      expect((await inner(UPDATE, '{"orderId":"T-1","dealType":2}')).errorCode).toBe('8037');
      expect((await inner(CREATE, orderText('T-1'))).errorCode).toBe('8016');
    });

    it('does not cancel what was confirmed, picked up or never placed', async () => {
      await place('T-1');
      await inner(UPDATE, '{"orderId":"T-1","dealType":1}');
      expect((await inner(UPDATE, '{"orderId":"T-1","dealType":2}')).errorCode).toBe('8252');
      sf.scan(numberOf(await place('T-2')), 'picked-up');
      expect((await inner(UPDATE, '{"orderId":"T-2","dealType":2}')).errorCode).toBe('8252');
      expect((await inner(UPDATE, '{"orderId":"T-9","dealType":2}')).errorCode).toBe('8024');
    });
  });

  describe('following a parcel', () => {
    const follow = async (message: Record<string, unknown>) =>
      Routes.parse((await inner(ROUTES, JSON.stringify({ language: 'zh-CN', methodType: 1, ...message }))).msgData)
        .routeResps;

    it('shows the scans in Beijing time to who knows one of the phones', async () => {
      const waybillNo = numberOf(await place('T-1'));
      expect(await follow({ trackingType: 1, trackingNumber: [waybillNo], checkPhoneNo: '5678' })).toEqual([
        { mailNo: waybillNo, routes: [] },
      ]);
      sf.scan(waybillNo, 'picked-up');
      clock.advance(3_600_000);
      sf.scan(waybillNo, 'delivered', '杭州市');
      const [seen] = await follow({ trackingType: 1, trackingNumber: [waybillNo], checkPhoneNo: '5678' });
      expect(seen?.routes).toMatchObject([
        { opCode: '50', acceptTime: '2026-11-01 10:00:00', secondaryStatusCode: '101' },
        { opCode: '80', acceptTime: '2026-11-01 11:00:00', firstStatusName: '已签收', acceptAddress: '杭州市' },
      ]);
      expect(await follow({ trackingType: 2, trackingNumber: ['T-1'] })).toEqual([seen]);
    });

    it('answers empty routes for a wrong phone or an unknown number, and refuses more than ten', async () => {
      const waybillNo = numberOf(await place('T-1'));
      sf.scan(waybillNo, 'picked-up');
      expect(await follow({ trackingType: 1, trackingNumber: [waybillNo], checkPhoneNo: '0000' })).toEqual([
        { mailNo: waybillNo, routes: [] },
      ]);
      expect(await follow({ trackingType: 1, trackingNumber: ['SF1999999999999'] })).toEqual([
        { mailNo: 'SF1999999999999', routes: [] },
      ]);
      const eleven = { trackingType: 1, trackingNumber: Array.from({ length: 11 }, String) };
      expect((await inner(ROUTES, JSON.stringify(eleven))).errorCode).toBe('S0002');
    });

    it('repeats, turns round and disguises scans when told to', async () => {
      const waybillNo = numberOf(await place('T-1'));
      sf.scan(waybillNo, 'picked-up');
      sf.scan(waybillNo, 'in-transit');
      for (const kind of ['unknown-enum', 'duplicate-rows', 'reordered-rows'] as const)
        sf.faults.switchOn({ kind, operation: ROUTES });
      const [seen] = await follow({ trackingType: 2, trackingNumber: ['T-1'] });
      expect(seen?.routes.map((route) => route.opCode)).toEqual(['9941', '9941', '50', '50']);
    });
  });

  describe('faults', () => {
    it('keeps the number when the answer to its creation is lost', async () => {
      const fault = sf.loseNextCreateAnswer();
      expect(await endingOf(call(CREATE, orderText('T-1'), { timeoutMs: 100 }))).toBe('timeout');
      expect(fault.fired()).toBe(1);
      expect(sf.books.numbersIssued('T-1')).toBe(1);
      expect((await inner(CREATE, orderText('T-1'))).errorCode).toBe('8016');
      const found = Placed.parse((await inner(SEARCH, '{"orderId":"T-1"}')).msgData);
      expect(found.waybillNoInfoList[0]?.waybillNo).toBe(sf.books.waybill('T-1')?.waybillNumbers[0]);
    });

    it('closes the silent connection by itself when asked to', async () => {
      sf.loseNextCreateAnswer(20);
      expect(await endingOf(call(CREATE, orderText('T-1')))).toBe('reset');
      expect(sf.books.numbersIssued('T-1')).toBe(1);
    });

    it.each([
      [{ kind: 'throttle' }, 'A1005'],
      [{ kind: 'error-body' }, 'A1099'],
      [{ kind: 'error-body', code: 'A1009' }, 'A1009'],
    ] as const)('answers %o in the outer code', async (rule, code) => {
      sf.faults.switchOn(rule);
      expect(await outer(CREATE, orderText('T-1'))).toMatchObject({ apiResultCode: code });
      expect(sf.books.totalNumbersIssued()).toBe(0);
    });

    it('answers a business code in the inner code', async () => {
      sf.faults.switchOn({ kind: 'error-body', code: '8177' });
      expect(await inner(CREATE, orderText('T-1'))).toMatchObject({ errorCode: '8177', errorMsg: '高峰期限制下单' });
    });

    it('fails after it issued the number when told so', async () => {
      sf.faults.switchOn({ kind: 'error-body', code: 'A1009', phase: 'after' });
      expect((await outer(CREATE, orderText('T-1'))).apiResultCode).toBe('A1009');
      expect(sf.books.numbersIssued('T-1')).toBe(1);
    });

    it('hides a zero-width character in the number and shows an unknown filter result', async () => {
      sf.faults.switchOn({ kind: 'zero-width' });
      sf.faults.switchOn({ kind: 'unknown-enum' });
      const placed = await place('T-1');
      expect(numberOf(placed)).toBe(`\u200B${sf.books.waybill('T-1')?.waybillNumbers[0]}`);
      expect(placed.filterResult).toBe(9);
    });

    it('refuses honest clocks while its own is skewed', async () => {
      sf.faults.switchOn({ kind: 'clock-skew', skewMs: -20 * 60_000 });
      expect((await outer(CREATE, orderText('T-1'))).apiResultCode).toBe('A1002');
    });
  });
});
