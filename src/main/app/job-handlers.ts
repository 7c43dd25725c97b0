import { z } from 'zod';
import { JOB_DONE, defineJob, doneUnlessStopped, orGiveUp } from '#main/app/jobs.ts';
import type { JobOutcome, JobRunContext, RegisteredJob } from '#main/app/jobs.ts';
import type { CarrierAccess } from '#main/app/choose-carrier.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { cancelWaybill } from '#main/usecases/shipping/cancel-waybill.ts';
import { confirmShipment } from '#main/usecases/shipping/confirm-shipment.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { endPushProblem } from '#main/usecases/shops/push-problem.ts';
import { drainPushQueue } from '#main/usecases/shops/drain-push-queue.ts';
import { endOvertaken } from '#main/usecases/shops/end-overtaken.ts';
import { endParkedPulls } from '#main/usecases/shops/end-parked-pulls.ts';
import { fetchAnnounced } from '#main/usecases/shops/fetch-announced.ts';
import { isSearch } from '#main/usecases/shops/announced-orders.ts';
import { pullShop } from '#main/usecases/shops/pull-shop.ts';
import { replayWaiting } from '#main/usecases/shops/replay-waiting.ts';
import { REPLAY_WAITING_TOPIC } from '#main/usecases/shops/save-status-meaning.ts';
import { pushStock } from '#main/usecases/stock/push-stock.ts';
import { STOCK_PUSH_TOPIC } from '#main/usecases/stock/stock-push-due.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import type { Problem } from '#shared/contract/common.ts';
import { SyncWay } from '#shared/contract/sync.ts';
import type { ListenState } from '#shared/contract/sync.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

export interface JobDependencies {
  readonly context: UseCaseContext;
  readonly openShop: OpenShop;
  readonly carriers: CarrierAccess;
  /** Of the shop's long connection; null where it has none. */
  listenState(shopId: string): ListenState | null;
  /** Buys the waybill of an open box and draws its label. @returns a problem while the outcome is unknown */
  buyAhead(act: Act, shipmentId: string, signal: AbortSignal): Promise<Problem | null>;
}

/** Background work of the product: one entry per topic. */
export function createJobHandlers({
  context,
  openShop,
  carriers,
  listenState,
  buyAhead,
}: JobDependencies): RegisteredJob[] {
  return [
    defineJob({
      topic: 'shop.pull',
      payloadSchema: z.object({ shopId: z.string() }),
      concurrency: 4,
      async run(run, { shopId }) {
        const shop = openShop(shopId);
        if (!shop.enabled) return JOB_DONE;
        for (;;) {
          const pulled = await pullShop(context, jobAct(run, 'poll'), shop, run.signal);
          run.progress({ created: pulled.created, updated: pulled.updated, parked: pulled.parked });
          if (pulled.failure) return orGiveUp(outcomeOf(pulled.failure));
          if (pulled.more) continue;
          endParkedPulls(context, shopId);
          endOvertaken(context, shopId);
          return JOB_DONE;
        }
      },
    }),
    defineJob({
      topic: 'shop.drain-push',
      payloadSchema: z.object({ shopId: z.string() }),
      concurrency: 4,
      async run(run, { shopId }) {
        const shop = openShop(shopId);
        if (!shop.enabled) return JOB_DONE;
        // What the queue holds comes over the connection; it is asked again as soon as that is gone.
        if (listenState(shopId)?.kind === 'listening') {
          endPushProblem(context, shopId);
          return JOB_DONE;
        }
        for (;;) {
          const drained = await drainPushQueue(context, shop, run.signal);
          if (drained.failure) return orGiveUp(outcomeOf(drained.failure));
          if (drained.received === 0) return JOB_DONE;
        }
      },
    }),
    defineJob({
      topic: 'shop.fetch-order',
      payloadSchema: z.object({
        shopId: z.string(),
        externalNumber: z.string(),
        way: SyncWay.catch('webhook').default('webhook'),
        receivedAtMs: z.int().optional(),
        seller: z.string().nullable().default(null),
      }),
      concurrency: 4,
      async run(run, { shopId, externalNumber, way, receivedAtMs, seller }, job) {
        const answer = await fetchAnnounced(
          context,
          jobAct(run, 'push'),
          openShop,
          {
            shop: openShop(shopId),
            externalNumber,
            seller,
            announcedAtMs: job.createdAtMs,
            sightingAt: isSearch(job.key)
              ? null
              : (hereAtMs) => ({ way, seenAtMs: receivedAtMs ?? hereAtMs, hereAtMs }),
          },
          run.signal,
        );
        if (answer === null) return JOB_DONE;
        return answer === 'not_visible' ? notVisibleYet(externalNumber, job.attempt) : outcomeOf(answer);
      },
    }),
    defineJob({
      topic: REPLAY_WAITING_TOPIC,
      payloadSchema: z.object({ channelId: z.string(), axis: z.string(), vendorStatus: z.string() }),
      async run(run, waited) {
        const act = jobAct(run, 'replay');
        await replayWaiting(context, act, openShop, waited, run.signal, (at) => run.progress({ ...at }));
        return doneUnlessStopped(run.signal);
      },
    }),
    defineJob({
      topic: STOCK_PUSH_TOPIC,
      payloadSchema: z.object({ shopId: z.string() }),
      concurrency: 4,
      async run(run, { shopId }) {
        const failure = await pushStock(context, openShop(shopId), run.signal);
        return failure ? outcomeOf(failure) : doneUnlessStopped(run.signal);
      },
    }),
    defineJob({
      topic: 'shipment.confirm',
      payloadSchema: z.object({ shipmentId: z.string() }),
      concurrency: 4,
      async run(run, { shipmentId }, job) {
        const failure = await confirmShipment(
          context,
          jobAct(run, 'job:shipment.confirm'),
          openShop,
          shipmentId,
          run.signal,
        );
        if (!failure) return JOB_DONE;
        const outcome = outcomeOf(failure);
        const orderId = job.orderId;
        if (outcome.kind === 'park' && orderId !== null) {
          context.db.transaction((tx) =>
            recordEvent(tx, {
              orderId,
              atMs: context.clock.nowMs(),
              type: 'shipment.confirm_parked',
              act: jobAct(run, 'job:shipment.confirm'),
              rule: null,
              data: { code: failure.code, vendorCode: failure.vendorCode, vendorText: failure.vendorText },
            }),
          );
        }
        return outcome;
      },
    }),
    defineJob({
      topic: 'waybill.ahead',
      payloadSchema: z.object({ shipmentId: z.string() }),
      concurrency: 4,
      async run(run, { shipmentId }) {
        const problem = await buyAhead(jobAct(run, 'job:waybill.ahead'), shipmentId, run.signal);
        return problem ? { kind: 'retry', code: problem.code, data: problem.data } : JOB_DONE;
      },
    }),
    defineJob({
      topic: 'waybill.cancel',
      payloadSchema: z.object({ waybillId: z.string() }),
      async run(run, { waybillId }) {
        const failure = await cancelWaybill(
          context,
          jobAct(run, 'job:waybill.cancel'),
          (accountId) => carriers.open(accountId),
          waybillId,
          run.signal,
        );
        return failure ? outcomeOf(failure) : JOB_DONE;
      },
    }),
  ];
}

/** Platforms announce orders before their own detail calls know them: seconds usually. With the backoff, so many tries take most of an hour. */
const LOOKS_FOR_ANNOUNCED = 12;

function notVisibleYet(number: string, attempt: number): JobOutcome {
  const kind = attempt < LOOKS_FOR_ANNOUNCED ? 'retry' : 'park';
  return { kind, code: 'ERR_CHANNEL_ORDER_NOT_VISIBLE', data: { number } };
}

export function jobAct(run: JobRunContext, source: string): Act {
  return { actor: { kind: 'system', id: 'system', name: 'Packbench' }, source, traceId: run.traceId };
}

/** An unknown outcome is safe to try again here: every job of this file looks before it leaps. */
export function outcomeOf(failure: PluginFailure): JobOutcome {
  const data = { vendorCode: failure.vendorCode, vendorText: failure.vendorText };
  if (failure.kind === 'retry' || failure.kind === 'unknown_outcome')
    return {
      kind: 'retry',
      code: failure.code,
      data,
      ...(failure.retryAfterMs === null ? {} : { afterMs: failure.retryAfterMs }),
    };
  return { kind: 'park', code: failure.code, data };
}
