import type { Tone } from '#renderer/ui/Chip.tsx';
import type { ClearanceResult } from '#shared/model/customs-data.ts';

export const RESULT_TONES: Readonly<Record<ClearanceResult, Tone>> = {
  cleared: 'go',
  refused: 'stop',
  held: 'warn',
  returned: 'stop',
};
