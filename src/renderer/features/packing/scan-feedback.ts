import type { SoundName } from '#renderer/features/packing/sounds.ts';
import type { ScanVerdict } from '#shared/contract/packing.ts';

export type Flash = 'go' | 'stop' | 'warn' | null;

export interface Feedback {
  readonly sound: SoundName;
  readonly flash: Flash;
}

const FEEDBACK: Readonly<Record<ScanVerdict['verdict'], Feedback>> = {
  order_opened: { sound: 'accepted', flash: 'go' },
  item_accepted: { sound: 'accepted', flash: 'go' },
  order_complete: { sound: 'complete', flash: 'go' },
  label_confirmed: { sound: 'complete', flash: 'go' },
  command_done: { sound: 'accepted', flash: 'go' },
  signed_in: { sound: 'complete', flash: 'go' },
  elsewhere: { sound: 'accepted', flash: null },
  aside: { sound: 'accepted', flash: null },
  command: { sound: 'accepted', flash: 'go' },
  refused: { sound: 'refused', flash: 'stop' },
  unknown: { sound: 'refused', flash: 'stop' },
  duplicate: { sound: 'attention', flash: 'warn' },
  expired: { sound: 'attention', flash: 'warn' },
};

/** Sound and colour of a verdict. */
export function feedbackOf(verdict: ScanVerdict['verdict']): Feedback {
  return FEEDBACK[verdict];
}
