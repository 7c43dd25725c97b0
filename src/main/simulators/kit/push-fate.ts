import type { FaultSwitchboard } from './fault-switchboard.ts';

/** What the faults of pushes do to one piece of news. */
export interface PushFate {
  readonly isLost: boolean;
  readonly times: 1 | 2;
  /** Kept back so long by the simulator's clock. */
  readonly lateMs: number;
}

const DEFAULT_DELAY_MS = 60_000;
/** Long enough for the next news to overtake it. */
const OVERTAKEN_MS = 5_000;

/** Draws the fate of one piece of news, for platforms that send each by itself: overtaken means that it goes out after later ones. */
export function drawPushFate(faults: FaultSwitchboard): PushFate {
  if (faults.draw('push-drop', 'push')) return { isLost: true, times: 1, lateMs: 0 };
  const delay = faults.draw('push-delay', 'push');
  const isOvertaken = faults.draw('push-reorder', 'push') !== undefined;
  return {
    isLost: false,
    times: faults.draw('push-duplicate', 'push') ? 2 : 1,
    lateMs: (delay ? (delay.delayMs ?? DEFAULT_DELAY_MS) : 0) + (isOvertaken ? OVERTAKEN_MS : 0),
  };
}
