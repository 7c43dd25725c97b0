import type { Tone } from '#renderer/ui/Chip.tsx';
import type { AlertSeverity } from '#shared/model/alerts.ts';

/** Colour of a severity; its word says the same. */
export const SEVERITY_TONE: Readonly<Record<AlertSeverity, Tone>> = {
  info: 'neutral',
  warning: 'warn',
  critical: 'stop',
};
