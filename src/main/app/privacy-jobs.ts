import { z } from 'zod';
import { defineJob, doneUnlessStopped, JOB_DONE } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { eraseOnSchedule } from '#main/usecases/orders/erase/erase-on-schedule.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Erases personal data whose term is over; scheduled once a day. */
export const ERASE_TOPIC = 'orders.erase-personal-data';

/**
 * Looks after what Packbench knows of people.
 * @param isClockWrong what was erased because a clock was a year ahead does not come back
 */
export function privacyJobs(context: UseCaseContext, isClockWrong: () => boolean): RegisteredJob[] {
  return [
    defineJob({
      topic: ERASE_TOPIC,
      payloadSchema: z.object({}),
      async run({ signal, traceId }, _payload, job) {
        if (isClockWrong()) {
          context.log.warn({}, 'nothing erased: the clock cannot be believed');
          return JOB_DONE;
        }
        const actor = { kind: 'system', id: 'privacy', name: 'privacy' } as const;
        await eraseOnSchedule(context, { actor, source: `job:${job.key}`, traceId }, signal);
        return doneUnlessStopped(signal);
      },
    }),
  ];
}
