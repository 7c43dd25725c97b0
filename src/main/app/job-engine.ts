import type { JobId } from '#shared/model/ids.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { Clock } from '#core/kernel/clock.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { JobInfo, JobOutcome, RegisteredJob } from '#main/app/jobs.ts';
import type { WriteDb, WriteTx } from '#main/db/handles.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import {
  bringForwardJobs,
  expireForeignLeases,
  leaseJob,
  listDueJobs,
  nextJobDueByTopic,
  parkUnhandledJobs,
  releaseJob,
  renewLease,
  saveJobProgress,
  settleJob,
} from '#main/db/repos/jobs-repo.ts';
import type { JobRow } from '#main/db/repos/jobs-repo.ts';
import { jobResult, outcomeOfThrown, readPayload } from '#main/app/job-outcome.ts';
import { enqueueDueSlots } from '#main/app/job-schedules.ts';
import { bringForwardSchedules, nextScheduleAtMs } from '#main/db/repos/schedules-repo.ts';
import type { Timers } from '#main/lib/timers.ts';

export interface JobEngineOptions {
  readonly db: WriteDb;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly timers: Timers;
  /** 0 <= x < 1, for the jitter of the backoff. */
  readonly random: () => number;
  readonly jobs: readonly RegisteredJob[];
  /** Failures of the engine itself (a full disk, say); the jobs concerned run again when their lease ends. */
  readonly onError: (error: unknown) => void;
}

export interface JobChange {
  readonly jobId: JobId;
  readonly topic: string;
  readonly state: JobRow['state'];
}

export interface JobEngine {
  /** Takes over what a dead predecessor left leased, and begins. */
  start(): void;
  /** Claims nothing more, aborts the signal of every run and waits for them to report. */
  stop(): Promise<void>;
  /** Looks for due work now. Enqueueing does this by itself. */
  wake(): void;
  /** Tells live screens about each step of each job. Returns the way to stop listening. */
  onChange(listener: (change: JobChange) => void): () => void;
  /** Resolves when nothing is due and nothing runs; for tests, the demo and a quiet shutdown. */
  whenIdle(): Promise<void>;
}

type DueByTopic = ReturnType<typeof nextJobDueByTopic>;

interface Run {
  readonly job: JobRow;
  readonly abort: AbortController;
  readonly finished: Promise<void>;
}

/** Looks at least this often, so that a clock that was set back or forth cannot leave work lying. */
const LONGEST_NAP_MS = 30_000;
/** A full disk is not asked again and again. */
const PAUSE_AFTER_TROUBLE_MS = 1_000;
/** Clocks are set right by a little all the time. */
const CLOCK_TOLERANCE_MS = 60_000;

/** @throws TypeError when two handlers share a topic. */
export function createJobEngine(options: JobEngineOptions): JobEngine {
  return new Engine(options);
}

class Engine implements JobEngine {
  readonly #options: JobEngineOptions;
  readonly #owner: string;
  readonly #byTopic: ReadonlyMap<string, RegisteredJob>;
  readonly #runs = new Map<JobId, Run>();
  readonly #listeners = new Set<(change: JobChange) => void>();
  readonly #idleWaiters = new Set<() => void>();
  #state: 'new' | 'running' | 'stopping' = 'new';
  /** The clock when work was last looked for. */
  #latestMs = 0;
  #pumpPlanned = false;
  /** The claim that is being written; null while there is none. */
  #claiming: Promise<void> | null = null;
  #cancelNap: () => void = () => {};
  #stopListening: () => void = () => {};

  constructor(options: JobEngineOptions) {
    this.#options = options;
    this.#owner = options.ids.next();
    this.#byTopic = new Map(options.jobs.map((job) => [job.topic, job]));
    if (this.#byTopic.size !== options.jobs.length) throw new TypeError('Two job handlers share a topic.');
  }

  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'running';
    this.#stopListening = this.#options.db.onCommit((areas) => {
      if (areas.has('jobs')) this.#abortLostRuns();
      if (areas.has('jobs') || areas.has('schedules')) this.wake();
    });
    this.#guarded(() => this.#takeOver());
    this.wake();
  }

  #takeOver(): void {
    const nowMs = this.#nowMs();
    this.#options.db.transaction((tx) => {
      expireForeignLeases(tx, this.#owner, nowMs);
      parkUnhandledJobs(tx, [...this.#byTopic.keys()], nowMs);
      bringForwardJobs(tx, nowMs);
      bringForwardSchedules(tx, nowMs);
    });
    this.#latestMs = nowMs;
  }

  /** What is planned for a time that was tomorrow a moment ago must not wait until it is tomorrow again. */
  #followClock(): void {
    const nowMs = this.#nowMs();
    if (nowMs + CLOCK_TOLERANCE_MS < this.#latestMs) {
      this.#options.db.transaction((tx) => {
        bringForwardJobs(tx, nowMs);
        bringForwardSchedules(tx, nowMs);
      });
    }
    this.#latestMs = nowMs;
  }

  async stop(): Promise<void> {
    this.#state = 'stopping';
    this.#stopListening();
    await this.#claiming;
    this.#cancelNap();
    for (const run of this.#runs.values()) run.abort.abort();
    await Promise.all([...this.#runs.values()].map((run) => run.finished));
  }

  wake(): void {
    if (this.#state !== 'running' || this.#pumpPlanned) return;
    this.#pumpPlanned = true;
    // After the current turn: a burst of commits leads to one look, and the committer is not delayed.
    setImmediate(() => {
      this.#pumpPlanned = false;
      this.#pump();
    });
  }

  onChange(listener: (change: JobChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idleWaiters.add(resolve);
      this.wake();
    });
  }

  #pump(): void {
    if (this.#state !== 'running' || this.#claiming) return;
    this.#cancelNap();
    this.#guarded(() => this.#followClock());
    if (this.#guarded(() => this.#isAnythingDue()) === true) this.#claiming = this.#beginDue();
    else this.#rest(1);
  }

  #isAnythingDue(): boolean {
    const nowMs = this.#nowMs();
    const { db } = this.#options;
    const nextSchedule = nextScheduleAtMs(db);
    if (nextSchedule !== null && nextSchedule <= nowMs) return true;
    const dueByTopic = nextJobDueByTopic(db);
    return this.#isAnyUnhandled(dueByTopic) || this.#listClaimable(dueByTopic, nowMs).length > 0;
  }

  /** Put in line again by a person, who must not be left to think that it is under way. */
  #isAnyUnhandled(dueByTopic: DueByTopic): boolean {
    return [...dueByTopic.keys()].some((topic) => !this.#byTopic.has(topic));
  }

  /** One transaction for all that can start now, which shares its commit with whatever else comes in. */
  async #beginDue(): Promise<void> {
    const { db, onError } = this.#options;
    try {
      const claimed = await turnsOf(db).run(() => db.transaction((tx) => this.#claim(tx)));
      for (const job of claimed) this.#begin(job);
      this.#claiming = null;
      this.wake();
    } catch (error) {
      onError(error);
      this.#claiming = null;
      this.#rest(PAUSE_AFTER_TROUBLE_MS);
    }
  }

  #claim(tx: WriteTx): JobRow[] {
    const nowMs = this.#nowMs();
    enqueueDueSlots(tx, this.#options);
    const dueByTopic = nextJobDueByTopic(tx);
    if (this.#isAnyUnhandled(dueByTopic)) parkUnhandledJobs(tx, [...this.#byTopic.keys()], nowMs);
    return this.#listClaimable(dueByTopic, nowMs).filter((job) => this.#lease(tx, job, nowMs));
  }

  #listClaimable(dueByTopic: DueByTopic, nowMs: UtcMs): JobRow[] {
    const { db } = this.#options;
    return [...dueByTopic].flatMap(([topic, dueAtMs]) => {
      const handler = this.#byTopic.get(topic);
      if (!handler || dueAtMs > nowMs) return [];
      const running = this.#runningOf(topic);
      if (running >= handler.concurrency) return [];
      // A stalled event loop can let the lease of a run of our own lapse: it still runs, so it is not begun again here.
      const due = listDueJobs(db, topic, nowMs, handler.concurrency);
      return due.filter((job) => !this.#runs.has(job.id)).slice(0, handler.concurrency - running);
    });
  }

  #runningOf(topic: string): number {
    return [...this.#runs.values()].filter((run) => run.job.topic === topic).length;
  }

  /** False when the job was parked instead: each run began and none came back. */
  #lease(tx: WriteTx, job: JobRow, nowMs: UtcMs): boolean {
    const leaseMs = this.#byTopic.get(job.topic)?.leaseMs ?? 0;
    leaseJob(tx, job.id, this.#owner, nowMs + leaseMs);
    if (job.attempts < job.max_attempts) return true;
    const error = { code: 'ERR_JOB_ATTEMPTS_EXHAUSTED', data: { attempts: job.attempts }, atMs: nowMs };
    settleJob(tx, job.id, this.#owner, { state: 'parked', dueAtMs: nowMs, error }, nowMs);
    tx.afterCommit(() => this.#tell(job, 'parked'));
    return false;
  }

  #begin(job: JobRow): void {
    const handler = this.#byTopic.get(job.topic);
    if (!handler) return;
    const abort = new AbortController();
    this.#tell(job, 'leased');
    const stopRenewing = this.#keepLease(job, handler.leaseMs, abort);
    const finished = this.#execute(handler, job, abort.signal).then(async (outcome) => {
      await this.#settle(job, outcome, abort.signal.aborted);
      stopRenewing();
      this.#runs.delete(job.id);
      this.wake();
    });
    this.#runs.set(job.id, { job, abort, finished });
  }

  async #execute(handler: RegisteredJob, job: JobRow, signal: AbortSignal): Promise<JobOutcome> {
    const { db, ids } = this.#options;
    const info: JobInfo = {
      id: job.id,
      key: job.job_key,
      attempt: job.attempts + 1,
      wasInterrupted: job.state === 'leased',
      createdAtMs: job.created_at_ms,
      orderId: job.order_id,
      shopId: job.shop_id,
    };
    const progress = (value: Readonly<Record<string, string | number>>) =>
      db.transaction((tx) => saveJobProgress(tx, job.id, value));
    try {
      return await handler.execute({ signal, traceId: ids.next(), progress }, readPayload(job), info);
    } catch (error) {
      return outcomeOfThrown(error);
    }
  }

  /** Jobs that end at about the same time share a commit. */
  async #settle(job: JobRow, outcome: JobOutcome, wasAborted: boolean): Promise<void> {
    const { db, onError } = this.#options;
    try {
      await turnsOf(db).run(() => db.transaction((tx) => this.#report(tx, job, outcome, wasAborted)));
    } catch (error) {
      onError(error);
    }
  }

  #report(tx: WriteTx, job: JobRow, outcome: JobOutcome, wasAborted: boolean): void {
    const nowMs = this.#nowMs();
    if (wasAborted && outcome.kind === 'retry') {
      // Stopped half-way, not failed: due again at once for the next engine.
      releaseJob(tx, job.id, this.#owner, nowMs);
      return;
    }
    const result = jobResult(job, outcome, { nowMs, random: this.#options.random() });
    const isOurs = settleJob(tx, job.id, this.#owner, result, nowMs);
    if (isOurs) tx.afterCommit(() => this.#tell(job, result.state));
  }

  /** Renews at a third of the lease, so that two lost renewals still leave time. */
  #keepLease(job: JobRow, leaseMs: number, abort: AbortController): () => void {
    const { db, timers } = this.#options;
    let cancel = () => {};
    const plan = () => {
      cancel = timers.after(leaseMs / 3, () => {
        const held = this.#guarded(() =>
          db.transaction((tx) => renewLease(tx, job.id, this.#owner, this.#nowMs() + leaseMs)),
        );
        if (held === false) abort.abort();
        else plan();
      });
    };
    plan();
    return () => cancel();
  }

  /** A cancelled job loses its lease; its run must hear of it now and not at the next renewal. */
  #abortLostRuns(): void {
    if (this.#runs.size === 0) return;
    const held = this.#options.db.pluck<[JobId], string | null>('SELECT lease_owner FROM jobs WHERE id = ?');
    for (const [jobId, run] of this.#runs) if (held.get(jobId) !== this.#owner) run.abort.abort();
  }

  /** Until something is due, but for so long at least. */
  #rest(leastMs: number): void {
    const { db, timers } = this.#options;
    const nowMs = this.#nowMs();
    const nextJob = this.#guarded(() => this.#nextDueAtMs()) ?? Infinity;
    const nextSchedule = this.#guarded(() => nextScheduleAtMs(db)) ?? Infinity;
    const napMs = Math.min(Math.max(Math.min(nextJob, nextSchedule) - nowMs, leastMs), LONGEST_NAP_MS);
    this.#cancelNap = timers.after(napMs, () => this.#pump());
    if (this.#runs.size > 0 || this.#pumpPlanned) return;
    for (const resolve of this.#idleWaiters) resolve();
    this.#idleWaiters.clear();
  }

  /** Topics at their limit are woken by the end of a run, not by the time. */
  #nextDueAtMs(): UtcMs {
    let next = Infinity;
    for (const [topic, dueAtMs] of nextJobDueByTopic(this.#options.db)) {
      const handler = this.#byTopic.get(topic);
      if (handler && this.#runningOf(topic) < handler.concurrency) next = Math.min(next, dueAtMs);
    }
    return next;
  }

  #nowMs(): UtcMs {
    return this.#options.clock.nowMs();
  }

  #tell(job: JobRow, state: JobRow['state']): void {
    for (const listener of this.#listeners) listener({ jobId: job.id, topic: job.topic, state });
  }

  #guarded<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#options.onError(error);
      return undefined;
    }
  }
}
