import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { douyinContext } from '#main/plugins/channels/douyin/fixtures/test-context.ts';
import { verifyDouyinPush } from '#main/plugins/channels/douyin/push.ts';
import { scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const KEY = '7000000000000000001';
const context = () => douyinContext(scriptedHttp(() => ({ kind: 'not_sent', detail: '' })).http);

function delivery(messages: string, headers: Record<string, string> = {}): PushRequest {
  const sign = createHash('md5').update(`${KEY}${messages}dy-secret`).digest('hex');
  return {
    method: 'POST',
    query: {},
    headers: { 'app-id': KEY, 'event-sign': sign, ...headers },
    body: Buffer.from(messages),
  };
}

const message = (tag: string, id: string, data: string) => JSON.stringify({ tag, msg_id: id, data });

it('tells each message of a delivery apart, and answers in the words of the platform', () => {
  const first = message('101', '11', '{"p_id":4948863645786431206,"shop_id":4463798,"update_time":1767225900}');
  const second = message('206', '12', '{"p_id":"4948863645786431207","s_id":"1"}');
  expect(verifyDouyinPush(context(), delivery(`[${first}, ${second}]`))).toEqual({
    ok: true,
    events: [
      {
        deliveryId: '11',
        topic: '101',
        externalNumber: '4948863645786431206',
        triggeredAtMs: 1_767_225_900_000,
        message: null,
        seller: '4463798',
        payload: Buffer.from(first),
      },
      {
        deliveryId: '12',
        topic: '206',
        externalNumber: '4948863645786431207',
        triggeredAtMs: null,
        message: null,
        seller: null,
        payload: Buffer.from(second),
      },
    ],
    answer: { contentType: 'application/json', body: '{"code":0,"msg":"success"}' },
  });
});

it('answers the probe and news of no order, and keeps nothing of them', () => {
  const probe = message('0', '1', '');
  const goods = message('400', '2', '{"product_id":1}');
  expect(verifyDouyinPush(context(), delivery(`[${probe},${goods}]`))).toMatchObject({
    ok: true,
    events: [],
    answer: { body: '{"code":0,"msg":"success"}' },
  });
});

it('refuses what is signed otherwise or for another app, and what is no list', () => {
  const body = `[${message('101', '1', '{"p_id":1}')}]`;
  expect(verifyDouyinPush(context(), delivery(body, { 'event-sign': 'f'.repeat(32) }))).toMatchObject({
    code: 'ERR_CHANNEL_SIGNATURE_INVALID',
  });
  expect(verifyDouyinPush(context(), delivery(body, { 'app-id': '1' }))).toMatchObject({
    code: 'ERR_CHANNEL_SIGNATURE_INVALID',
  });
  expect(verifyDouyinPush(context(), delivery('{"tag":"0"}'))).toMatchObject({ code: 'ERR_CHANNEL_PUSH_UNREADABLE' });
});
