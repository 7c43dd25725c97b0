/** So many pushes at once and per second; a platform that is told to slow down tries again by itself. */
export interface RateCeiling {
  readonly perSecond: number;
  readonly burst: number;
}

/** @returns a function that takes one token of a name, or says that there is none */
export function createTokenBuckets({ perSecond, burst }: RateCeiling, nowMs: () => number): (name: string) => boolean {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return (name) => {
    const now = nowMs();
    const bucket = buckets.get(name) ?? { left: burst, atMs: now };
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.atMs) / 1000) * perSecond);
    bucket.atMs = now;
    buckets.set(name, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
}
