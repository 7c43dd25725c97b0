/** Consecutive readings of an empty plate. */
export interface EmptyRun {
  readonly sinceMs: number;
  readonly minG: number;
  readonly maxG: number;
}

/** A plate that has just been cleared may still creep. */
const HOLD_MS = 5_000;
/** Less is what a good scale does all day. */
const DIVISIONS = 2;

/**
 * How far the empty scale is off zero, in grams; null while it is near enough, or not empty for long enough to tell. Every
 * parcel would be weighed wrong by so much, and nothing else shows it: the gate takes up to five divisions for zero.
 */
export function zeroDrift(empty: EmptyRun | null, nowMs: number, divisionG: number): number | null {
  if (!empty || nowMs - empty.sinceMs < HOLD_MS) return null;
  if (empty.minG >= DIVISIONS * divisionG) return empty.minG;
  return empty.maxG <= -DIVISIONS * divisionG ? empty.maxG : null;
}
