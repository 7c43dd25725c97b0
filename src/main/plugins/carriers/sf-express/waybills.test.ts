import { expect, it } from 'vitest';
import { buildSfRequest } from '#main/plugins/carriers/sf-express/call.ts';
import { fixture, NOW_MS, REQUEST, sfContext } from '#main/plugins/carriers/sf-express/fixtures/test-context.ts';
import { sfExpressConnector } from '#main/plugins/carriers/sf-express/sf-express-connector.ts';
import { buildCreateOrder } from '#main/plugins/carriers/sf-express/waybill-request.ts';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import {
  answered,
  answeredJson,
  formOf,
  noAnswer,
  notSent,
  scriptedHttp,
  withoutWaiting,
} from '#tests/contract/connectors/scripted-http.ts';

const WAYBILL: unknown = JSON.parse(fixture('created.waybill.json'));
const outer = (apiResultCode: string, apiErrorMsg = '') =>
  answeredJson({ apiResultCode, apiErrorMsg, apiResultData: null });
const inner = (errorCode: string, msgData: unknown = null) =>
  answeredJson({
    apiResultCode: 'A1000',
    apiErrorMsg: '',
    apiResultData: JSON.stringify({ success: errorCode === 'S0000', errorCode, errorMsg: 'said', msgData }),
  });
const unissued = (filterResult: number, waybillNoInfoList: object[] = []) =>
  inner('S0000', { orderId: 'T-1', filterResult, waybillNoInfoList });

it('builds the order of a waybill', () => {
  expect(buildCreateOrder(sfContext(scriptedHttp(() => noAnswer).http).config, REQUEST)).toEqual(
    JSON.parse(fixture('create-order.json')),
  );
});

it('cuts long names of goods and notes between characters, and never an address', () => {
  const { config } = sfContext(scriptedHttp(() => noAnswer).http);
  const street = '文'.repeat(300);
  const built = buildCreateOrder(config, {
    ...REQUEST,
    goods: [{ name: '😀'.repeat(200), quantity: 1 }],
    remark: '😀'.repeat(200),
    recipient: { ...REQUEST.recipient, town: '', street },
  });
  expect(built.cargoDetails[0]?.name).toBe('😀'.repeat(128));
  expect(built.remark).toBe('😀'.repeat(100));
  expect(built.contactInfoList[1]?.address).toBe(street);
});

it('posts the signed form, and asks for a waybill over a connection of its own', async () => {
  const { http, requests } = scriptedHttp(() => answered(fixture('created.json')));
  await sfExpressConnector.createWaybill(sfContext(http), REQUEST);
  expect(requests).toEqual([
    expect.objectContaining({
      method: 'POST',
      url: 'http://sf.test/std/service',
      operation: 'EXP_RECE_CREATE_ORDER',
      connection: 'fresh',
    }),
  ]);
  const form = formOf(requests[0]);
  expect(form).toEqual({
    partnerID: 'PARTNER',
    requestID: expect.stringMatching(/^[0-9a-f-]{36}$/),
    serviceCode: 'EXP_RECE_CREATE_ORDER',
    timestamp: String(NOW_MS),
    msgDigest: expect.any(String),
    msgData: expect.any(String),
  });
  expect(JSON.parse(form.msgData ?? '')).toEqual(JSON.parse(fixture('create-order.json')));
});

it('signs the very text that it sends', () => {
  const request = buildSfRequest(
    sfContext(scriptedHttp(() => noAnswer).http),
    'EXP_RECE_CREATE_ORDER',
    { orderId: 'T-1', cargoDetails: [{ name: 'T恤 (L)*2~3 100%+!' }] },
    { nowMs: 1_767_225_600_000, requestId: 'r' },
  );
  expect(formOf(request)).toMatchObject({ msgDigest: 'z+rDZmcS6uJnf3EzR0wYEQ==' });
});

it('reads an issued waybill with its children and its route', async () => {
  const { http } = scriptedHttp(() => answered(fixture('created.json')));
  expect(await sfExpressConnector.createWaybill(sfContext(http), REQUEST)).toEqual({
    ok: true,
    value: WAYBILL,
    messages: [],
  });
});

it('accepts the business answer as an object, too', async () => {
  const answer: { apiResultData: string } = JSON.parse(fixture('created.json'));
  const { http } = scriptedHttp(() => answeredJson({ ...answer, apiResultData: JSON.parse(answer.apiResultData) }));
  expect(await sfExpressConnector.createWaybill(sfContext(http), REQUEST)).toMatchObject({ ok: true, value: WAYBILL });
});

it('fetches the number issued before when SF says that the key is taken', async () => {
  const { http, requests } = scriptedHttp((_request, index) =>
    index === 0 ? inner('8016') : answered(fixture('created.json')),
  );
  expect(await sfExpressConnector.createWaybill(sfContext(http), REQUEST)).toMatchObject({
    ok: true,
    value: { trackingNumber: 'SF1040275268927', alreadyIssued: true },
  });
  expect(formOf(requests[1])).toMatchObject({
    serviceCode: 'EXP_RECE_SEARCH_ORDER_RESP',
    msgData: '{"language":"zh-CN","orderId":"T-1","searchType":1}',
  });
});

it('passes on what SF says of the address beside a number, also where no document knows it', async () => {
  const issued = [{ waybillType: 1, waybillNo: 'SF1040275268927' }];
  const messagesFor = async (filterResult: number) =>
    (
      await sfExpressConnector.createWaybill(
        sfContext(scriptedHttp(() => unissued(filterResult, issued)).http),
        REQUEST,
      )
    ).messages;
  expect(await messagesFor(1)).toEqual([{ code: 'INFO', vendorCode: 'filterResult 1', vendorText: '' }]);
  expect(await messagesFor(2)).toEqual([]);
  expect(await messagesFor(9)).toEqual([{ code: 'INFO', vendorCode: 'filterResult 9', vendorText: '' }]);
});

it.each<[string, HttpOutcome, object]>([
  [
    'an address that SF does not deliver to',
    unissued(3, [{ waybillType: 1, waybillNo: 'SF1040275268927' }]),
    { kind: 'refused', code: 'ERR_CARRIER_REFUSED', vendorCode: 'filterResult 3' },
  ],
  ['an address that SF checks by hand', unissued(1), { kind: 'refused', vendorCode: 'filterResult 1' }],
  ['prohibited goods', inner('20035'), { kind: 'refused', vendorCode: '20035', vendorText: 'said' }],
  ['the peak-time limit', inner('8177'), { kind: 'retry', code: 'ERR_CARRIER_THROTTLED' }],
  ['a throttle', outer('A1005'), { kind: 'retry', code: 'ERR_CARRIER_THROTTLED' }],
  [
    'a wrong signature',
    outer('A1006', '数字签名无效'),
    { kind: 'auth', code: 'ERR_CARRIER_AUTH', vendorText: '数字签名无效' },
  ],
  ['a missing permission', outer('A1004'), { kind: 'auth' }],
  ['an expired request', outer('A1002'), { kind: 'refused' }],
  ['a fault behind the gateway', outer('A1009'), { kind: 'unknown_outcome', code: 'ERR_CARRIER_OUTCOME_UNKNOWN' }],
  ['a system fault', outer('A1099'), { kind: 'unknown_outcome' }],
  ['a lost answer', noAnswer, { kind: 'unknown_outcome' }],
  ['an answer without a number', unissued(2), { kind: 'unknown_outcome' }],
  ['a number that is none of SF', unissued(2, [{ waybillType: 1, waybillNo: 'JT123' }]), { kind: 'unknown_outcome' }],
  [
    'a business answer that cannot be read',
    answeredJson({ apiResultCode: 'A1000', apiResultData: '{"succ' }),
    { kind: 'unknown_outcome' },
  ],
  ['no connection', notSent, { kind: 'retry', code: 'ERR_CARRIER_UNREACHABLE' }],
])('tells what %s means', async (_name, outcome, failure) => {
  const { http, requests } = scriptedHttp(() => outcome);
  expect(await sfExpressConnector.createWaybill(sfContext(http), REQUEST)).toMatchObject({ ok: false, failure });
  expect(requests).toHaveLength(1);
});

it.each([
  ['a masked recipient', { recipient: { ...REQUEST.recipient, isMasked: true } }],
  ['an unknown service', { serviceCode: '999' }],
  ['too many parcels', { parcelCount: 308 }],
  ['an empty key', { requestKey: '' }],
])('refuses %s without a call', async (_name, change) => {
  const { http, requests } = scriptedHttp(() => noAnswer);
  expect(await sfExpressConnector.createWaybill(sfContext(http), { ...REQUEST, ...change })).toMatchObject({
    ok: false,
    failure: { kind: 'refused' },
  });
  expect(requests).toHaveLength(0);
});

it('knows for sure that SF holds nothing under a key, or says that it does not know', async () => {
  expect(await sfExpressConnector.findWaybill(sfContext(scriptedHttp(() => inner('8024')).http), 'T-1')).toEqual({
    ok: true,
    value: null,
    messages: [],
  });
  const { result } = await withoutWaiting(() =>
    sfExpressConnector.findWaybill(sfContext(scriptedHttp(() => outer('A1099')).http), 'T-1'),
  );
  expect(result).toMatchObject({ ok: false, failure: { kind: 'retry' } });
});

it('cancels once and recognises that it was cancelled before', async () => {
  const { http, requests } = scriptedHttp((_request, index) =>
    index === 0 ? inner('S0000', { orderId: 'T-1', resStatus: 2 }) : inner('8037'),
  );
  expect(await sfExpressConnector.cancelWaybill(sfContext(http), 'T-1')).toEqual({
    ok: true,
    value: { alreadyCancelled: false },
    messages: [],
  });
  expect(await sfExpressConnector.cancelWaybill(sfContext(http), 'T-1')).toEqual({
    ok: true,
    value: { alreadyCancelled: true },
    messages: [],
  });
  expect(formOf(requests[0])).toMatchObject({
    serviceCode: 'EXP_RECE_UPDATE_ORDER',
    msgData: '{"language":"zh-CN","orderId":"T-1","dealType":2}',
  });
});

it('proves an account by asking for a key that nobody has', async () => {
  expect(await sfExpressConnector.testConnection(sfContext(scriptedHttp(() => inner('8024')).http))).toMatchObject({
    ok: true,
  });
  expect(await sfExpressConnector.testConnection(sfContext(scriptedHttp(() => outer('A1006')).http))).toMatchObject({
    ok: false,
    failure: { kind: 'auth' },
  });
});

it.each([
  ['SF1040275268927', true],
  ['123456789012', true],
  ['SF104027526892', false],
  ['sf1040275268927', false],
  ['SF1040275268927 ', false],
])('takes %j as a waybill number: %s', (text, expected) => {
  expect(sfExpressConnector.trackingNumberPattern.test(text)).toBe(expected);
});
