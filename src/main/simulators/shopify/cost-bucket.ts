import type { SimulatorClock } from '../kit/simulator-clock.ts';

export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

export interface CostBucket {
  status(): ThrottleStatus;
  /** Takes points, or answers false and takes none. */
  take(points: number): boolean;
  giveBack(points: number): void;
}

/** The leaky bucket of one app in one shop: refills continuously, never above its size. */
export function createCostBucket(clock: SimulatorClock, size: number, restorePerSecond: number): CostBucket {
  let available = size;
  let filledAtMs = clock.nowMs();

  function refill(): void {
    const nowMs = clock.nowMs();
    available = Math.min(size, available + (Math.max(0, nowMs - filledAtMs) / 1000) * restorePerSecond);
    filledAtMs = nowMs;
  }

  return {
    status() {
      refill();
      return { maximumAvailable: size, currentlyAvailable: Math.floor(available), restoreRate: restorePerSecond };
    },
    take(points) {
      refill();
      if (points > available) return false;
      available -= points;
      return true;
    },
    giveBack: (points) => void (available = Math.min(size, available + points)),
  };
}
