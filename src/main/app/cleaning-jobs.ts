import { z } from 'zod';
import { defineJob, doneUnlessStopped } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { CLEANING_RUN_TOPIC } from '#main/usecases/cleaning/manage-runs.ts';
import { runCleaning } from '#main/usecases/cleaning/run-cleaning.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Applies rules to stored orders, and takes them back. */
export function cleaningJobs(context: UseCaseContext): RegisteredJob[] {
  return [
    defineJob({
      topic: CLEANING_RUN_TOPIC,
      payloadSchema: z.object({ runId: z.string() }),
      async run(run, { runId }) {
        await runCleaning(context, runId, run.signal, (at) => run.progress(at));
        return doneUnlessStopped(run.signal);
      },
    }),
  ];
}
