import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { Clock } from '#core/kernel/clock.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { JobId } from '#shared/model/ids.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

/**
 * `waiting`: due at due_at_ms. `leased`: somebody runs it; due_at_ms is when the lease ends, so that one index finds both.
 * `parked`: needs a person; never deleted, never retried by itself.
 */
export type JobState = 'waiting' | 'leased' | 'done' | 'parked' | 'cancelled';

export interface JobRow {
  readonly id: JobId;
  readonly topic: string;
  readonly job_key: string;
  readonly payload_json: string;
  readonly state: JobState;
  /** Runs begun, counting those that a crash cut short. */
  readonly attempts: number;
  readonly max_attempts: number;
  readonly due_at_ms: UtcMs;
  readonly lease_owner: string | null;
  readonly lease_until_ms: UtcMs | null;
  readonly order_id: string | null;
  readonly shop_id: string | null;
  readonly last_error_json: string | null;
  readonly progress_json: string | null;
  readonly created_at_ms: UtcMs;
  readonly finished_at_ms: UtcMs | null;
}

export interface NewJob {
  readonly topic: string;
  /** Idempotency key, unique for ever: the same work enqueued twice is one job. Derive it from what the work is about, never from a clock. */
  readonly key: string;
  /** Plain JSON. No personal data, no secrets: ids only. */
  readonly payload: unknown;
  readonly orderId?: string;
  readonly shopId?: string;
  /** Not before; now by default. */
  readonly dueAtMs?: UtcMs;
  readonly maxAttempts?: number;
}

export interface JobError {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly atMs: UtcMs;
}

/** With the default backoff (2 s doubling to 15 min) this many runs spread over about a day. */
const DEFAULT_MAX_ATTEMPTS = 100;

/**
 * Writes an outbox row in the transaction that decided on the work. A job with the same key that exists already, in whatever state,
 * stays as it is. Running engines wake after the commit.
 */
export function enqueueJob(
  tx: WriteTx,
  source: { readonly clock: Clock; readonly ids: IdSource },
  job: NewJob,
): { jobId: JobId; created: boolean } {
  const nowMs = source.clock.nowMs();
  const created = tx
    .pluck<(string | number | null)[], JobId>(
      `INSERT INTO jobs (id, topic, job_key, payload_json, state, attempts, max_attempts, due_at_ms, order_id, shop_id, created_at_ms)
       VALUES (?, ?, ?, ?, 'waiting', 0, ?, ?, ?, ?, ?) ON CONFLICT (job_key) DO NOTHING RETURNING id`,
    )
    .get(
      source.ids.next(),
      job.topic,
      job.key,
      canonicalJson(job.payload),
      job.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
      job.dueAtMs ?? nowMs,
      job.orderId ?? null,
      job.shopId ?? null,
      nowMs,
    );
  if (created !== undefined) {
    tx.changed('jobs');
    return { jobId: created, created: true };
  }
  const existing = tx.pluck<[string], JobId>('SELECT id FROM jobs WHERE job_key = ?').get(job.key);
  if (existing === undefined) throw new Error(`job ${job.key} neither inserted nor found`);
  return { jobId: existing, created: false };
}

export function findJob(db: ReadDb, jobId: JobId): JobRow | undefined {
  return db.prepare<[JobId], JobRow>('SELECT * FROM jobs WHERE id = ?').get(jobId);
}

export function findJobByKey(db: ReadDb, key: string): JobRow | undefined {
  return db.prepare<[string], JobRow>('SELECT * FROM jobs WHERE job_key = ?').get(key);
}

/** Jobs of one topic whose time has come, waiting or with a lease that ran out, the longest due first. */
export function listDueJobs(db: ReadDb, topic: string, nowMs: UtcMs, limit: number): JobRow[] {
  return db
    .prepare<[string, UtcMs, number], JobRow>(
      `SELECT * FROM jobs INDEXED BY jobs_due WHERE state IN ('waiting', 'leased') AND topic = ? AND due_at_ms <= ? ORDER BY due_at_ms, id LIMIT ?`,
    )
    .all(topic, nowMs, limit);
}

/** When the next waiting job or lease of each topic falls due; a topic without open jobs is left out. Steps from topic to topic in the index. */
export function nextJobDueByTopic(db: ReadDb): ReadonlyMap<string, UtcMs> {
  const rows = db
    .prepare<[], { topic: string; due_at_ms: UtcMs }>(
      `WITH RECURSIVE open (topic) AS (
         SELECT min(topic) FROM jobs INDEXED BY jobs_due WHERE state IN ('waiting', 'leased')
         UNION ALL
         SELECT (SELECT min(topic) FROM jobs INDEXED BY jobs_due WHERE state IN ('waiting', 'leased') AND topic > open.topic) FROM open WHERE topic IS NOT NULL
       )
       SELECT topic, (SELECT min(due_at_ms) FROM jobs INDEXED BY jobs_due WHERE state IN ('waiting', 'leased') AND topic = open.topic) AS due_at_ms
       FROM open WHERE topic IS NOT NULL`,
    )
    .all();
  return new Map(rows.map((row) => [row.topic, row.due_at_ms]));
}

export function leaseJob(tx: WriteTx, jobId: JobId, owner: string, untilMs: UtcMs): void {
  tx.prepare<[string, UtcMs, UtcMs, JobId]>(
    `UPDATE jobs SET state = 'leased', attempts = attempts + 1, lease_owner = ?, lease_until_ms = ?, due_at_ms = ? WHERE id = ?`,
  ).run(owner, untilMs, untilMs, jobId);
  tx.changed('jobs');
}

/** @returns false when the lease is no longer this owner's. */
export function renewLease(tx: WriteTx, jobId: JobId, owner: string, untilMs: UtcMs): boolean {
  const { changes } = tx
    .prepare<[UtcMs, UtcMs, JobId, string]>(
      `UPDATE jobs SET lease_until_ms = ?, due_at_ms = ? WHERE id = ? AND lease_owner = ? AND state = 'leased'`,
    )
    .run(untilMs, untilMs, jobId, owner);
  return changes === 1;
}

/** Makes leases of other owners due at once. Only for the sole engine of a locked data folder: their processes are dead. */
export function expireForeignLeases(tx: WriteTx, owner: string, nowMs: UtcMs): number {
  return tx
    .prepare<[UtcMs, UtcMs, string, UtcMs]>(
      `UPDATE jobs SET due_at_ms = ?, lease_until_ms = ? WHERE state = 'leased' AND lease_owner <> ? AND due_at_ms > ?`,
    )
    .run(nowMs, nowMs, owner, nowMs).changes;
}

/**
 * Makes due at once what waits by a clock that has since been set back: created or last tried at a time that lies ahead.
 * @returns how many
 */
export function bringForwardJobs(tx: WriteTx, nowMs: UtcMs): number {
  const { changes } = tx
    .prepare<[UtcMs, UtcMs, UtcMs, UtcMs]>(
      `UPDATE jobs SET due_at_ms = ? WHERE state = 'waiting' AND due_at_ms > ?
       AND (created_at_ms > ? OR json_extract(last_error_json, '$.atMs') > ?)`,
    )
    .run(nowMs, nowMs, nowMs, nowMs);
  if (changes > 0) tx.changed('jobs');
  return changes;
}

/** Parks open jobs of topics that nobody handles: they would wait for ever, and nobody would know. @returns how many */
export function parkUnhandledJobs(tx: WriteTx, topics: readonly string[], nowMs: UtcMs): number {
  const { changes } = tx
    .prepare<[UtcMs, UtcMs, string]>(
      `UPDATE jobs SET state = 'parked', finished_at_ms = ?, lease_owner = NULL, lease_until_ms = NULL,
       last_error_json = json_object('atMs', ?, 'code', 'ERR_JOB_TOPIC_UNKNOWN', 'data', json_object('topic', topic))
       WHERE state IN ('waiting', 'leased') AND topic NOT IN (SELECT value FROM json_each(?))`,
    )
    .run(nowMs, nowMs, JSON.stringify(topics));
  if (changes > 0) tx.changed('jobs');
  return changes;
}

export interface JobResult {
  readonly state: 'done' | 'waiting' | 'parked' | 'cancelled';
  /** For `waiting`: when to run again. */
  readonly dueAtMs: UtcMs;
  readonly error: JobError | null;
  /** The run does not count as an attempt. */
  readonly isFree?: boolean;
}

/** Records the outcome of a run; false when the lease was lost and the row was left alone. */
export function settleJob(tx: WriteTx, jobId: JobId, owner: string, result: JobResult, nowMs: UtcMs): boolean {
  const { changes } = tx
    .prepare<(string | number | null)[]>(
      `UPDATE jobs SET state = ?, due_at_ms = ?, finished_at_ms = ?, last_error_json = coalesce(?, last_error_json), lease_owner = NULL,
       lease_until_ms = NULL, attempts = attempts - ? WHERE id = ? AND lease_owner = ? AND state = 'leased'`,
    )
    .run(
      result.state,
      result.dueAtMs,
      result.state === 'waiting' ? null : nowMs,
      result.error && canonicalJson(result.error),
      result.isFree ? 1 : 0,
      jobId,
      owner,
    );
  tx.changed('jobs');
  return changes === 1;
}

/** Gives a leased job back, due at once: for a run that was stopped half-way and did not fail. */
export function releaseJob(tx: WriteTx, jobId: JobId, owner: string, nowMs: UtcMs): void {
  tx.prepare<[UtcMs, JobId, string]>(
    `UPDATE jobs SET state = 'waiting', due_at_ms = ?, lease_owner = NULL, lease_until_ms = NULL WHERE id = ? AND lease_owner = ? AND state = 'leased'`,
  ).run(nowMs, jobId, owner);
  tx.changed('jobs');
}

export function saveJobProgress(tx: WriteTx, jobId: JobId, progress: unknown): void {
  tx.prepare<[string, JobId]>('UPDATE jobs SET progress_json = ? WHERE id = ?').run(canonicalJson(progress), jobId);
  tx.changed('jobs');
}

/** Puts a parked or cancelled job back in line with a fresh count of attempts. */
export function requeueJob(tx: WriteTx, jobId: JobId, nowMs: UtcMs): void {
  tx.prepare<[UtcMs, JobId]>(
    `UPDATE jobs SET state = 'waiting', attempts = 0, due_at_ms = ?, finished_at_ms = NULL WHERE id = ? AND state IN ('parked', 'cancelled', 'waiting')`,
  ).run(nowMs, jobId);
  tx.changed('jobs');
}

/** Takes a job out of line for good; a run in progress is told through its lost lease. */
export function cancelJobRow(tx: WriteTx, jobId: JobId, nowMs: UtcMs): void {
  tx.prepare<[UtcMs, JobId]>(
    `UPDATE jobs SET state = 'cancelled', finished_at_ms = ?, lease_owner = NULL, lease_until_ms = NULL WHERE id = ? AND state IN ('waiting', 'leased', 'parked')`,
  ).run(nowMs, jobId);
  tx.changed('jobs');
}

export interface JobFilter {
  readonly states?: readonly JobState[];
  readonly topic?: string;
  readonly orderId?: string;
  /** Left out, unless they are parked. */
  readonly withoutTopics?: readonly string[];
  readonly limit: number;
}

/** Newest first. */
export function listJobs(db: ReadDb, filter: JobFilter): JobRow[] {
  return db
    .prepare<[Record<'states' | 'topic' | 'orderId' | 'without', string | null> & { limit: number }], JobRow>(
      `SELECT * FROM jobs WHERE (@states IS NULL OR state IN (SELECT value FROM json_each(@states))) AND (@topic IS NULL OR topic = @topic)
       AND (@orderId IS NULL OR order_id = @orderId)
       AND (@without IS NULL OR state = 'parked' OR topic NOT IN (SELECT value FROM json_each(@without))) ORDER BY created_at_ms DESC, id DESC LIMIT @limit`,
    )
    .all({
      states: filter.states ? JSON.stringify(filter.states) : null,
      topic: filter.topic ?? null,
      orderId: filter.orderId ?? null,
      without: filter.withoutTopics ? JSON.stringify(filter.withoutTopics) : null,
      limit: filter.limit,
    });
}

export interface JobCount {
  readonly topic: string;
  readonly state: JobState;
  readonly count: number;
}

export function countJobs(db: ReadDb): JobCount[] {
  return db
    .prepare<[], JobCount>(
      'SELECT topic, state, count(*) AS count FROM jobs GROUP BY topic, state ORDER BY topic, state',
    )
    .all();
}

/** Work that is not finished, from the index by state alone: finished jobs of a month are many, and windows ask all the time. */
export function countOpenJobs(db: ReadDb): { readonly waiting: number; readonly parked: number } {
  const count = db.pluck<[JobState], number>('SELECT count(*) FROM jobs INDEXED BY jobs_state WHERE state = ?');
  const of = (state: JobState): number => count.get(state) ?? 0;
  return { waiting: of('waiting') + of('leased'), parked: of('parked') };
}

/** Forgets finished work older than this; parked jobs stay. Their keys may then be used again. */
export function deleteFinishedJobs(tx: WriteTx, finishedBeforeMs: UtcMs): number {
  return tx
    .prepare<[UtcMs]>(`DELETE FROM jobs WHERE state IN ('done', 'cancelled') AND finished_at_ms < ?`)
    .run(finishedBeforeMs).changes;
}
