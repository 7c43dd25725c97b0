import type { NamedQuery } from '#main/db/queries/named-query.ts';
import { listJobViews } from '#main/usecases/jobs/manage-jobs.ts';
import type { JobFilter, JobList } from '#main/usecases/jobs/manage-jobs.ts';

/** {@link listJobViews} for a reader: it counts every job of the last thirty days. */
export const listJobsQuery: NamedQuery<JobFilter, JobList> = { name: 'list-jobs', run: listJobViews };
