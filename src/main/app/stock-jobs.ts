import { defineJob, doneUnlessStopped } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import { SERVE_WAITING_TOPIC, ServingPayload, servingAct } from '#main/usecases/stock/queue-serving.ts';
import { serveWaitingOrders } from '#main/usecases/stock/serve-waiting-orders.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Serves the orders that waited for goods, one delivery after the other. */
export function stockJobs(context: UseCaseContext, reads: SlowReads): RegisteredJob[] {
  return [
    defineJob({
      topic: SERVE_WAITING_TOPIC,
      payloadSchema: ServingPayload,
      async run({ signal }, payload) {
        await serveWaitingOrders(context, reads, servingAct(context.read, payload), signal);
        return doneUnlessStopped(signal);
      },
    }),
  ];
}
