import { expect, it } from 'vitest';
import { fixture, taobaoContext } from '#main/plugins/channels/taobao/fixtures/test-context.ts';
import { confirmTaobaoPushes, drainTaobaoQueue } from '#main/plugins/channels/taobao/push-queue.ts';
import { answered, answeredJson, formOf, noAnswer, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

it('asks for as many messages as one call may give', async () => {
  const { http, requests } = scriptedHttp(() => answeredJson({ tmc_messages_consume_response: { request_id: 'r' } }));
  expect(await drainTaobaoQueue(taobaoContext(http))).toEqual({ ok: true, value: [], messages: [] });
  expect(formOf(requests[0])).toMatchObject({ method: 'taobao.tmc.messages.consume', quantity: '200' });
});

it('reads messages with their whole numbers and exact bytes', async () => {
  const result = await drainTaobaoQueue(taobaoContext(scriptedHttp(() => answered(fixture('messages.json'))).http));
  expect(result.ok && result.value).toMatchObject([
    {
      id: '4160600490938325004',
      topic: 'taobao_trade_TradeBuyerPay',
      externalNumber: '2200001234567890123',
      publishedAtMs: Date.UTC(2026, 0, 1, 2, 2, 1),
      tellsRefund: false,
    },
    {
      id: '4160600490938325005',
      topic: 'taobao_item_ItemUpdate',
      externalNumber: null,
      publishedAtMs: Date.UTC(2026, 0, 1, 2, 3, 0),
    },
  ]);
  const payload = result.ok ? Buffer.from(result.value[0]?.payload ?? []).toString() : '';
  expect(fixture('messages.json').toString()).toContain(payload);
  expect(payload.startsWith('{"id":4160600490938325004,')).toBe(true);
});

it('confirms messages in lots of two hundred', async () => {
  const { http, requests } = scriptedHttp(() => answeredJson({ tmc_messages_confirm_response: { is_success: true } }));
  const ids = Array.from({ length: 250 }, (_, index) => String(index));
  expect(await confirmTaobaoPushes(taobaoContext(http), ids)).toEqual({ ok: true, value: null, messages: [] });
  expect(requests.map((request) => formOf(request).s_message_ids?.split(',').length)).toEqual([200, 50]);
});

it('lets an unclear confirmation be repeated, because confirming twice does no harm', async () => {
  const result = await confirmTaobaoPushes(taobaoContext(scriptedHttp(() => noAnswer).http), ['1']);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'retry', code: 'ERR_CHANNEL_UNREACHABLE' } });
});
