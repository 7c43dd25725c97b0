import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptWeight,
  DEFAULT_WEIGHT_GATE,
  feedWeightGate,
  FRESH_WEIGHT_GATE,
  judgeWeight,
  releaseWeight,
  restoreWeightGate,
  saveWeightGate,
} from '#core/weighing/weight-gate.ts';
import type { WeighedFrame, WeightGateSettings, WeightGateState, WeightVerdict } from '#core/weighing/weight-gate.ts';

function weight(grams: number, stable: boolean | null = true, divisionG = 1): WeighedFrame {
  return { kind: 'weight', grams, stable, divisionG, rawText: `${grams}` };
}

/** A gate that hears a frame every 100 ms. */
class Plate {
  state: WeightGateState;
  nowMs = 1_000;
  readonly settings: WeightGateSettings;

  constructor(settings: Partial<WeightGateSettings> = {}, state = FRESH_WEIGHT_GATE) {
    this.settings = { ...DEFAULT_WEIGHT_GATE, ...settings };
    this.state = state;
  }

  shows(frame: WeighedFrame, forMs = 100): this {
    for (let elapsedMs = 0; elapsedMs < forMs; elapsedMs += 100) {
      this.nowMs += 100;
      this.state = feedWeightGate(this.state, frame, this.nowMs, this.settings);
    }
    return this;
  }

  isSilent(forMs: number): this {
    this.nowMs += forMs;
    return this;
  }

  verdict(): string {
    return describeVerdict(judgeWeight(this.state, this.nowMs, this.settings));
  }

  take(): string {
    const { state, verdict } = acceptWeight(this.state, this.nowMs, this.settings);
    this.state = state;
    return describeVerdict(verdict);
  }
}

function describeVerdict(verdict: WeightVerdict): string {
  return verdict.ok ? `${verdict.grams} g` : verdict.code;
}

describe('the weight gate', () => {
  it('takes a weight that has been steady for half a second', () => {
    const plate = new Plate().shows(weight(0), 500).shows(weight(500), 500);
    expect(plate.verdict()).toBe('ERR_SCALE_UNSTABLE');
    expect(plate.shows(weight(500)).verdict()).toBe('500 g');
  });

  it('works the same with scales that have no stability flag', () => {
    expect(new Plate().shows(weight(500, null), 600).verdict()).toBe('500 g');
  });

  it('does not believe a moving scale, however equal its figures', () => {
    expect(new Plate().shows(weight(500, false), 5_000).verdict()).toBe('ERR_SCALE_UNSTABLE');
  });

  it('starts its half second anew when the weight moves by more than one division', () => {
    const plate = new Plate().shows(weight(500), 600).shows(weight(501), 200);
    expect(plate.verdict()).toBe('501 g');
    expect(plate.shows(weight(503)).verdict()).toBe('ERR_SCALE_UNSTABLE');
  });

  it('does not follow a slow creep', () => {
    const plate = new Plate();
    for (let grams = 500; grams < 600; grams++) plate.shows(weight(grams));
    expect(plate.verdict()).toBe('ERR_SCALE_UNSTABLE');
  });

  it('wants several frames, not two that lie far apart', () => {
    const plate = new Plate().shows(weight(500)).isSilent(900).shows(weight(500));
    expect(plate.verdict()).toBe('ERR_SCALE_UNSTABLE');
  });

  it('refuses a value that is too old to speak of now', () => {
    const plate = new Plate().shows(weight(500), 1_000).isSilent(1_200);
    expect(plate.verdict()).toBe('500 g');
    expect(plate.isSilent(1).verdict()).toBe('ERR_SCALE_STALE');
    expect(new Plate().verdict()).toBe('ERR_SCALE_STALE');
  });

  it('starts anew after a silence', () => {
    const plate = new Plate().shows(weight(500), 1_000).isSilent(3_000).shows(weight(500), 500);
    expect(plate.verdict()).toBe('ERR_SCALE_UNSTABLE');
  });

  it('starts anew when the clock is set back', () => {
    const plate = new Plate().shows(weight(500), 1_000).isSilent(-60_000);
    expect(plate.verdict()).toBe('ERR_SCALE_STALE');
    expect(plate.shows(weight(500)).verdict()).toBe('ERR_SCALE_UNSTABLE');
  });

  it.each([
    ['overload', { kind: 'overload' }, 'ERR_SCALE_OVERLOADED'],
    ['underload', { kind: 'underload' }, 'ERR_SCALE_NEGATIVE'],
    ['noise', { kind: 'fault' }, 'ERR_SCALE_UNSTABLE'],
    ['a damaged line', { kind: 'fault', detail: 'bad_frame' }, 'ERR_SCALE_UNSTABLE'],
    ['a defect', { kind: 'fault', detail: 'scale_defect' }, 'ERR_SCALE_DEFECT'],
    ['a scale that wants to be zeroed', { kind: 'fault', detail: 'needs_zero' }, 'ERR_SCALE_NEEDS_ZERO'],
    ['a piece count', { kind: 'fault', detail: 'not_a_weighing' }, 'ERR_SCALE_NOT_WEIGHING'],
    ['a negative weight', weight(-6), 'ERR_SCALE_NEGATIVE'],
    ['a slightly negative zero', weight(-5), 'ERR_SCALE_BELOW_MINIMUM'],
    ['an empty plate', weight(0), 'ERR_SCALE_BELOW_MINIMUM'],
    ['less than twenty divisions', weight(19), 'ERR_SCALE_BELOW_MINIMUM'],
    ['less than twenty divisions of ten grams', weight(190, true, 10), 'ERR_SCALE_BELOW_MINIMUM'],
  ] as const)('refuses %s', (_, frame, code) => {
    expect(new Plate().shows(frame, 1_000).verdict()).toBe(code);
  });

  it('takes exactly twenty divisions', () => {
    expect(new Plate().shows(weight(20), 1_000).verdict()).toBe('20 g');
  });

  it('honours a higher minimum and the configured division', () => {
    expect(new Plate({ minimumG: 100 }).shows(weight(99), 1_000).verdict()).toBe('ERR_SCALE_BELOW_MINIMUM');
    expect(new Plate({ divisionG: 5 }).shows(weight(99), 1_000).verdict()).toBe('ERR_SCALE_BELOW_MINIMUM');
  });

  it('does not take the parcel twice that was left on the plate', () => {
    const plate = new Plate().shows(weight(500), 1_000);
    expect(plate.take()).toBe('500 g');
    expect(plate.shows(weight(500), 10_000).take()).toBe('ERR_SCALE_NOT_RETURNED_TO_ZERO');
    expect(plate.shows(weight(0), 400).shows(weight(700), 1_000).take()).toBe('700 g');
  });

  it('wants the plate empty for long enough to be sure', () => {
    const plate = new Plate().shows(weight(500), 1_000);
    plate.take();
    expect(plate.shows(weight(0), 300).shows(weight(700), 1_000).verdict()).toBe('ERR_SCALE_NOT_RETURNED_TO_ZERO');
  });

  it('does not take a swap without an empty plate for a new parcel', () => {
    const plate = new Plate().shows(weight(500), 1_000);
    plate.take();
    expect(plate.shows(weight(250, false), 500).shows(weight(700), 1_000).verdict()).toBe(
      'ERR_SCALE_NOT_RETURNED_TO_ZERO',
    );
  });

  it('does not take a lost connection for an empty plate', () => {
    const plate = new Plate().shows(weight(500), 1_000);
    plate.take();
    expect(plate.isSilent(60_000).shows(weight(500), 1_000).verdict()).toBe('ERR_SCALE_NOT_RETURNED_TO_ZERO');
  });

  it('takes silence for an empty plate only with scales that are known for it', () => {
    const plate = new Plate({ silenceIsEmptyAfterMs: 3_000 }).shows(weight(500), 1_000);
    plate.take();
    expect(plate.isSilent(2_000).shows(weight(500), 1_000).verdict()).toBe('ERR_SCALE_NOT_RETURNED_TO_ZERO');
    expect(plate.isSilent(3_000).shows(weight(700), 1_000).verdict()).toBe('700 g');
  });

  it('remembers across a restart that the parcel was weighed', () => {
    const plate = new Plate().shows(weight(500), 1_000);
    plate.take();
    const restarted = new Plate({}, restoreWeightGate(saveWeightGate(plate.state)));
    expect(restarted.shows(weight(500), 1_000).verdict()).toBe('ERR_SCALE_NOT_RETURNED_TO_ZERO');
  });

  it('wants an empty plate when what it remembers cannot be read', () => {
    expect(restoreWeightGate('{').isBlocked).toBe(true);
    expect(restoreWeightGate(saveWeightGate(FRESH_WEIGHT_GATE)).isBlocked).toBe(false);
    expect(restoreWeightGate(null).isBlocked).toBe(false);
  });

  it('lets a weight that was given back be taken again', () => {
    const plate = new Plate().shows(weight(500), 1_000);
    plate.take();
    plate.state = releaseWeight(plate.state);
    expect(plate.shows(weight(620), 700).take()).toBe('620 g');
  });
});

/** Anything that a plate, a cable and an operator can do; the likely ones often enough to get somewhere. */
const readings = fc.record({
  grams: fc.constantFrom(0, 0, 500, 500, 501, 3, -20, 250, 30_000),
  stable: fc.constantFrom(true, true, true, null, false),
});
const step = fc.oneof(
  { weight: 8, arbitrary: readings },
  { weight: 1, arbitrary: fc.constantFrom('overload' as const, 'underload' as const, 'fault' as const) },
  { weight: 4, arbitrary: fc.constantFrom('take' as const, 'take' as const, 'restart' as const) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const story = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom(50, 100, 200, 400, 1_100, 1_300), step),
  {
    maxLength: 60,
    size: 'max',
  },
);

interface Heard {
  readonly atMs: number;
  readonly frame: WeighedFrame;
}

/** Plays a story and answers what was heard and what was taken, each with its time. */
function play(steps: readonly (readonly [number, number, Step])[]): {
  heard: Heard[];
  taken: { atMs: number; grams: number }[];
} {
  let state = FRESH_WEIGHT_GATE;
  let nowMs = 0;
  const heard: Heard[] = [];
  const taken: { atMs: number; grams: number }[] = [];
  for (const [times, intervalMs, what] of steps) {
    if (what === 'restart') state = restoreWeightGate(saveWeightGate(state));
    else if (what === 'take') {
      const result = acceptWeight(state, nowMs);
      state = result.state;
      if (result.verdict.ok) taken.push({ atMs: nowMs, grams: result.verdict.grams });
    } else {
      const frame: WeighedFrame = typeof what === 'string' ? { kind: what } : weight(what.grams, what.stable);
      for (let count = 0; count < times; count++) {
        nowMs += intervalMs;
        state = feedWeightGate(state, frame, nowMs);
        heard.push({ atMs: nowMs, frame });
      }
    }
  }
  return { heard, taken };
}

describe('whatever happens at the scale', () => {
  it('between two weights the plate was seen empty', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { heard, taken } = play(steps);
        for (const [index, second] of taken.entries()) {
          const first = taken[index - 1];
          if (!first) continue;
          const between = heard.filter(({ atMs }) => atMs > first.atMs && atMs <= second.atMs);
          expect(between.some(({ frame }) => frame.kind === 'weight' && Math.abs(frame.grams) <= 5)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('every weight that is taken was agreed on by at least three frames over half a second, none of them moving', () => {
    fc.assert(
      fc.property(story, (steps) => {
        const { heard, taken } = play(steps);
        for (const { atMs, grams } of taken) {
          const past = heard.filter((entry) => entry.atMs <= atMs).toReversed();
          const firstOther = past.findIndex(
            ({ frame }) => frame.kind !== 'weight' || frame.stable === false || Math.abs(frame.grams - grams) > 1,
          );
          const agreeing = firstOther === -1 ? past : past.slice(0, firstOther);
          const newest = agreeing[0];
          const oldest = agreeing.at(-1);
          expect(agreeing.length).toBeGreaterThanOrEqual(3);
          expect((newest?.atMs ?? 0) - (oldest?.atMs ?? 0)).toBeGreaterThanOrEqual(500);
          expect(atMs - (newest?.atMs ?? 0)).toBeLessThanOrEqual(1_200);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('stories do reach the point of taking weights, more than one in some', () => {
    const counts = fc.sample(story, { numRuns: 2_000, seed: 7 }).map((steps) => play(steps).taken.length);
    expect(counts.filter((count) => count >= 2).length).toBeGreaterThan(20);
  });
});
