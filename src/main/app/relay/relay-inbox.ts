import { turnsOf } from '#main/db/write-turns.ts';
import { unpackDelivery } from '#main/lib/relay-delivery.ts';
import type { RelayedDelivery } from '#main/lib/relay-delivery.ts';
import { pause } from '#main/lib/pause.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import { keepRefused, nextRelayed, settleRelayed } from '#main/usecases/relay/relay-pushes.ts';
import type { InboxPush } from '#main/usecases/relay/relay-pushes.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { receivePush } from '#main/usecases/shops/receive-push.ts';
import type { PushReceipt } from '#main/usecases/shops/receive-push.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** After the database refused: it is full, damaged or held by somebody. */
const AGAIN_MS = 30_000;
const AT_ONCE = 20;

export interface RelayInbox {
  /** Something was stored. */
  wake(): void;
  /** What a platform wants to hear that asks for the proof of an address. */
  answer(shopId: string, delivery: RelayedDelivery, atMs: number): PushReceipt;
  stop(): Promise<void>;
}

/**
 * Takes stored pushes in, one after another in their order, through the very use case of direct webhooks: the channel checks the
 * signature over the exact bytes.
 */
export function startRelayInbox(context: UseCaseContext, openShop: OpenShop, timers: Timers): RelayInbox {
  const abort = new AbortController();
  let isAwake = false;
  let running: Promise<void> = Promise.resolve();

  const take = (shopId: string, delivery: RelayedDelivery, receivedAtMs: number): PushReceipt =>
    receivePush(
      context,
      { actor: { kind: 'channel', id: shopId, name: shopId }, source: 'push', traceId: context.ids.next() },
      openShop(shopId),
      requestOf(delivery),
      { way: 'relay', receivedAtMs },
    );

  const work = async (): Promise<void> => {
    while (isAwake && !abort.signal.aborted) {
      isAwake = false;
      try {
        for (let due = nextRelayed(context.read, AT_ONCE); due.length > 0; due = nextRelayed(context.read, AT_ONCE)) {
          if (abort.signal.aborted) return;
          await turnsOf(context.db).runEach(due, takeOne);
        }
      } catch (error) {
        context.log.error({ error }, 'pushes of the relay wait: they could not be taken in');
        isAwake = true;
        await pause(timers, AGAIN_MS, abort.signal);
      }
    }
  };

  /** What follows from a push, and that it is done, in one transaction: no crash takes it in twice. */
  function takeOne(push: InboxPush): void {
    const delivery = unpackDelivery(push.delivery);
    context.db.transaction(() => {
      try {
        if (!delivery) throw new AppError('ERR_CHANNEL_PUSH_UNREADABLE', { reason: 'not packed by a relay' });
        take(push.shop_id, delivery, push.received_at_ms);
      } catch (error) {
        if (!(error instanceof AppError) || error.code.startsWith('ERR_DB_')) throw error;
        context.log.warn({ shopId: push.shop_id, code: error.code }, 'a relayed push was refused and is kept');
        return keepRefused(context, push, { code: error.code, data: plain(error.data) });
      }
      settleRelayed(context, push);
    });
  }

  return {
    wake() {
      if (isAwake) return;
      isAwake = true;
      running = running.then(work);
    },
    answer: take,
    async stop() {
      abort.abort();
      await running;
    },
  };
}

/** As the host would have handed it over: names in lower case, values of one name joined, the last of each parameter. */
function requestOf({ method, query, headers, body }: RelayedDelivery): PushRequest {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = joined.get(key);
    joined.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return {
    method: method === 'GET' ? 'GET' : 'POST',
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: Object.fromEntries(joined),
    body,
  };
}

function plain(data: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
