import type { HttpFault } from '#main/lib/http-reading.ts';

/** Whether the call only reads, or changes something at the vendor. */
export type CallEffect = 'read' | 'write';

export interface FaultMeaning {
  readonly kind: 'retry' | 'refused' | 'auth' | 'unknown_outcome';
  readonly cause: 'unreachable' | 'throttled' | 'truncated' | 'invalid' | 'auth' | 'refused' | 'outcome_unknown';
}

const READ: Readonly<Record<HttpFault, FaultMeaning>> = {
  not_sent: { kind: 'retry', cause: 'unreachable' },
  no_answer: { kind: 'retry', cause: 'unreachable' },
  server_error: { kind: 'retry', cause: 'unreachable' },
  truncated: { kind: 'retry', cause: 'truncated' },
  not_json: { kind: 'retry', cause: 'invalid' },
  throttled: { kind: 'retry', cause: 'throttled' },
  unauthorised: { kind: 'auth', cause: 'auth' },
  refused: { kind: 'refused', cause: 'refused' },
};

const UNKNOWN: FaultMeaning = { kind: 'unknown_outcome', cause: 'outcome_unknown' };

/** A write whose answer is missing, broken or a server error may have happened all the same. */
const WRITE: Readonly<Record<HttpFault, FaultMeaning>> = {
  ...READ,
  no_answer: UNKNOWN,
  server_error: UNKNOWN,
  truncated: UNKNOWN,
  not_json: UNKNOWN,
};

/** What a transport fault means for the caller, in the words of every connector. */
export function faultMeaning(fault: HttpFault, effect: CallEffect): FaultMeaning {
  return effect === 'write' ? WRITE[fault] : READ[fault];
}
