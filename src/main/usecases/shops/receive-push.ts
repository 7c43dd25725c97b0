import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { PushRequest } from '#main/plugins/channels/channel-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import { archiveMessage, packMessage, settleMessage } from '#main/usecases/orders/archive-message.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Takes one webhook delivery: verifies it over the exact bytes, stores it and what follows from it in one transaction, and
 * only then returns, so that the platform's acknowledgement means "saved". A hint without a full order becomes a fetch job.
 * @throws AppError ERR_CHANNEL_SIGNATURE_INVALID, ERR_CHANNEL_PUSH_UNREADABLE
 */
export function receivePush(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  request: PushRequest,
): { duplicate: boolean } {
  if (!shop.connector.verifyPush)
    throw new AppError('ERR_CHANNEL_PUSH_UNREADABLE', { shop: shop.name, reason: 'no_push' });
  const verdict = shop.connector.verifyPush(shop.channelContext(), request);
  if (!verdict.ok) {
    context.log.warn({ shopId: shop.id, code: verdict.code, reason: verdict.reason }, 'push refused');
    throw new AppError(verdict.code, { shop: shop.name, reason: verdict.reason });
  }
  const receivedAtMs = context.clock.nowMs();
  const common = {
    shopId: shop.id,
    source: 'push' as const,
    topic: verdict.topic,
    externalNumber: verdict.externalNumber,
    apiVersion: shop.connector.apiVersion,
    signature: 'valid' as const,
    deliveryId: verdict.deliveryId,
    receivedAtMs,
  };
  if (verdict.message) {
    const taken = intakeMessages(context, act, {
      shop,
      connector: shop.connector,
      statusMap: shop.statusMap,
      messages: [{ ...common, payload: verdict.message.payload }],
    });
    return { duplicate: taken.unchanged > 0 };
  }
  const packed = packMessage({ ...common, payload: request.body });
  return context.db.transaction((tx) => {
    const archived = archiveMessage(tx, context.ids.next(), packed);
    if (archived.kind === 'seen_before') return { duplicate: true };
    settleMessage(tx, archived.id, 'hint', null, null);
    enqueueJob(tx, context, {
      topic: 'shop.fetch-order',
      key: `fetch:${shop.id}:${verdict.externalNumber}:${verdict.deliveryId}`,
      payload: { shopId: shop.id, externalNumber: verdict.externalNumber },
      shopId: shop.id,
    });
    return { duplicate: false };
  });
}
