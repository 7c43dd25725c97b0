import { pause } from '#main/lib/pause.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { Services } from '#main/app/services.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import { receiveCallback } from '#main/usecases/payments/receive-callback.ts';
import { receivePush } from '#main/usecases/shops/receive-push.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Shopify waits 5 seconds for its answer, the others about as long. */
const LIGHT_PUSH_MS = 200;

interface ReceiverParts {
  readonly context: UseCaseContext;
  readonly timers: Timers;
  readonly openShop: Services['openShop'];
  readonly payments: Services['payments'];
  readonly refusals: { note(shopId: string): void };
}

/** What platforms and payment providers send to this PC's own address. */
export function createReceivers(parts: ReceiverParts): Pick<Services, 'receivePush' | 'receivePayment'> {
  const { context, timers, openShop, payments, refusals } = parts;
  const actOf = (id: string, name: string) =>
    ({ actor: { kind: 'channel', id, name }, source: 'push', traceId: context.ids.next() }) as const;
  return {
    async receivePush(shopId, request) {
      // Whoever pushes waits for the answer: what is polled a hundred at a time meanwhile goes first.
      if (context.lightPath?.isOn()) await pause(timers, LIGHT_PUSH_MS);
      try {
        return await turnsOf(context.db).run(() =>
          receivePush(context, actOf(shopId, shopId), openShop(shopId), request),
        );
      } catch (error) {
        if (error instanceof AppError && error.code === 'ERR_CHANNEL_SIGNATURE_INVALID') refusals.note(shopId);
        throw error;
      }
    },
    receivePayment: (accountId, request) =>
      receiveCallback(context, payments, actOf(accountId, 'payment'), accountId, request),
  };
}
