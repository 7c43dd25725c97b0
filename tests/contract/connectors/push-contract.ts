import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import type { ChannelBed, StartChannelBed } from '#tests/contract/connectors/channel-bed.ts';
import { waitUntil } from '#tests/integration/simulators/support/wait-until.ts';

/** What a channel with webhooks owes the product. */
export function describeWebhookContract(connector: ChannelConnector, startBed: StartChannelBed): void {
  describe(`webhooks of ${connector.id}`, () => {
    let bed: ChannelBed;
    beforeEach(async () => {
      bed = await startBed();
    });
    afterEach(() => bed.close());

    it('accepts sound deliveries, also with the previous secret, and no other', async () => {
      const [number = ''] = bed.addPaidOrders(1);
      const pushes = await bed.pushes?.(number);
      if (!pushes || !connector.verifyPush)
        throw new Error('a channel with webhooks needs verifyPush and pushes in its bed');
      const verify = connector.verifyPush.bind(connector, bed.context());
      expect(verify(pushes.good)).toMatchObject({ ok: true, events: [{ externalNumber: number }] });
      expect(verify(pushes.previousSecret)).toMatchObject({ ok: true, events: [{ externalNumber: number }] });
      expect(verify(pushes.flipped)).toMatchObject({ ok: false, code: 'ERR_CHANNEL_SIGNATURE_INVALID' });
      // A relay that cannot verify answers in the same words.
      const direct = verify(pushes.good);
      expect(connector.pushManners?.answer).toEqual(direct.ok ? direct.answer : null);
    });
  });
}

/** What a channel with a message queue owes the product. */
export function describeQueueContract(connector: ChannelConnector, startBed: StartChannelBed): void {
  describe(`message queue of ${connector.id}`, () => {
    let bed: ChannelBed;
    beforeEach(async () => {
      bed = await startBed();
    });
    afterEach(() => bed.close());

    it('drains until all is acknowledged', async () => {
      const numbers = bed.addPaidOrders(5);
      const drained = await connector.drainPushQueue?.(bed.context());
      const pushes = drained?.ok ? drained.value : [];
      expect([...new Set(pushes.map((push) => push.externalNumber))].toSorted()).toEqual(numbers.toSorted());
      const ids = pushes.map((push) => push.id);
      expect(await connector.acknowledgePushes?.(bed.context(), ids)).toMatchObject({ ok: true });
      expect(bed.books.pushes().every((push) => push.acknowledgedAtMs !== undefined)).toBe(true);
      expect(await connector.drainPushQueue?.(bed.context())).toMatchObject({ ok: true, value: [] });
    });
  });
}

/** What a channel with a long connection owes the product. */
export function describeLinkContract(connector: ChannelConnector, startBed: StartChannelBed): void {
  describe(`long connection of ${connector.id}`, () => {
    let bed: ChannelBed;
    beforeEach(async () => {
      bed = await startBed();
    });
    afterEach(() => bed.close());

    function listen(take: (pushes: readonly QueuedPush[]) => Promise<void>) {
      const ending = new AbortController();
      const ended = connector.listenPushes?.({ ...bed.context(), signal: ending.signal }, take);
      return { ended, end: () => ending.abort() };
    }
    const acknowledged = () => bed.books.pushes().filter((push) => push.acknowledgedAtMs !== undefined);

    it('hands on what happens, acknowledges what was taken, and ends when told to', async () => {
      const taken: QueuedPush[] = [];
      const link = listen(async (pushes) => void taken.push(...pushes));
      const before = bed.addPaidOrders(2);
      await waitUntil('the first messages', () => acknowledged().length === 2);
      const later = bed.addPaidOrders(1);
      await waitUntil('the third message', () => acknowledged().length === 3);
      link.end();
      expect(await link.ended).toEqual({ ok: true, value: null, messages: [] });
      expect(taken.map((push) => push.externalNumber).toSorted()).toEqual([...before, ...later].toSorted());
      expect(taken.map((push) => push.id).toSorted()).toEqual(
        acknowledged()
          .map((push) => push.id)
          .toSorted(),
      );
    });

    it('acknowledges nothing before it was taken, nor what could not be taken', async () => {
      bed.addPaidOrders(1);
      const gate = Promise.withResolvers<void>();
      let handedOver = 0;
      const link = listen((pushes) => {
        handedOver += pushes.length;
        return gate.promise;
      });
      await waitUntil('the message is handed over', () => handedOver === 1);
      expect(acknowledged()).toEqual([]);
      gate.reject(new Error('not committed'));
      await expect(link.ended).rejects.toThrow('not committed');
      expect(acknowledged()).toEqual([]);
      // Whoever listens next is told again.
      const again = listen(async () => undefined);
      await waitUntil('the message is acknowledged', () => acknowledged().length === 1);
      again.end();
      expect(await again.ended).toMatchObject({ ok: true });
    });

    it('says that it may be tried again when the connection breaks', async () => {
      const [operation = ''] = [bed.operations.push];
      bed.faults.switchOn({ kind: 'connection-reset', operation, times: 1 });
      bed.addPaidOrders(1);
      expect(await listen(async () => undefined).ended).toMatchObject({
        ok: false,
        failure: { kind: 'retry', code: 'ERR_CHANNEL_LINE_CLOSED' },
      });
    });

    it('is turned away with wrong credentials', async () => {
      for (const [name, context] of Object.entries(bed.refusedContexts())) {
        const result = await connector.listenPushes?.(context, async () => undefined);
        expect(result, name).toMatchObject({ ok: false, failure: { kind: 'auth' } });
      }
    });
  });
}
