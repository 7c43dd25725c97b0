import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { archiveMessage, packMessage, settleMessage } from '#main/usecases/orders/archive-message.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Empties a vendor's message queue (TOP's TMC) once: stores every message and a fetch job for the order it names, commits,
 * and only then acknowledges. A crash in between brings the same messages again, which the delivery id makes harmless.
 */
export async function drainPushQueue(
  context: UseCaseContext,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<{ received: number; failure: PluginFailure | null }> {
  const { drainPushQueue: drain, acknowledgePushes: acknowledge } = shop.connector;
  if (!drain || !acknowledge) return { received: 0, failure: null };
  const channel = shop.channelContext(signal);
  const drained = await drain.call(shop.connector, channel);
  if (!drained.ok) return { received: 0, failure: drained.failure };
  if (drained.value.length === 0) return { received: 0, failure: null };
  const packed = drained.value.map((push) => ({
    push,
    message: packMessage({
      shopId: shop.id,
      source: 'push',
      topic: push.topic,
      externalNumber: push.externalNumber,
      apiVersion: shop.connector.apiVersion,
      signature: 'transport',
      deliveryId: push.id,
      payload: push.payload,
      receivedAtMs: context.clock.nowMs(),
    }),
  }));
  context.db.transaction((tx) => {
    for (const { push, message } of packed) {
      const archived = archiveMessage(tx, context.ids.next(), message);
      if (archived.kind === 'seen_before') continue;
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
        key: `fetch:${shop.id}:${push.externalNumber}:${push.id}`,
        payload: { shopId: shop.id, externalNumber: push.externalNumber },
        shopId: shop.id,
      });
    }
  });
  const acknowledged = await acknowledge.call(
    shop.connector,
    channel,
    drained.value.map((push) => push.id),
  );
  return { received: drained.value.length, failure: acknowledged.ok ? null : acknowledged.failure };
}
