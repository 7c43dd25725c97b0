import { z } from 'zod';
import { JOB_DONE, defineJob, doneUnlessStopped } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { cleanArchive } from '#main/usecases/customs/papers/clean-archive.ts';
import { cleanPersonalData } from '#main/usecases/customs/papers/clean-personal-data.ts';
import { PAPER_BATCH_TOPIC } from '#main/usecases/customs/papers/paper-batches.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { runPaperBatch } from '#main/usecases/customs/papers/run-paper-batch.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Removes papers whose legal term has passed, and personal data that nobody needs; scheduled once a day. */
export const ARCHIVE_TOPIC = 'customs.archive-clean';

/** Makes papers of many orders, and looks after the archive. Where a batch is stopped with the program, the next run goes on. */
export function customsPapersJobs(context: UseCaseContext, services: PapersServices): RegisteredJob[] {
  return [
    defineJob({
      topic: PAPER_BATCH_TOPIC,
      payloadSchema: z.object({ batchId: z.string() }),
      async run({ signal }, { batchId }) {
        await runPaperBatch(context, services, batchId, signal);
        return doneUnlessStopped(signal);
      },
    }),
    defineJob({
      topic: ARCHIVE_TOPIC,
      payloadSchema: z.object({}),
      async run({ signal, traceId }, _payload, job) {
        const actor = { kind: 'system', id: 'archive', name: 'archive' } as const;
        const act = { actor, source: `job:${job.key}`, traceId };
        for (const clean of [cleanArchive, cleanPersonalData])
          while (!signal.aborted && clean(context, services, act) > 0) await giveWay();
        return JOB_DONE;
      },
    }),
  ];
}
