import { expect, it } from 'vitest';
import { readDouyin, writeDouyin } from '#main/plugins/channels/douyin/call.ts';
import { douyinContext } from '#main/plugins/channels/douyin/fixtures/test-context.ts';
import { answeredJson, scriptedHttp, withoutWaiting } from '#tests/contract/connectors/scripted-http.ts';
import { z } from 'zod';

const CALL = { method: 'order.searchList', params: { size: 100, page: 0 }, answer: z.object({ total: z.int() }) };
const said = (code: number, subCode: string) => answeredJson({ code, msg: 'm', sub_code: subCode, sub_msg: 's' });

it('signs the text that it sends, and sends the token beside it', async () => {
  const { http, requests } = scriptedHttp(() => answeredJson({ code: 10000, data: { total: 0 } }));
  expect(await readDouyin(douyinContext(http), CALL)).toMatchObject({ ok: true, value: { total: 0 } });
  const url = new URL(requests[0]?.url ?? '');
  expect(url.pathname).toBe('/order/searchList');
  expect(requests[0]?.body).toBe('{"page":0,"size":100}');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    method: 'order.searchList',
    app_key: '7000000000000000001',
    access_token: 'token',
    timestamp: '1767236400',
    v: '2',
    sign: expect.stringMatching(/^[0-9a-f]{64}$/),
    sign_method: 'hmac-sha256',
  });
});

it.each([
  [70000, '', 'retry', 'ERR_CHANNEL_THROTTLED', 'retry'],
  [20000, 'isp.service-error:9999', 'retry', 'ERR_CHANNEL_UNREACHABLE', 'unknown_outcome'],
  [50002, 'isp.anything', 'retry', 'ERR_CHANNEL_UNREACHABLE', 'unknown_outcome'],
  [50002, 'isv.business-failed:60106', 'retry', 'ERR_CHANNEL_UNREACHABLE', 'unknown_outcome'],
  [30001, 'isv.signature-invalid', 'auth', 'ERR_CHANNEL_AUTH', 'auth'],
  [30002, '', 'auth', 'ERR_CHANNEL_AUTH', 'auth'],
  [50002, 'dop.authorization-closed', 'auth', 'ERR_CHANNEL_AUTH', 'auth'],
  [50002, 'isv.business-failed:60040', 'refused', 'ERR_CHANNEL_REFUSED', 'refused'],
  [40004, 'isv.parameter-invalid:20013', 'refused', 'ERR_CHANNEL_REFUSED', 'refused'],
])('knows what %i %s means for a read and for a write', async (code, subCode, kind, errorCode, writeKind) => {
  const context = douyinContext(scriptedHttp(() => said(code, subCode)).http);
  const vendorCode = subCode === '' ? String(code) : `${code} ${subCode}`;
  const { result } = await withoutWaiting(() => readDouyin(context, CALL));
  expect(result).toMatchObject({ ok: false, failure: { kind, code: errorCode, vendorCode, vendorText: 's' } });
  expect(await writeDouyin(context, CALL)).toMatchObject({ ok: false, failure: { kind: writeKind, vendorCode } });
});

it('reads the envelope of older methods, too', async () => {
  const good = douyinContext(
    scriptedHttp(() => answeredJson({ err_no: 0, message: 'success', data: { total: 3 } })).http,
  );
  expect(await readDouyin(good, CALL)).toMatchObject({ ok: true, value: { total: 3 } });
  const bad = douyinContext(scriptedHttp(() => answeredJson({ err_no: 7, message: '参数错误' })).http);
  expect(await readDouyin(bad, CALL)).toMatchObject({
    ok: false,
    failure: { kind: 'refused', vendorCode: '7', vendorText: '参数错误' },
  });
});

it('takes an answer of another shape for no answer: a write may have happened', async () => {
  const context = douyinContext(scriptedHttp(() => answeredJson({ code: 10000, data: {} })).http);
  expect(await writeDouyin(context, CALL)).toMatchObject({ failure: { kind: 'unknown_outcome' } });
  const { result } = await withoutWaiting(() => readDouyin(context, CALL));
  expect(result).toMatchObject({
    failure: { code: 'ERR_CHANNEL_ANSWER_INVALID', vendorText: expect.stringContaining('total') },
  });
});
