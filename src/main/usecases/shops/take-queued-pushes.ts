import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { QueuedPush } from '#main/plugins/channels/channel-pushes.ts';
import { archiveHint, packMessage, settleMessage } from '#main/usecases/orders/archive-message.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { hurryRefunds } from '#main/usecases/shops/hurry-refunds.ts';
import { shopOfSeller } from '#main/usecases/shops/push-sellers.ts';
import { bringForwardPoll, fetchAtMs } from '#main/usecases/shops/announced-orders.ts';
import { notePush } from '#main/usecases/shops/tracks/note-sightings.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Stores pushes of a queue or a long connection and a fetch job for the order that each names, in one transaction: what comes
 * back is committed and may be acknowledged. A crash in between brings the same again, which the delivery id makes harmless.
 */
export function takeQueuedPushes(
  context: UseCaseContext,
  shop: ConnectedShop,
  pushes: readonly QueuedPush[],
  way: 'connection' | 'queue' = 'queue',
): void {
  if (pushes.length === 0) return;
  const packed = pushes.map((push) => ({
    push,
    message: packMessage({
      shopId: shopOfSeller(context.read, shop.channelId, push.seller) ?? shop.id,
      source: 'push',
      topic: push.topic,
      externalNumber: push.externalNumber,
      apiVersion: shop.connector.apiVersion,
      signature: 'transport',
      deliveryId: push.id,
      bearsVersion: false,
      payload: push.payload,
      receivedAtMs: context.clock.nowMs(),
    }),
  }));
  context.db.transaction((tx) => {
    const shopIds = new Set(packed.map(({ message }) => message.shopId));
    for (const shopId of shopIds) notePush(tx, shopId, context.clock.nowMs());
    for (const { push, message } of packed) {
      const { shopId } = message;
      const archived = archiveHint(tx, context.ids.next(), message);
      if (archived.kind === 'seen_before') continue;
      if (push.tellsRefund) hurryRefunds(tx, shopId, context.clock.nowMs());
      if (push.externalNumber === null) {
        settleMessage(tx, archived.id, 'parked', null, {
          code: 'ERR_CHANNEL_PUSH_UNREADABLE',
          data: { topic: push.topic },
        });
        continue;
      }
      settleMessage(tx, archived.id, 'hint', null, null);
      enqueueJob(tx, context, {
        topic: 'shop.fetch-order',
        key: `fetch:${shopId}:${push.externalNumber}:${push.id}`,
        payload: { shopId, externalNumber: push.externalNumber, way, seller: push.seller ?? null },
        shopId,
        dueAtMs: fetchAtMs(context),
      });
    }
    if (context.lightPath?.isOn()) for (const shopId of shopIds) bringForwardPoll(tx, shopId, context.clock.nowMs());
  });
}
