import type { PrintProof, PrintState } from '#shared/contract/print-jobs.ts';
import type { z } from 'zod';

type State = z.infer<typeof PrintState>;
type Proof = z.infer<typeof PrintProof>;

/**
 * What may follow what in the life of one print (devices.md section 7). Nothing leads back to `queued` or `sending` once a
 * byte may have left: a second piece of paper is always a second print with its own number (promise P2).
 */
export const PRINT_TRANSITIONS: Readonly<Record<State, readonly State[]>> = {
  queued: ['sending', 'blocked', 'failed', 'voided'],
  // Back to `blocked` without bytes: the connection broke before the first one was taken.
  sending: ['sent', 'printing', 'printed', 'blocked', 'unconfirmed', 'interrupted'],
  printing: ['sent', 'printed', 'blocked', 'unconfirmed', 'interrupted'],
  blocked: ['sending', 'sent', 'printing', 'printed', 'blocked', 'unconfirmed', 'interrupted', 'failed', 'voided'],
  sent: ['printed', 'voided', 'superseded'],
  printed: ['printed', 'voided', 'superseded'],
  unconfirmed: ['printed', 'voided'],
  interrupted: ['printed', 'voided'],
  failed: ['queued', 'voided'],
  voided: [],
  superseded: [],
};

/** Nothing of the label has left the PC: it may be moved, reordered, and goes out by itself. */
export function isWaiting(job: { readonly state: State; readonly bytesSent: number }): boolean {
  return job.state === 'queued' || (job.state === 'blocked' && job.bytesSent === 0);
}

/** The printer took none of it yet: it still has its place in the queue. */
const BLOCKED_BEFORE: readonly State[] = ['sending', 'blocked', 'failed', 'voided'];
/** The printer holds all of it, and goes on by itself or not. */
const BLOCKED_BEHIND: readonly State[] = [
  'sent',
  'printing',
  'printed',
  'blocked',
  'unconfirmed',
  'interrupted',
  'voided',
];

/** Whether a print may go from one state to the next; a blocked one differs by whether bytes have left. */
export function mayBecome(job: { readonly state: State; readonly bytesSent: number }, next: State): boolean {
  if (!PRINT_TRANSITIONS[job.state].includes(next)) return false;
  if (job.state !== 'blocked') return true;
  return (job.bytesSent === 0 ? BLOCKED_BEFORE : BLOCKED_BEHIND).includes(next);
}

/** Nobody knows whether paper came out: a person must look. */
export function isInDoubt(state: State): boolean {
  return state === 'unconfirmed' || state === 'interrupted';
}

/** Weakest first. A person who looked knows more than the printer; the label read on its box proves itself. */
const STRENGTH: readonly Proof[] = ['none', 'handed_to_system', 'inferred', 'acknowledged', 'operator', 'scanned'];

/** Proof is only ever raised. */
export function strongerProof(had: Proof, got: Proof): Proof {
  return STRENGTH.indexOf(got) > STRENGTH.indexOf(had) ? got : had;
}
