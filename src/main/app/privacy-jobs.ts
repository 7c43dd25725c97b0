import { z } from 'zod';
import { defineJob, doneUnlessStopped } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { eraseOnSchedule } from '#main/usecases/orders/erase/erase-on-schedule.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Erases personal data whose term is over; scheduled once a day. */
export const ERASE_TOPIC = 'orders.erase-personal-data';

/** Looks after what Packbench knows of people. */
export function privacyJobs(context: UseCaseContext): RegisteredJob[] {
  return [
    defineJob({
      topic: ERASE_TOPIC,
      payloadSchema: z.object({}),
      async run({ signal, traceId }, _payload, job) {
        const actor = { kind: 'system', id: 'privacy', name: 'privacy' } as const;
        await eraseOnSchedule(context, { actor, source: `job:${job.key}`, traceId }, signal);
        return doneUnlessStopped(signal);
      },
    }),
  ];
}
