import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptWeight,
  DEFAULT_WEIGHT_GATE,
  FRESH_WEIGHT_GATE,
  feedWeightGate,
  judgeWeight,
  restoreWeightGate,
  saveWeightGate,
} from '#core/weighing/weight-gate.ts';
import type { WeightGateState } from '#core/weighing/weight-gate.ts';
import { createScalePoller } from '#main/devices/scales/scale-poller.ts';
import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { manualTimers } from '#main/simulators/devices/manual-timers.ts';
import { SCALE_CASES } from '#tests/contract/scales/scale-bench.ts';
import type { ScaleCase } from '#tests/contract/scales/scale-bench.ts';

/** What an operator, a cable and a power cut do to a packing station. Times in milliseconds. */
type Act =
  | { readonly kind: 'put'; readonly grams: number }
  | { readonly kind: 'lift' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'weigh' }
  | { readonly kind: 'replug' }
  | { readonly kind: 'restart' }
  | { readonly kind: 'misbehave'; readonly noise: readonly number[]; readonly splitEvery: number };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('put' as const), grams: fc.integer({ min: 25, max: 12_000 }) }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'lift' as const }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(50, 300, 900, 1_500, 3_000) }),
  },
  { weight: 5, arbitrary: fc.constant({ kind: 'weigh' as const }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'replug' as const }, { kind: 'restart' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('misbehave' as const),
      noise: fc.constantFrom<readonly number[]>([], [0x00], [0xff, 0x30, 0x31]),
      splitEvery: fc.constantFrom(0, 1, 5),
    }),
  },
);

interface Weighing {
  readonly atMs: number;
  readonly takenG: number;
}

/** What really lay on the plate from a moment on. */
interface Load {
  readonly sinceMs: number;
  readonly grams: number;
}

/** The whole chain without a cable: emulated plate, wire format, poller, decoder, gate. Time is moved by hand. */
class Station {
  readonly weighings: Weighing[] = [];
  readonly #timers = manualTimers(1_000_000);
  readonly #scale: EmulatedScale;
  readonly #case: ScaleCase;
  #gate: WeightGateState = FRESH_WEIGHT_GATE;
  readonly loads: Load[] = [{ sinceMs: 0, grams: 0 }];
  #unplug: () => void = () => undefined;

  constructor(scaleCase: ScaleCase) {
    this.#case = scaleCase;
    this.#scale = scaleCase.create(this.#timers);
    this.#plugIn();
  }

  do(what: Act): void {
    switch (what.kind) {
      case 'put':
        this.#scale.plate.put(what.grams);
        this.loads.push({ sinceMs: this.#timers.nowMs(), grams: (this.loads.at(-1)?.grams ?? 0) + what.grams });
        break;
      case 'lift':
        this.#scale.plate.clear();
        this.loads.push({ sinceMs: this.#timers.nowMs(), grams: 0 });
        break;
      case 'wait':
        this.#timers.advance(what.ms);
        break;
      case 'weigh':
        this.#weigh();
        break;
      case 'replug':
        this.#unplug();
        this.#timers.advance(700);
        this.#plugIn();
        break;
      case 'restart':
        this.#gate = restoreWeightGate(saveWeightGate(this.#gate));
        break;
      case 'misbehave':
        this.#scale.misbehave({ noise: what.noise, splitEvery: what.splitEvery });
        break;
    }
  }

  /** Everything that lay on the plate for some time between two moments. */
  loadsBetween(fromMs: number, toMs: number): number[] {
    return this.loads
      .filter(
        ({ sinceMs }, index) =>
          sinceMs < toMs && (this.loads[index + 1]?.sinceMs ?? Infinity) > Math.max(fromMs, sinceMs),
      )
      .map(({ grams }) => grams);
  }

  judge(): string {
    const verdict = judgeWeight(this.#gate, this.#timers.nowMs());
    return verdict.ok ? 'ok' : verdict.code;
  }

  #weigh(): void {
    const { state, verdict } = acceptWeight(this.#gate, this.#timers.nowMs());
    this.#gate = state;
    if (verdict.ok) this.weighings.push({ atMs: this.#timers.nowMs(), takenG: verdict.grams });
  }

  #plugIn(): void {
    const toScale = new Set<(bytes: Uint8Array) => void>();
    const poller = createScalePoller({
      protocol: this.#case.protocol,
      timers: this.#timers,
      send: (bytes) => toScale.forEach((listener) => listener(bytes)),
      onFrame: (frame) => {
        this.#gate = feedWeightGate(this.#gate, frame, this.#timers.nowMs());
      },
    });
    const pullOut = this.#scale.attach({
      write: (bytes) => poller.receive(bytes),
      onData(listener) {
        toScale.add(listener);
        return () => toScale.delete(listener);
      },
    });
    poller.start();
    this.#unplug = () => {
      poller.stop();
      pullOut();
    };
  }
}

const DIVISION_G = 1;

describe.each(SCALE_CASES)('a parcel on a scale that speaks $name', (scaleCase) => {
  it('is never weighed twice while it lies there, and its weight is what lay there just now', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60, size: 'max' }), (acts) => {
        const station = new Station(scaleCase);
        acts.forEach((what) => station.do(what));
        station.weighings.forEach(({ atMs, takenG }, index) => {
          const before = station.weighings[index - 1];
          if (before) expect(station.loadsBetween(before.atMs, atMs)).toContain(0);
          const recent = station.loadsBetween(atMs - DEFAULT_WEIGHT_GATE.staleAfterMs - 1, atMs);
          expect(recent.some((grams) => Math.abs(grams - takenG) <= DIVISION_G)).toBe(true);
        });
      }),
      { numRuns: 150 },
    );
  });

  it('is weighed once, and the next one after an empty plate', () => {
    const station = new Station(scaleCase);
    const acts: readonly Act[] = [
      { kind: 'put', grams: 500 },
      { kind: 'wait', ms: 2_000 },
      { kind: 'weigh' },
      { kind: 'wait', ms: 5_000 },
      { kind: 'weigh' },
    ];
    acts.forEach((what) => station.do(what));
    expect(station.judge()).toBe('ERR_SCALE_NOT_RETURNED_TO_ZERO');
    const next: readonly Act[] = [
      { kind: 'lift' },
      { kind: 'wait', ms: 2_000 },
      { kind: 'put', grams: 700 },
      { kind: 'wait', ms: 2_000 },
      { kind: 'weigh' },
    ];
    next.forEach((what) => station.do(what));
    expect(station.weighings.map(({ takenG }) => takenG)).toEqual([500, 700]);
  });
});
