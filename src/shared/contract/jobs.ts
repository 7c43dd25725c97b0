import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';

export const JobView = z.object({
  id: z.string(),
  topic: z.string(),
  key: z.string(),
  state: z.enum(['waiting', 'leased', 'done', 'parked', 'cancelled']),
  attempts: z.int(),
  dueAtMs: z.int(),
  orderId: z.string().nullable(),
  orderNumber: z.string().nullable(),
  /** The shop that the work is for. */
  shopName: z.string().nullable(),
  /** The labelled parcel that this report is about, when a lead must say whether it left. */
  unsettledParcelId: z.string().nullable(),
  problem: Problem.nullable(),
  progress: z.record(z.string(), z.unknown()).nullable(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().nullable(),
});
export type JobView = z.infer<typeof JobView>;

export const jobsContract = {
  list: procedure('read', 'GET', '/jobs', 'Background work')
    .input(
      z.object({
        /** `open`: waiting or leased. */
        state: z.enum(['waiting', 'leased', 'open', 'done', 'parked', 'cancelled']).nullish(),
        /** False leaves out, also of the counts, work that comes again by itself and goes well; what is parked always shows. */
        routine: z.boolean().default(true),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ jobs: z.array(JobView), counts: z.record(z.string(), z.int()) })),
  retry: procedure('operate', 'POST', '/jobs/{id}/retry', 'Try a parked job again')
    .input(z.object({ id: z.string() }))
    .output(JobView),
  retryParked: procedure('operate', 'POST', '/jobs/retry', 'Try all parked jobs again; how many there were')
    .input(z.object({}))
    .output(z.object({ retried: z.int() })),
  cancel: procedure('lead', 'POST', '/jobs/{id}/cancel', 'Give a parked job up, with a reason')
    .input(z.object({ id: z.string(), reason: z.string().min(1).max(200) }))
    .output(JobView),
};
