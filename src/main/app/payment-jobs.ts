import { z } from 'zod';
import { JOB_DONE, defineJob } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { confirmPayment } from '#main/usecases/payments/confirm-payment.ts';
import { CONFIRM_TOPIC } from '#main/usecases/payments/payment-rows.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Questions to payment providers. A payment that is parked parks its job too: the jobs page shows both as one. */
export function paymentJobs(context: UseCaseContext, services: PaymentServices): RegisteredJob[] {
  return [
    defineJob({
      topic: CONFIRM_TOPIC,
      payloadSchema: z.object({ paymentId: z.string() }),
      concurrency: 4,
      async run(run, { paymentId }) {
        const act = {
          actor: { kind: 'system' as const, id: 'system', name: 'Packbench' },
          source: `job:${CONFIRM_TOPIC}`,
          traceId: run.traceId,
        };
        const outcome = await confirmPayment(context, services, act, paymentId, run.signal);
        if (outcome.kind === 'settled') return JOB_DONE;
        const { code, data } = outcome.problem;
        return outcome.kind === 'again'
          ? { kind: 'retry', code, data, afterMs: outcome.afterMs }
          : { kind: 'park', code, data };
      },
    }),
  ];
}
