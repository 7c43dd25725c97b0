import { z } from 'zod';
import { defineJob, doneUnlessStopped } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { runImport } from '#main/usecases/imports/run-import.ts';
import type { ImportRunServices } from '#main/usecases/imports/run-import.ts';
import { IMPORT_TOPIC } from '#main/usecases/imports/start-import.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Applies and takes back imports, one after the other. Where it is stopped, the next run goes on with the rows that are left. */
export function importJobs(context: UseCaseContext, services: ImportRunServices): RegisteredJob[] {
  return [
    defineJob({
      topic: IMPORT_TOPIC,
      payloadSchema: z.object({ importId: z.string() }),
      async run({ signal }, { importId }) {
        await runImport(context, services, importId, signal);
        return doneUnlessStopped(signal);
      },
    }),
  ];
}
