import { backoffMs } from '#core/kernel/backoff.ts';
import type { JobOutcome } from '#main/app/jobs.ts';
import type { JobResult, JobRow } from '#main/db/repos/jobs-repo.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** What a run's outcome means for its row: done, waiting with a time, parked with the reason, or given up. */
export function jobResult(
  job: JobRow,
  outcome: JobOutcome,
  at: { readonly nowMs: UtcMs; readonly random: number },
): JobResult {
  const { nowMs } = at;
  if (outcome.kind === 'done') return { state: 'done', dueAtMs: nowMs, error: null };
  const error = { code: outcome.code, data: outcome.data ?? {}, atMs: nowMs };
  if (outcome.kind === 'put-off') return { state: 'waiting', dueAtMs: nowMs + outcome.afterMs, error, isFree: true };
  const attempts = job.attempts + 1;
  const state = outcome.givesUp ? 'cancelled' : 'parked';
  if (outcome.kind === 'park') return { state, dueAtMs: nowMs, error };
  if (attempts >= job.max_attempts) {
    const data = { attempts, lastCode: outcome.code, ...outcome.data };
    return { state, dueAtMs: nowMs, error: { code: 'ERR_JOB_ATTEMPTS_EXHAUSTED', data, atMs: nowMs } };
  }
  return { state: 'waiting', dueAtMs: nowMs + (outcome.afterMs ?? backoffMs(attempts, at.random)), error };
}

/** Text that is no JSON at all becomes a payload that fits no schema, and so parks like any other unreadable one. */
export function readPayload(job: JobRow): unknown {
  try {
    return JSON.parse(job.payload_json);
  } catch {
    return undefined;
  }
}

/** Somebody makes room, and what waited goes on by itself. */
const FULL_DISK_PAUSE_MS = 30_000;

/** The catalogue knows whether trying again can help; an unknown error may be a passing one and is tried again until the attempts end. */
export function outcomeOfThrown(error: unknown): JobOutcome {
  if (error instanceof AppError) {
    if (error.code === 'ERR_DB_DISK_FULL')
      return { kind: 'put-off', code: error.code, data: error.data, afterMs: FULL_DISK_PAUSE_MS };
    const kind = error.definition.retry === 'safe' ? 'retry' : 'park';
    return { kind, code: error.code, data: error.data };
  }
  return {
    kind: 'retry',
    code: 'ERR_HOST_INTERNAL',
    data: { name: error instanceof Error ? error.name : typeof error },
  };
}
