import type { ErrorCode } from '#shared/errors/catalog.ts';

/** What the gate needs to know of one frame of a scale; `ScaleFrame` of devices fits. */
export type WeighedFrame =
  | {
      readonly kind: 'weight';
      readonly grams: number;
      readonly stable: boolean | null;
      readonly divisionG: number;
      readonly rawText: string;
    }
  | { readonly kind: 'overload' }
  | { readonly kind: 'underload' }
  | { readonly kind: 'fault'; readonly detail?: string };

export interface WeightGateSettings {
  /** Frames must agree for so long ... */
  readonly stableWindowMs: number;
  /** ... and be so many, so that two far-apart frames prove nothing. */
  readonly stableFrames: number;
  /** Below this there is no parcel on the plate. The larger of the two counts. */
  readonly minimumDivisions: number;
  readonly minimumG: number;
  /** The real division of the scale; null takes the last digit of its frames. */
  readonly divisionG: number | null;
  /** "Empty" is a reading within so many divisions of zero, held for so long. */
  readonly zeroDivisions: number;
  readonly zeroHoldMs: number;
  /**
   * A frame older than this says nothing about now; a gap this long between frames breaks every run. Stricter than the two
   * seconds after which a scale is shown as offline: in that time a parcel can be swapped.
   */
  readonly staleAfterMs: number;
  /** For scales that fall silent when unloaded (Adam AZExtra): so long a silence counts as empty. Null for all others. */
  readonly silenceIsEmptyAfterMs: number | null;
}

/** Rules 4 to 6 of devices.md, section 9.2. */
export const DEFAULT_WEIGHT_GATE: WeightGateSettings = {
  stableWindowMs: 500,
  stableFrames: 3,
  minimumDivisions: 20,
  minimumG: 0,
  divisionG: null,
  zeroDivisions: 5,
  zeroHoldMs: 300,
  staleAfterMs: 1_200,
  silenceIsEmptyAfterMs: null,
};

/** Consecutive frames that tell the same story. */
interface Run {
  readonly sinceMs: number;
  readonly frames: number;
  readonly minG: number;
  readonly maxG: number;
}

/** Plain data. Only `isBlocked` outlives a restart: see {@link saveWeightGate}. */
export interface WeightGateState {
  /** A parcel was weighed and the plate has not been seen empty since. */
  readonly isBlocked: boolean;
  readonly last: { readonly frame: WeighedFrame; readonly atMs: number } | null;
  readonly agreeing: Run | null;
  readonly empty: Run | null;
}

export const FRESH_WEIGHT_GATE: WeightGateState = { isBlocked: false, last: null, agreeing: null, empty: null };

export type WeightRefusal = Extract<ErrorCode, `ERR_SCALE_${string}`>;

export type WeightVerdict =
  | { readonly ok: true; readonly grams: number; readonly rawText: string; readonly atMs: number }
  | { readonly ok: false; readonly code: WeightRefusal; readonly data: Readonly<Record<string, number>> };

/** Faults that stay until somebody does something about them. */
const LASTING: Readonly<Record<string, WeightRefusal>> = {
  scale_defect: 'ERR_SCALE_DEFECT',
  needs_zero: 'ERR_SCALE_NEEDS_ZERO',
  not_a_weighing: 'ERR_SCALE_NOT_WEIGHING',
  unknown_unit: 'ERR_SCALE_NOT_WEIGHING',
};

/** What a frame without a weight means for the operator. Any other fault in a healthy stream is one damaged line: the next may be good. */
function refusalOf(frame: Exclude<WeighedFrame, { kind: 'weight' }>): WeightRefusal {
  if (frame.kind === 'overload') return 'ERR_SCALE_OVERLOADED';
  if (frame.kind === 'underload') return 'ERR_SCALE_NEGATIVE';
  return LASTING[frame.detail ?? ''] ?? 'ERR_SCALE_UNSTABLE';
}

/** Takes in one frame. Frames must come in the order of their times; one from the past (clock set back) starts all runs anew. */
export function feedWeightGate(
  state: WeightGateState,
  frame: WeighedFrame,
  atMs: number,
  settings: WeightGateSettings = DEFAULT_WEIGHT_GATE,
): WeightGateState {
  const gapMs = state.last ? atMs - state.last.atMs : 0;
  const isContinuous = gapMs >= 0 && gapMs <= settings.staleAfterMs;
  const wasSilentWhileEmpty = settings.silenceIsEmptyAfterMs !== null && gapMs >= settings.silenceIsEmptyAfterMs;
  const agreeing = extendAgreeing(isContinuous ? state.agreeing : null, frame, atMs, settings);
  const empty = extendEmpty(isContinuous ? state.empty : null, frame, atMs, settings);
  const sawEmptyPlate = empty !== null && atMs - empty.sinceMs >= settings.zeroHoldMs;
  return {
    isBlocked: state.isBlocked && !sawEmptyPlate && !wasSilentWhileEmpty,
    last: { frame, atMs },
    agreeing,
    empty,
  };
}

/** Whether the weight could be taken now, and if not, the first thing that stands in the way. */
export function judgeWeight(
  state: WeightGateState,
  nowMs: number,
  settings: WeightGateSettings = DEFAULT_WEIGHT_GATE,
): WeightVerdict {
  const { last, agreeing } = state;
  if (!last) return refuse('ERR_SCALE_STALE', {});
  const ageMs = nowMs - last.atMs;
  if (ageMs > settings.staleAfterMs || ageMs < 0) return refuse('ERR_SCALE_STALE', { ageMs });
  const { frame } = last;
  if (frame.kind !== 'weight') return refuse(refusalOf(frame), {});
  const { grams } = frame;
  const divisionG = settings.divisionG ?? frame.divisionG;
  if (grams < -settings.zeroDivisions * divisionG) return refuse('ERR_SCALE_NEGATIVE', { grams });
  const minimumG = Math.max(settings.minimumG, settings.minimumDivisions * divisionG, 1);
  if (grams < minimumG) return refuse('ERR_SCALE_BELOW_MINIMUM', { grams, minimumG });
  if (state.isBlocked) return refuse('ERR_SCALE_NOT_RETURNED_TO_ZERO', { grams });
  const hasHeld = agreeing !== null && last.atMs - agreeing.sinceMs >= settings.stableWindowMs;
  if (!hasHeld || agreeing.frames < settings.stableFrames) return refuse('ERR_SCALE_UNSTABLE', { grams });
  return { ok: true, grams, rawText: frame.rawText, atMs: last.atMs };
}

/**
 * Takes the weight for a parcel. After that nothing is taken until the plate was empty: a parcel left lying is never weighed
 * twice. The caller stores the new state in the transaction that stores the weight ({@link saveWeightGate}).
 */
export function acceptWeight(
  state: WeightGateState,
  nowMs: number,
  settings: WeightGateSettings = DEFAULT_WEIGHT_GATE,
): { readonly state: WeightGateState; readonly verdict: WeightVerdict } {
  const verdict = judgeWeight(state, nowMs, settings);
  return { state: verdict.ok ? { ...state, isBlocked: true, agreeing: null, empty: null } : state, verdict };
}

/** Gives a taken weight back, because the parcel did not keep it (outside tolerance, packing cancelled): it may be weighed again. */
export function releaseWeight(state: WeightGateState): WeightGateState {
  return { ...state, isBlocked: false, agreeing: null };
}

/** What must outlive a restart, as text for the database. */
export function saveWeightGate(state: WeightGateState): string {
  return JSON.stringify({ isBlocked: state.isBlocked });
}

/** The state after a restart; null = nothing was ever stored. Unreadable text blocks: an empty plate heals that, a double weight nothing. */
export function restoreWeightGate(saved: string | null): WeightGateState {
  if (saved === null) return FRESH_WEIGHT_GATE;
  return { ...FRESH_WEIGHT_GATE, isBlocked: saved !== saveWeightGate(FRESH_WEIGHT_GATE) };
}

function extendAgreeing(run: Run | null, frame: WeighedFrame, atMs: number, settings: WeightGateSettings): Run | null {
  if (frame.kind !== 'weight' || frame.stable === false) return null;
  const longer = extend(run, frame.grams, atMs);
  return longer.maxG - longer.minG <= (settings.divisionG ?? frame.divisionG)
    ? longer
    : extend(null, frame.grams, atMs);
}

function extendEmpty(run: Run | null, frame: WeighedFrame, atMs: number, settings: WeightGateSettings): Run | null {
  if (frame.kind !== 'weight') return null;
  const bandG = settings.zeroDivisions * (settings.divisionG ?? frame.divisionG);
  return Math.abs(frame.grams) <= bandG ? extend(run, frame.grams, atMs) : null;
}

function extend(run: Run | null, grams: number, atMs: number): Run {
  if (!run) return { sinceMs: atMs, frames: 1, minG: grams, maxG: grams };
  return {
    sinceMs: run.sinceMs,
    frames: run.frames + 1,
    minG: Math.min(run.minG, grams),
    maxG: Math.max(run.maxG, grams),
  };
}

function refuse(code: WeightRefusal, data: Readonly<Record<string, number>>): WeightVerdict {
  return { ok: false, code, data };
}
