import type { Timers } from '#main/simulators/devices/timers.ts';

export interface ScalePlateOptions {
  readonly timers: Timers;
  readonly capacityG?: number;
  /** Smallest step that the scale shows, in grams. */
  readonly divisionG?: number;
  /** How long the plate swings after a change of load. */
  readonly settleMs?: number;
}

export interface PlateReading {
  /** Shown weight in grams, on a whole division; after tare the net weight. */
  readonly grams: number;
  readonly isMoving: boolean;
  readonly isOverloaded: boolean;
  readonly isUnderloaded: boolean;
  readonly isNet: boolean;
}

/** The mechanics of a scale: what lies on it and how long it swings. Knows nothing of protocols. */
export interface ScalePlate {
  readonly divisionG: number;
  /** Puts something more on the plate; a negative load lifts the plate itself. */
  put(grams: number): void;
  /** Takes everything away. */
  clear(): void;
  reading(): PlateReading;
  /** Makes the present load the zero point; only at rest and near zero, as real scales do. */
  zero(): boolean;
  /** Shows only what comes on top of the present load; only at rest. */
  tare(): boolean;
}

/** A swing fades to 1/e in a quarter of the settling time and crosses the final weight about three times. */
const SWINGS = 1.5;
const FADE = 4;

/** Scales refuse to be zeroed by more than a fiftieth of their range. */
const ZERO_RANGE = 0.02;
/** Below zero by this many divisions counts as underload. */
const UNDERLOAD_DIVISIONS = 20;
/** Above the capacity by this many divisions the scale shows no weight any more. */
const OVERLOAD_DIVISIONS = 9;

/** A plate whose time is injected: the same loads at the same times give the same readings. */
export function createScalePlate(options: ScalePlateOptions): ScalePlate {
  const { timers, capacityG = 30_000, divisionG = 1, settleMs = 600 } = options;
  let loadG = 0;
  let startG = 0;
  let changedAtMs = timers.nowMs() - settleMs;
  let zeroG = 0;
  let tareG = 0;

  const elapsedMs = (): number => timers.nowMs() - changedAtMs;
  const isMoving = (): boolean => elapsedMs() < settleMs;

  /** A fading swing from the old load to the new one. */
  function grossG(): number {
    if (!isMoving()) return loadG;
    const part = elapsedMs() / settleMs;
    return loadG + (startG - loadG) * Math.exp(-FADE * part) * Math.cos(2 * Math.PI * SWINGS * part);
  }

  function load(grams: number): void {
    startG = grossG();
    loadG = grams;
    changedAtMs = timers.nowMs();
  }

  return {
    divisionG,
    put: (grams) => load(loadG + grams),
    clear: () => load(0),
    reading() {
      const gross = grossG() - zeroG;
      return {
        grams: Math.round((gross - tareG) / divisionG) * divisionG + 0,
        isMoving: isMoving(),
        isOverloaded: gross > capacityG + OVERLOAD_DIVISIONS * divisionG,
        isUnderloaded: gross < -UNDERLOAD_DIVISIONS * divisionG,
        isNet: tareG !== 0,
      };
    },
    zero() {
      if (isMoving() || Math.abs(loadG) > capacityG * ZERO_RANGE) return false;
      [zeroG, tareG] = [loadG, 0];
      return true;
    },
    tare() {
      if (isMoving() || loadG - zeroG < 0) return false;
      tareG = loadG - zeroG;
      return true;
    },
  };
}
