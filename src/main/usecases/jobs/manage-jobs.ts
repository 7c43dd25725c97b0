import type { Act } from '#main/usecases/actor.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { cancelJobRow, countJobs, findJob, listJobs, requeueJob } from '#main/db/repos/jobs-repo.ts';
import type { JobRow, JobState } from '#main/db/repos/jobs-repo.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { shipmentOf } from '#main/usecases/packing/mark-labelled.ts';
import { isUnsettled } from '#main/usecases/packing/settle-parcel.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JobView } from '#shared/contract/jobs.ts';
import type { JobId } from '#shared/model/ids.ts';

export interface JobFilter {
  /** `open`: waiting or leased. */
  readonly state?: JobState | 'open' | null | undefined;
  /** False leaves out routine work, unless it is parked. Default true. */
  readonly routine?: boolean | undefined;
  readonly limit: number;
}

export interface JobList {
  readonly jobs: JobView[];
  readonly counts: Record<string, number>;
}

/** Work that comes again every few minutes or with every push, and hides all else in a list of the newest. */
const ROUTINE_TOPICS: readonly string[] = [
  'shop.pull',
  'shop.drain-push',
  'shop.fetch-order',
  'shop.completeness',
  'shop.reconcile',
  'shop.pull-refunds',
  'shop.refresh-access',
  'shop.read-listings',
  'shop.check-webhooks',
  'backup.create',
  'jobs.prune',
];

/** Background work for the jobs screen, newest first, with the number of jobs in each state. */
export function listJobViews(db: ReadDb, filter: JobFilter): JobList {
  const withoutTopics = filter.routine === false ? ROUTINE_TOPICS : [];
  const rows = listJobs(db, { ...statesOf(filter.state), withoutTopics, limit: filter.limit });
  const counts: Record<string, number> = {};
  for (const { topic, state, count } of countJobs(db))
    if (state === 'parked' || !withoutTopics.includes(topic)) counts[state] = (counts[state] ?? 0) + count;
  return { jobs: rows.map((row) => jobView(db, row)), counts };
}

function statesOf(state: JobFilter['state']): { states?: JobState[] } {
  if (!state) return {};
  return { states: state === 'open' ? ['waiting', 'leased'] : [state] };
}

/** Puts a parked or cancelled job, or one that waits out its backoff, in line at once. @throws AppError ERR_JOB_UNKNOWN, ERR_JOB_NOT_PARKED {state} */
export function retryJob(ctx: UseCaseContext, jobId: JobId, act: Act): JobView {
  return changeJob(ctx, jobId, act, {
    what: 'job.retry',
    from: ['parked', 'cancelled', 'waiting'],
    change: requeueJob,
    data: {},
  });
}

/** Puts every parked job in line at once, after what stopped them was mended. @returns how many there were */
export function retryParkedJobs(ctx: UseCaseContext, act: Act): number {
  return ctx.db.transaction((tx) => {
    const parked = tx.pluck<[], JobId>("SELECT id FROM jobs WHERE state = 'parked'").all();
    for (const jobId of parked) retryJob(ctx, jobId, act);
    return parked.length;
  });
}

/** Gives a job up for good, with the reason in the audit log. @throws AppError ERR_JOB_UNKNOWN, ERR_JOB_NOT_PARKED {state} */
export function cancelJob(ctx: UseCaseContext, input: { jobId: JobId; reason: string }, act: Act): JobView {
  const from: readonly JobState[] = ['parked', 'waiting', 'leased'];
  return changeJob(ctx, input.jobId, act, {
    what: 'job.cancel',
    from,
    change: cancelJobRow,
    data: { reason: input.reason },
  });
}

interface JobChange {
  readonly what: string;
  readonly from: readonly JobState[];
  readonly change: typeof requeueJob;
  readonly data: Readonly<Record<string, unknown>>;
}

function changeJob(ctx: UseCaseContext, jobId: JobId, act: Act, change: JobChange): JobView {
  return ctx.db.transaction((tx) => {
    const job = findJob(tx, jobId);
    if (!job) throw new AppError('ERR_JOB_UNKNOWN');
    if (!change.from.includes(job.state)) throw new AppError('ERR_JOB_NOT_PARKED', { state: job.state });
    const nowMs = ctx.clock.nowMs();
    change.change(tx, jobId, nowMs);
    const data = { topic: job.topic, key: job.job_key, state: job.state, ...change.data };
    recordAudit(tx, { atMs: nowMs, act, what: change.what, target: jobId, data });
    return jobView(tx, findJob(tx, jobId) ?? job);
  });
}

function jobView(db: ReadDb, row: JobRow): JobView {
  const number = db.pluck<[string | null], string>('SELECT display_number FROM orders WHERE id = ?');
  const shop = db.pluck<[string | null], string>('SELECT name FROM shops WHERE id = ?');
  return {
    id: row.id,
    topic: row.topic,
    key: row.job_key,
    state: row.state,
    attempts: row.attempts,
    dueAtMs: row.due_at_ms,
    orderId: row.order_id,
    orderNumber: number.get(row.order_id) ?? null,
    shopName: shop.get(row.shop_id) ?? null,
    unsettledParcelId: unsettledParcelOf(db, row),
    problem: readProblem(row.last_error_json),
    progress: row.progress_json === null ? null : JSON.parse(row.progress_json),
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}

function unsettledParcelOf(db: ReadDb, row: JobRow): string | null {
  if (row.topic !== 'shipment.confirm') return null;
  const shipmentId = shipmentOf(row.job_key);
  return isUnsettled(db, shipmentId) ? shipmentId : null;
}
