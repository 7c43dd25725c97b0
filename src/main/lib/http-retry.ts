import { sleep } from '#main/lib/http-sleep.ts';
import type { Sleep } from '#main/lib/http-sleep.ts';

/** The part of a plugin's result that the repetition of a read looks at. */
export type Repeatable =
  | { readonly ok: true }
  | { readonly ok: false; readonly failure: { readonly kind: string; readonly retryAfterMs: number | null } };

export interface RepeatOptions {
  readonly signal: AbortSignal;
  readonly attempts?: number;
  /** A longer wait asked for by the vendor ends the repetition: the job engine waits better than an open call. */
  readonly longestWaitMs?: number;
  readonly sleep?: Sleep;
}

const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 15_000;
const FIRST_BACKOFF_MS = 200;

/** Repeats a safe read while it answers `retry`, honouring the vendor's wait; never for writes. */
export async function repeatRead<T extends Repeatable>(read: () => Promise<T>, options: RepeatOptions): Promise<T> {
  const attempts = options.attempts ?? ATTEMPTS;
  for (let attempt = 1; ; attempt += 1) {
    const result = await read();
    if (result.ok || result.failure.kind !== 'retry' || attempt >= attempts || options.signal.aborted) return result;
    const waitMs = result.failure.retryAfterMs ?? FIRST_BACKOFF_MS * 2 ** (attempt - 1);
    if (waitMs > (options.longestWaitMs ?? LONGEST_WAIT_MS)) return result;
    if (!(await (options.sleep ?? sleep)(waitMs, options.signal))) return result;
  }
}
