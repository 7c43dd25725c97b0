import type { Tone } from '#renderer/ui/Chip.tsx';
import type { PrintJobView } from '#renderer/ui/contract-types.ts';

const TONES: Readonly<Record<PrintJobView['state'], Tone>> = {
  queued: 'neutral',
  sending: 'accent',
  sent: 'accent',
  printing: 'accent',
  printed: 'go',
  blocked: 'warn',
  unconfirmed: 'stop',
  interrupted: 'stop',
  failed: 'stop',
  voided: 'neutral',
  superseded: 'neutral',
};

/** Colour of a print job's state. */
export function printTone(state: PrintJobView['state']): Tone {
  return TONES[state];
}

/** Whether the outcome is unknown, so that a person must look at the printer. */
export function needsDecision(job: PrintJobView): boolean {
  return job.state === 'unconfirmed' || job.state === 'interrupted';
}
