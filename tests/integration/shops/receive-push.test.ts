import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PushEvent } from '#main/plugins/channels/channel-pushes.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { receivePush } from '#main/usecases/shops/receive-push.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
  bed.addSku('SKU-1', 5);
});
afterEach(() => bed.close());

const bytes = (text: string) => new TextEncoder().encode(text);
const event = (deliveryId: string, externalNumber: string, whole?: object): PushEvent => ({
  deliveryId,
  topic: 'order',
  externalNumber,
  triggeredAtMs: null,
  message: whole ? { externalNumber, payload: bytes(JSON.stringify(whole)) } : null,
  payload: bytes(`{"id":"${externalNumber}"}`),
});

function push(events: readonly PushEvent[], answer?: { contentType: string; body: string }) {
  const shop = connectedShop(
    {
      ...fileConnector,
      readOrder: (payload) => ({ ok: true, draft: JSON.parse(new TextDecoder().decode(payload)), messages: [] }),
      verifyPush: () => ({ ok: true, events, ...(answer && { answer }) }),
    },
    { clock: bed.clock },
  );
  return receivePush(bed.context, SYSTEM_ACT, shop, {
    method: 'POST',
    query: {},
    headers: {},
    body: bytes(JSON.stringify(events.map((each) => each.deliveryId))),
  });
}

const fetches = () =>
  bed.context.read
    .pluck<[], string>("SELECT job_key FROM jobs WHERE topic = 'shop.fetch-order' ORDER BY job_key")
    .all();
const stored = () =>
  bed.context.read
    .prepare<[], { n: string; state: string }>('SELECT delivery_id AS n, state FROM raw_messages ORDER BY delivery_id')
    .all();

it('keeps each event of one delivery by itself: whole orders are taken in, hints are fetched', () => {
  const receipt = push([event('d1', 'T1'), event('d2', 'T2'), event('d3', 'T3', paidDraft('T3', 'SKU-1', 1))]);
  expect(receipt).toEqual({ duplicate: false, answer: null });
  expect(stored().map(({ n, state }) => `${n} ${state}`)).toEqual(['d1 hint', 'd2 hint', 'd3 applied']);
  expect(fetches()).toEqual(['fetch:s1:T1:d1', 'fetch:s1:T2:d2']);
});

it('counts a repeated event and takes the new one beside it', () => {
  push([event('d1', 'T1')]);
  expect(push([event('d1', 'T1'), event('d2', 'T2')]).duplicate).toBe(false);
  expect(push([event('d1', 'T1'), event('d2', 'T2')]).duplicate).toBe(true);
  expect(fetches()).toEqual(['fetch:s1:T1:d1', 'fetch:s1:T2:d2']);
});

it('takes each delivery for news, although two changes of one order are told in the same words', () => {
  push([event('d1', 'T1')]);
  expect(push([event('d2', 'T1')]).duplicate).toBe(false);
  expect(push([event('d1', 'T1')]).duplicate).toBe(true);
  expect(fetches()).toEqual(['fetch:s1:T1:d1', 'fetch:s1:T1:d2']);
});

it('fetches once for one change that is told under several topics, where the words bear its time', () => {
  const told = (id: string): PushEvent => ({ ...event(id, 'T1'), bearsVersion: true });
  push([told('d1')]);
  expect(push([told('d2')]).duplicate).toBe(true);
  expect(fetches()).toEqual(['fetch:s1:T1:d1']);
});

it('answers a handshake in the words of the channel and keeps nothing', () => {
  const answer = { contentType: 'application/json', body: '{"code":0,"msg":"success"}' };
  expect(push([], answer)).toEqual({ duplicate: false, answer });
  expect(stored()).toEqual([]);
});
