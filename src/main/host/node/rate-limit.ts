export interface RateLimitOptions {
  /** Calls that may come at once after a quiet time. */
  readonly burst: number;
  readonly perSecond: number;
  readonly nowMs: () => number;
}

/** Token bucket per key. @returns 0 when the call may pass, else the seconds after which it may be repeated. */
export type RateLimit = (key: string) => number;

export function createRateLimit({ burst, perSecond, nowMs }: RateLimitOptions): RateLimit {
  const buckets = new Map<string, { filledAtMs: number; left: number }>();
  return (key) => {
    const now = nowMs();
    const bucket = buckets.get(key) ?? { filledAtMs: now, left: burst };
    buckets.set(key, bucket);
    // A clock that was set back gives nothing and takes nothing.
    const elapsedMs = Math.max(0, now - bucket.filledAtMs);
    bucket.left = Math.min(burst, bucket.left + (elapsedMs / 1000) * perSecond);
    bucket.filledAtMs = now;
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / perSecond));
    bucket.left -= 1;
    return 0;
  };
}
