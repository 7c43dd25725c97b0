import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import type { ChannelBed, StartChannelBed } from '#tests/contract/connectors/channel-bed.ts';

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
