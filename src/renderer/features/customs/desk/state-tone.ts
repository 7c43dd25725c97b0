import type { Tone } from '#renderer/ui/Chip.tsx';
import type { CaseState } from '#shared/model/customs-case.ts';

export const STATE_TONE: Readonly<Record<CaseState, Tone>> = {
  not_needed: 'neutral',
  complete: 'go',
  warned: 'warn',
  blocked: 'stop',
  overridden: 'accent',
};
