import { expect, it } from 'vitest';
import { z } from 'zod';
import { buildPddRequest, readPdd, writePdd } from '#main/plugins/channels/pinduoduo/call.ts';
import { NOW_MS, pinduoduoContext } from '#main/plugins/channels/pinduoduo/fixtures/test-context.ts';
import {
  answered,
  answeredJson,
  formOf,
  noAnswer,
  notSent,
  scriptedHttp,
  withoutWaiting,
} from '#tests/contract/connectors/scripted-http.ts';
import type { HttpOutcome } from '#main/lib/http-client.ts';

const CALL = {
  type: 'pdd.mall.info.get',
  root: 'mall_info_get_response',
  parameters: { page: '1' },
  answer: z.object({ mall_name: z.string() }),
};
const error = (code: unknown, message = 'm', subMessage = '', subCode: unknown = null) =>
  answeredJson({ error_response: { error_code: code, error_msg: message, sub_code: subCode, sub_msg: subMessage } });

it('builds the signed form of a call, with Unix seconds and without a name for the method of signing', () => {
  const request = buildPddRequest(pinduoduoContext(scriptedHttp(() => noAnswer).http), CALL, NOW_MS + 999);
  expect(formOf(request)).toEqual({
    access_token: 'at',
    client_id: 'c0ffee',
    data_type: 'JSON',
    page: '1',
    sign: expect.stringMatching(/^[0-9A-F]{32}$/),
    timestamp: String(NOW_MS / 1000),
    type: 'pdd.mall.info.get',
    version: 'V1',
  });
});

it('posts to the gateway, a write over a connection of its own, and keeps the bytes below the root', async () => {
  const { http, requests } = scriptedHttp(() => answered('{"mall_info_get_response": {"mall_name":"店铺" } }'));
  expect(await readPdd(pinduoduoContext(http), CALL)).toEqual({
    ok: true,
    value: { mall_name: '店铺' },
    body: Buffer.from('{"mall_name":"店铺" }'),
  });
  await writePdd(pinduoduoContext(http), CALL);
  expect(requests).toMatchObject([
    { method: 'POST', url: 'http://pdd.test/api/router', operation: 'pdd.mall.info.get' },
    { connection: 'fresh' },
  ]);
  expect(requests[0]).not.toHaveProperty('connection');
});

it.each<[string, HttpOutcome, object]>([
  ['too many calls', error(70031), { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', retryAfterMs: null }],
  ['a throttle of the gateway', error('52101'), { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED' }],
  [
    'a wrong signature',
    error(20004, '签名sign校验失败'),
    { kind: 'auth', vendorCode: '20004', vendorText: '签名sign校验失败' },
  ],
  ['an expired token', error(10019), { kind: 'auth', code: 'ERR_CHANNEL_AUTH' }],
  ['a withdrawn authorisation', error(10014), { kind: 'auth' }],
  ['a missing permission', error(20031), { kind: 'refused', code: 'ERR_CHANNEL_REFUSED' }],
  ['an address that may not call', error(20005), { kind: 'refused' }],
  [
    'a rule of the business, in its own words',
    error(30001, '业务校验不通过', '订单未成团', '30001-7'),
    { kind: 'refused', vendorCode: '30001 30001-7', vendorText: '订单未成团' },
  ],
  ['a code that no table knows', error(99999), { kind: 'refused', vendorCode: '99999' }],
  ['a fault of the platform', error(50000), { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' }],
  ['maintenance', error(70033), { kind: 'unknown_outcome' }],
  ['a lost answer', noAnswer, { kind: 'unknown_outcome' }],
  ['HTTP 500', answered('', 500), { kind: 'unknown_outcome' }],
  ['markup instead of JSON', answered('<html>'), { kind: 'unknown_outcome' }],
  ['JSON of another shape', answeredJson({ other_response: {} }), { kind: 'unknown_outcome' }],
  ['no connection', notSent, { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' }],
])('tells what %s means for a write', async (_name, outcome, failure) => {
  expect(await writePdd(pinduoduoContext(scriptedHttp(() => outcome).http), CALL)).toMatchObject({
    ok: false,
    failure,
  });
});

it('repeats a read while the platform has trouble, and not when it refuses', async () => {
  const trouble = scriptedHttp(() => error(52001));
  const { result } = await withoutWaiting(() => readPdd(pinduoduoContext(trouble.http), CALL));
  expect(result).toMatchObject({ ok: false, failure: { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' } });
  expect(trouble.requests).toHaveLength(4);
  const refusing = scriptedHttp(() => error(20032));
  await readPdd(pinduoduoContext(refusing.http), CALL);
  expect(refusing.requests).toHaveLength(1);
});
