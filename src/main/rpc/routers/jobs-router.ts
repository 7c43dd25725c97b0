import { actOf } from '#main/rpc/act-of.ts';
import { base } from '#main/rpc/base.ts';
import { listJobsQuery } from '#main/usecases/jobs/jobs-query.ts';
import { cancelJob, retryJob, retryParkedJobs } from '#main/usecases/jobs/manage-jobs.ts';
import { JobId } from '#shared/model/ids.ts';

export const jobsRouter = base.jobs.router({
  list: base.jobs.list.handler(({ input, context }) => context.services.reads.run(listJobsQuery, input)),
  retry: base.jobs.retry.handler(({ input, context }) => {
    const job = retryJob(context.services.context, JobId.parse(input.id), actOf(context));
    context.services.jobs.wake();
    return job;
  }),
  retryParked: base.jobs.retryParked.handler(({ context }) => {
    const retried = retryParkedJobs(context.services.context, actOf(context));
    context.services.jobs.wake();
    return { retried };
  }),
  cancel: base.jobs.cancel.handler(({ input, context }) =>
    cancelJob(context.services.context, { jobId: JobId.parse(input.id), reason: input.reason }, actOf(context)),
  ),
});
