import type { WriteTx } from '#main/db/handles.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { PushAnswer, PushEvent, PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import type { Act } from '#main/usecases/actor.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import { archiveHint, packMessage, settleMessage } from '#main/usecases/orders/archive-message.ts';
import type { IncomingHint, IncomingMessage, PackedMessage } from '#main/usecases/orders/archive-message.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { shopOfSeller } from '#main/usecases/shops/push-sellers.ts';
import { hurryRefunds } from '#main/usecases/shops/hurry-refunds.ts';
import { endPushProblem, showPushProblem } from '#main/usecases/shops/push-problem.ts';
import { bringForwardPoll, fetchAtMs } from '#main/usecases/shops/announced-orders.ts';
import { notePush, noteSightings } from '#main/usecases/shops/tracks/note-sightings.ts';
import type { Sighting } from '#main/usecases/shops/tracks/sighting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { SyncWay } from '#shared/contract/sync.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** How a delivery came; left out: straight from the platform, just now. */
export interface PushRoute {
  readonly way: SyncWay;
  /** When the relay took it. */
  readonly receivedAtMs: number;
}

export interface PushReceipt {
  /** All of it came before. */
  readonly duplicate: boolean;
  readonly answer: PushAnswer | null;
}

/**
 * Takes one webhook delivery: verifies it over the exact bytes, stores it and what follows from it, and only then returns,
 * so that the platform's acknowledgement means "saved". A hint without a full order becomes a fetch job.
 * @throws AppError ERR_CHANNEL_SIGNATURE_INVALID, ERR_CHANNEL_PUSH_UNREADABLE
 */
export function receivePush(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  request: PushRequest,
  route: PushRoute = { way: 'webhook', receivedAtMs: context.clock.nowMs() },
): PushReceipt {
  const { receivedAtMs } = route;
  if (!shop.connector.verifyPush)
    throw new AppError('ERR_CHANNEL_PUSH_UNREADABLE', { shop: shop.name, reason: 'no_push' });
  // Where a platform's signature holds for a while only, the time of its arrival counts.
  const channel = { ...shop.channelContext(), clock: { nowMs: () => receivedAtMs } };
  const verdict = shop.connector.verifyPush(channel, request);
  if (!verdict.ok) {
    context.log.warn({ shopId: shop.id, code: verdict.code, reason: verdict.reason }, 'push refused');
    showPushProblem(context, shop.id, { code: verdict.code, data: { reason: verdict.reason } });
    throw new AppError(verdict.code, { shop: shop.name, reason: verdict.reason });
  }
  endPushProblem(context, shop.id);
  const shopIdOf = (event: PushEvent) => shopOfSeller(context.read, shop.channelId, event.seller) ?? shop.id;
  const messageOf = (event: PushEvent, payload: Uint8Array) => ({
    shopId: shopIdOf(event),
    source: 'push' as const,
    topic: event.topic,
    externalNumber: event.externalNumber,
    apiVersion: shop.connector.apiVersion,
    signature: 'valid' as const,
    deliveryId: event.deliveryId,
    receivedAtMs,
    payload,
  });
  const whole = verdict.events.flatMap((event) => (event.message ? [messageOf(event, event.message.payload)] : []));
  const hints = verdict.events
    .filter((event) => event.message === null)
    .map((event) => ({
      ...messageOf(event, event.payload ?? request.body),
      bearsVersion: event.bearsVersion ?? false,
      seller: event.seller ?? null,
    }));
  const seen = takeWhole(context, act, shop, whole, route) + takeHints(context, hints, route);
  const refunding = new Set(verdict.events.filter((event) => event.tellsRefund).map(shopIdOf));
  if (refunding.size > 0)
    context.db.transaction((tx) => refunding.forEach((shopId) => hurryRefunds(tx, shopId, receivedAtMs)));
  return { duplicate: seen > 0 && seen === verdict.events.length, answer: verdict.answer ?? null };
}

/** @returns how many came before */
function takeWhole(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  messages: readonly IncomingMessage[],
  route: PushRoute,
): number {
  if (messages.length === 0) return 0;
  const { connector, statusMap } = shop;
  const numbers = messages.flatMap((message) => message.externalNumber ?? []);
  return intakeMessages(context, act, {
    shop,
    connector,
    statusMap,
    messages,
    alongside: (tx) => noteSightings(tx, shop.id, 'push', numbers, sightingOf(context, route)),
  }).unchanged;
}

/** A hint, and whom it is for in the platform's words. */
type Hint = IncomingHint & { readonly seller: string | null };

/** @returns how many came before */
function takeHints(context: UseCaseContext, hints: readonly Hint[], route: PushRoute): number {
  if (hints.length === 0) return 0;
  const packed = hints.map((hint) => packMessage(hint));
  return context.db.transaction((tx) => {
    for (const shopId of new Set(hints.map((hint) => hint.shopId))) notePush(tx, shopId, route.receivedAtMs);
    return packed.filter((hint) => !takeHint(tx, context, hint, route)).length;
  });
}

/** @returns false where it came before */
function takeHint(tx: WriteTx, context: UseCaseContext, hint: PackedMessage & Hint, route: PushRoute): boolean {
  const archived = archiveHint(tx, context.ids.next(), hint);
  if (archived.kind === 'seen_before') return false;
  settleMessage(tx, archived.id, 'hint', null, null);
  enqueueJob(tx, context, {
    topic: 'shop.fetch-order',
    key: `fetch:${hint.shopId}:${hint.externalNumber}:${hint.deliveryId}`,
    payload: {
      shopId: hint.shopId,
      externalNumber: hint.externalNumber,
      way: route.way,
      seller: hint.seller,
      ...(route.way === 'relay' ? { receivedAtMs: route.receivedAtMs } : {}),
    },
    shopId: hint.shopId,
    dueAtMs: fetchAtMs(context),
  });
  if (context.lightPath?.isOn()) bringForwardPoll(tx, hint.shopId, context.clock.nowMs());
  return true;
}

function sightingOf(context: UseCaseContext, { way, receivedAtMs }: PushRoute): Sighting {
  return { way, seenAtMs: receivedAtMs, hereAtMs: context.clock.nowMs() };
}
