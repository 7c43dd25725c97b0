import type { z } from 'zod';
import type { JobRow } from '#main/db/repos/jobs-repo.ts';

/** How a run ended. Codes are those of the error catalogue, or a vendor's own behind a prefix. */
export type JobOutcome =
  | { readonly kind: 'done' }
  /** Runs again after `afterMs` (a retry-after, say) or else after the backoff; parks when the attempts are used up. */
  | {
      readonly kind: 'retry';
      readonly code: string;
      readonly data?: Readonly<Record<string, unknown>>;
      readonly afterMs?: number;
      readonly givesUp?: true;
    }
  /** Could not even be tried; waits as often as it takes, and none of it counts as an attempt. */
  | {
      readonly kind: 'put-off';
      readonly code: string;
      readonly data?: Readonly<Record<string, unknown>>;
      readonly afterMs: number;
    }
  /** Needs a person, unless it gives up. */
  | {
      readonly kind: 'park';
      readonly code: string;
      readonly data?: Readonly<Record<string, unknown>>;
      readonly givesUp?: true;
    };

export const JOB_DONE: JobOutcome = { kind: 'done' };

/** How work ended that goes on where it was stopped: another run takes what is left. */
export function doneUnlessStopped(signal: AbortSignal): JobOutcome {
  return signal.aborted ? { kind: 'retry', code: 'ERR_HOST_BACKEND_STOPPED' } : JOB_DONE;
}

/**
 * For work that comes again by itself and whose trouble is shown where it belongs (the shop, the message): instead of being parked it
 * ends, so that nobody is asked to retry what is tried again anyway.
 */
export function orGiveUp(outcome: JobOutcome): JobOutcome {
  return outcome.kind === 'retry' || outcome.kind === 'park' ? { ...outcome, givesUp: true } : outcome;
}

/** What a handler learns about its own job. */
export interface JobInfo {
  readonly id: JobRow['id'];
  readonly key: string;
  /** 1 for the first run. */
  readonly attempt: number;
  /** The run before this one never reported back (crash, kill, power cut): what it did outside is unknown. */
  readonly wasInterrupted: boolean;
  readonly createdAtMs: number;
  readonly orderId: string | null;
  readonly shopId: string | null;
}

export interface JobRunContext {
  /** Aborts when the engine stops, the job is cancelled, or the lease was lost. */
  readonly signal: AbortSignal;
  /** One per run; goes into logs and into the events that the run appends. */
  readonly traceId: string;
  /** Shown on the jobs screen. */
  progress(value: Readonly<Record<string, string | number>>): void;
}

export interface JobHandler<Payload> {
  readonly topic: string;
  readonly payloadSchema: z.ZodType<Payload>;
  /** Runs of this topic at the same time; 1 by default. */
  readonly concurrency?: number;
  /** After this long without renewal somebody else may run it; the engine renews while the run goes on. 60 s by default. */
  readonly leaseMs?: number;
  /** May run more than once for the same job: outside effects need an idempotency key or a look before the leap. */
  run(context: JobRunContext, payload: Payload, job: JobInfo): Promise<JobOutcome>;
}

/** A handler whose payload type is checked inside, so that handlers of all topics fit in one list. */
export interface RegisteredJob {
  readonly topic: string;
  readonly concurrency: number;
  readonly leaseMs: number;
  /** Answers `park` with ERR_JOB_PAYLOAD_UNREADABLE when the stored payload does not fit: never deleted, never guessed. */
  execute(context: JobRunContext, payload: unknown, job: JobInfo): Promise<JobOutcome>;
}

const DEFAULT_LEASE_MS = 60_000;

/** Prepares a handler for the engine. */
export function defineJob<Payload>(handler: JobHandler<Payload>): RegisteredJob {
  return {
    topic: handler.topic,
    concurrency: handler.concurrency ?? 1,
    leaseMs: handler.leaseMs ?? DEFAULT_LEASE_MS,
    async execute(context, payload, job) {
      const parsed = handler.payloadSchema.safeParse(payload);
      if (!parsed.success) {
        const paths = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`);
        return { kind: 'park', code: 'ERR_JOB_PAYLOAD_UNREADABLE', data: { issues: paths.join('; ') } };
      }
      return handler.run(context, parsed.data, job);
    },
  };
}
