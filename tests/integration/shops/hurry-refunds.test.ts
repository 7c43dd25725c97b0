import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveSchedule } from '#main/db/repos/schedules-repo.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { receivePush } from '#main/usecases/shops/receive-push.ts';
import { takeQueuedPushes } from '#main/usecases/shops/take-queued-pushes.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

const LATER_MS = START_MS + 300_000;
let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
  bed.context.db.transaction((tx) => {
    const schedule = { topic: 'shop.pull-refunds', payload: { shopId: 's1' }, intervalMs: 300_000, enabled: true };
    saveSchedule(tx, { ...schedule, name: 'refunds:s1' }, LATER_MS);
    saveSchedule(tx, { ...schedule, name: 'refunds:other' }, LATER_MS);
  });
});
afterEach(() => bed.close());

const nextAt = (name: string) =>
  bed.context.read.pluck<[string], number>('SELECT next_at_ms FROM schedules WHERE name = ?').get(name);
const push = (id: string, tellsRefund: boolean) => ({
  id,
  topic: 'news',
  externalNumber: 'N1',
  publishedAtMs: null,
  tellsRefund,
  payload: new TextEncoder().encode(id),
});

it('pulls the cases of a shop at once when its queue tells of one, and leaves other news and shops alone', () => {
  const shop = connectedShop(fileConnector, { clock: bed.clock });
  takeQueuedPushes(bed.context, shop, [push('1', false)]);
  expect(nextAt('refunds:s1')).toBe(LATER_MS);
  takeQueuedPushes(bed.context, shop, [push('2', true)]);
  expect(nextAt('refunds:s1')).toBe(START_MS);
  expect(nextAt('refunds:other')).toBe(LATER_MS);
});

it('does the same for a webhook', () => {
  const event = { deliveryId: 'd1', topic: 'aftersale', externalNumber: 'N1', triggeredAtMs: null, message: null };
  const connector = {
    ...fileConnector,
    verifyPush: () => ({ ok: true as const, events: [{ ...event, tellsRefund: true }] }),
  };
  const request = { method: 'POST' as const, query: {}, headers: {}, body: new TextEncoder().encode('{}') };
  receivePush(bed.context, SYSTEM_ACT, connectedShop(connector, { clock: bed.clock }), request);
  expect(nextAt('refunds:s1')).toBe(START_MS);
});
