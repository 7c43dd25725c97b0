import { expect, it } from 'vitest';
import { z } from 'zod';
import { buildTopRequest, readTop, responseKey, writeTop } from '#main/plugins/channels/taobao/call.ts';
import { fixture, NOW_MS, taobaoContext } from '#main/plugins/channels/taobao/fixtures/test-context.ts';
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
  method: 'taobao.user.seller.get',
  parameters: { fields: 'nick' },
  answer: z.object({ user: z.object({ nick: z.string() }) }),
};
const error = (code: unknown, subCode = '', subMsg = '') =>
  answeredJson({ error_response: { code, msg: 'm', sub_code: subCode, sub_msg: subMsg } });

it('builds the signed form of a call, with Beijing time', () => {
  const request = buildTopRequest(taobaoContext(scriptedHttp(() => noAnswer).http), CALL, NOW_MS);
  expect(formOf(request)).toEqual({
    app_key: '12345678',
    fields: 'nick',
    format: 'json',
    method: 'taobao.user.seller.get',
    session: 'test',
    sign: expect.stringMatching(/^[0-9A-F]{32}$/),
    sign_method: 'md5',
    timestamp: '2026-01-01 11:00:00',
    v: '2.0',
  });
});

it('posts to the gateway, a write over a connection of its own', async () => {
  const { http, requests } = scriptedHttp(() => answeredJson({ user_seller_get_response: { user: { nick: 'shop' } } }));
  await readTop(taobaoContext(http), CALL);
  await writeTop(taobaoContext(http), CALL);
  const common = {
    method: 'POST',
    url: 'http://top.test/router/rest',
    operation: 'taobao.user.seller.get',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
  };
  expect(requests).toEqual([
    expect.objectContaining(common),
    expect.objectContaining({ ...common, connection: 'fresh' }),
  ]);
  expect(requests[0]).not.toHaveProperty('connection');
});

it('reads the value under the key of the method and keeps the bytes', async () => {
  const body = '{"user_seller_get_response":{"user":{"nick":"店铺"},"request_id":"r"}}';
  const reply = await readTop(taobaoContext(scriptedHttp(() => answered(body)).http), CALL);
  expect(reply).toEqual({ ok: true, value: { user: { nick: '店铺' } }, body: Buffer.from(body) });
});

it('names the key of an answer as TOP does', () => {
  expect(responseKey('taobao.trades.sold.increment.get')).toBe('trades_sold_increment_get_response');
  expect(responseKey('cainiao.waybill.ii.get')).toBe('cainiao_waybill_ii_get_response');
});

it('waits as long as a ban lasts and then reads on', async () => {
  const { http, requests } = scriptedHttp((_request, index) =>
    index === 0
      ? answered(fixture('throttled.json'))
      : answeredJson({ user_seller_get_response: { user: { nick: 'shop' } } }),
  );
  const { result, waitedMs } = await withoutWaiting(() => readTop(taobaoContext(http), CALL));
  expect([result.ok, waitedMs]).toEqual([true, 2_000]);
  expect(requests).toHaveLength(2);
});

const BAN = {
  kind: 'retry',
  code: 'ERR_CHANNEL_THROTTLED',
  retryAfterMs: 2_000,
  vendorCode: '7 accesscontrol.limited-by-api-access-count',
  vendorText: 'This ban will last for 1 more seconds',
};

it.each<[string, HttpOutcome, object]>([
  ['a ban with its end', answered(fixture('throttled.json')), BAN],
  [
    'the daily quota until Beijing midnight',
    error(7, 'accesscontrol.limited-by-app-access-count'),
    { kind: 'retry', retryAfterMs: 13 * 3_600_000 },
  ],
  [
    'a dynamic throttle',
    error(7, 'accesscontrol.limited-by-dynamic-access-count'),
    { kind: 'retry', retryAfterMs: null },
  ],
  [
    'an invalid signature',
    error(25, 'isv.invalid-signature'),
    { kind: 'auth', code: 'ERR_CHANNEL_AUTH', vendorCode: '25 isv.invalid-signature' },
  ],
  ['an app key that TOP does not know', error(29), { kind: 'auth', code: 'ERR_CHANNEL_AUTH', vendorCode: '29' }],
  [
    'a limit of the session in an older table',
    error(5),
    { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', vendorCode: '5' },
  ],
  [
    'a right of the session that ran out',
    error(53, 'isv.w2-security-authorize-invalid'),
    { kind: 'auth', code: 'ERR_CHANNEL_AUTH' },
  ],
  ['an expired session named by its sub-code', error(15, 'session-expired'), { kind: 'auth' }],
  ['a clock that is wrong here', error(31), { kind: 'retry', code: 'ERR_CHANNEL_CLOCK', vendorCode: '31' }],
  [
    'a failed service without a word whose fault it was',
    error(15),
    { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' },
  ],
  ['a missing permission', error(11, 'isv.permission-api-package-limit'), { kind: 'refused' }],
  ['an expired session', error(27), { kind: 'auth', code: 'ERR_CHANNEL_AUTH', vendorCode: '27' }],
  ['a code sent as text', error('26'), { kind: 'auth' }],
  [
    'a fault of the caller',
    error(15, 'isv.invalid-parameter', 'wrong'),
    { kind: 'refused', code: 'ERR_CHANNEL_REFUSED', vendorText: 'wrong' },
  ],
  ['a missing argument', error(40), { kind: 'refused', code: 'ERR_CHANNEL_REFUSED' }],
  [
    'a platform-side timeout',
    error(15, 'isp.top-remote-connection-timeout'),
    { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' },
  ],
  ['a lost answer', noAnswer, { kind: 'unknown_outcome', code: 'ERR_CHANNEL_OUTCOME_UNKNOWN' }],
  ['a half answer', { kind: 'no_answer', detail: 'cut', truncated: true }, { kind: 'unknown_outcome' }],
  ['HTTP 500', answered('', 500), { kind: 'unknown_outcome' }],
  ['markup instead of JSON', answered('<html>'), { kind: 'unknown_outcome' }],
  ['JSON of another shape', answeredJson({ other_response: {} }), { kind: 'unknown_outcome' }],
  [
    'HTTP 429',
    answered('', 429, { 'retry-after': '3' }),
    { kind: 'retry', code: 'ERR_CHANNEL_THROTTLED', retryAfterMs: 3_000 },
  ],
  ['no connection', notSent, { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE', vendorText: 'ECONNREFUSED' }],
])('tells what %s means for a write', async (_name, outcome, failure) => {
  const reply = await writeTop(taobaoContext(scriptedHttp(() => outcome).http), CALL);
  expect(reply).toMatchObject({ ok: false, failure });
});

it.each<[string, HttpOutcome, string]>([
  ['a lost answer', noAnswer, 'ERR_CHANNEL_UNREACHABLE'],
  ['a half answer', { kind: 'no_answer', detail: 'cut', truncated: true }, 'ERR_CHANNEL_ANSWER_TRUNCATED'],
  ['markup instead of JSON', answered('<html>'), 'ERR_CHANNEL_ANSWER_INVALID'],
  ['a platform-side fault', error(15, 'isp.system-busy'), 'ERR_CHANNEL_UNREACHABLE'],
])('repeats a read after %s and then says that it may be tried again', async (_name, outcome, code) => {
  const { http, requests } = scriptedHttp(() => outcome);
  const { result } = await withoutWaiting(() => readTop(taobaoContext(http), CALL));
  expect(result).toMatchObject({ ok: false, failure: { kind: 'retry', code } });
  expect(requests).toHaveLength(4);
});

it('names an API version or method that TOP does not take, and never repeats it', async () => {
  for (const code of [22, 33]) {
    const { http, requests } = scriptedHttp(() => error(code));
    expect(await readTop(taobaoContext(http), CALL)).toMatchObject({
      ok: false,
      failure: { kind: 'refused', code: 'ERR_CHANNEL_API_MISMATCH', vendorCode: String(code) },
    });
    expect(requests).toHaveLength(1);
  }
});

it('asks for tokens without a session', () => {
  const request = buildTopRequest(
    taobaoContext(scriptedHttp(() => noAnswer).http),
    { method: 'taobao.top.auth.token.refresh', parameters: { refresh_token: 'r' }, withoutSession: true },
    NOW_MS,
  );
  expect(formOf(request)).not.toHaveProperty('session');
});
