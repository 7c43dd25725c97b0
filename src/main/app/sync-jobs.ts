import { z } from 'zod';
import { JOB_DONE, defineJob, doneUnlessStopped, orGiveUp } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { jobAct, outcomeOf } from '#main/app/job-handlers.ts';
import { pullRefunds, PULL_REFUNDS_TOPIC } from '#main/usecases/aftersales/pull-refunds.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { RECONCILE_TOPIC } from '#main/usecases/shops/reconcile/count-now.ts';
import { reconcileShop } from '#main/usecases/shops/reconcile/reconcile-shop.ts';
import type { DayClock } from '#main/usecases/shops/reconcile/report-days.ts';
import { REPLAY_TOPIC } from '#main/usecases/shops/replay/manage-replays.ts';
import { runReplay } from '#main/usecases/shops/replay/run-replay.ts';
import { ACCESS_TOPIC, refreshAccess } from '#main/usecases/shops/refresh-access.ts';
import type { AccessServices } from '#main/usecases/shops/refresh-access.ts';
import { countSightings } from '#main/usecases/shops/tracks/count-sightings.ts';
import { READ_LISTINGS_TOPIC, readListings } from '#main/usecases/stock/read-listings.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** What keeps channels and the books here in step, beside pulls and pushes. */
export function syncJobs(
  context: UseCaseContext,
  openShop: OpenShop,
  access: AccessServices,
  days: DayClock,
): RegisteredJob[] {
  return [
    defineJob({
      topic: RECONCILE_TOPIC,
      payloadSchema: z.object({ shopId: z.string() }),
      concurrency: 2,
      async run(run, { shopId }) {
        const shop = openShop(shopId);
        if (!shop.enabled) return JOB_DONE;
        // The next slot comes in five minutes, and hours that are due stay due.
        if (context.lightPath?.isOn()) return JOB_DONE;
        countSightings(context, shopId);
        const { failure, ...totals } = await reconcileShop(context, days, jobAct(run, 'reconcile'), shop, run.signal);
        run.progress(totals);
        return failure ? orGiveUp(outcomeOf(failure)) : doneUnlessStopped(run.signal);
      },
    }),
    defineJob({
      topic: PULL_REFUNDS_TOPIC,
      payloadSchema: z.object({ shopId: z.string() }),
      concurrency: 2,
      async run(run, { shopId }) {
        const shop = openShop(shopId);
        if (!shop.enabled) return JOB_DONE;
        for (;;) {
          const { failure, more, ...totals } = await pullRefunds(context, jobAct(run, 'poll'), shop, run.signal);
          run.progress(totals);
          if (failure) return orGiveUp(outcomeOf(failure));
          if (!more || run.signal.aborted) return doneUnlessStopped(run.signal);
        }
      },
    }),
    defineJob({
      topic: ACCESS_TOPIC,
      payloadSchema: z.object({ shopId: z.string() }),
      async run(run, { shopId }) {
        const shop = openShop(shopId);
        if (!shop.enabled) return JOB_DONE;
        const failure = await refreshAccess(context, access, jobAct(run, 'job:access'), shop, run.signal);
        return failure ? outcomeOf(failure) : JOB_DONE;
      },
    }),
    defineJob({
      topic: READ_LISTINGS_TOPIC,
      payloadSchema: z.object({ shopId: z.string() }),
      async run(run, { shopId }) {
        const shop = openShop(shopId);
        if (!shop.enabled) return JOB_DONE;
        const failure = await readListings(context, shop, run.signal);
        return failure ? orGiveUp(outcomeOf(failure)) : doneUnlessStopped(run.signal);
      },
    }),
    defineJob({
      topic: REPLAY_TOPIC,
      payloadSchema: z.object({ replayId: z.string() }),
      async run(run, { replayId }) {
        const failure = await runReplay(context, openShop, replayId, run.signal);
        return failure ? outcomeOf(failure) : doneUnlessStopped(run.signal);
      },
    }),
  ];
}
