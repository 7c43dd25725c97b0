import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solveJointWeights } from '#core/weighing/joint-weights.ts';
import type { MixedParcel } from '#core/weighing/joint-weights.ts';

type Counts = Readonly<Record<string, number>>;

function parcelOf(counts: Counts, grams: number): MixedParcel {
  const lines = Object.entries(counts).flatMap(([skuId, quantity]) => (quantity > 0 ? [{ skuId, quantity }] : []));
  return { grams, lines };
}

const weigh = (counts: Counts, trueG: Counts): number =>
  Object.entries(counts).reduce((sum, [skuId, quantity]) => sum + quantity * (trueG[skuId] ?? 0), 0);

const TRUE_G = { A: 100, B: 250, C: 40 };
const MIXTURES: readonly Counts[] = [
  { A: 1, B: 1 },
  { A: 2, B: 1 },
  { A: 1, B: 2 },
  { B: 1, C: 3 },
  { A: 1, C: 2 },
  { B: 2, C: 1 },
  { A: 3, B: 1, C: 1 },
  { A: 1, B: 1, C: 1 },
];
const exact = (mixtures: readonly Counts[] = MIXTURES): MixedParcel[] =>
  mixtures.map((counts) => parcelOf(counts, weigh(counts, TRUE_G)));
const learnedOf = (parcels: readonly MixedParcel[]) =>
  Object.fromEntries(
    [...solveJointWeights(parcels)].flatMap(([id, { state, weightMg }]) =>
      state === 'learned' ? [[id, weightMg]] : [],
    ),
  );

describe('weights told by mixtures', () => {
  it('are those that every parcel agrees with', () => {
    expect(learnedOf(exact())).toEqual({ A: 100_000, B: 250_000, C: 40_000 });
    expect(solveJointWeights(exact()).get('A')).toMatchObject({ spreadMg: 0, sampleCount: 6, refusedCount: 0 });
  });

  it('are not told of things that always go together', () => {
    // A and B in the same share everywhere: only their sum is known. C stands beside them and is told.
    const together = [1, 2, 3, 1, 2, 3, 1, 2].map((n, i) => ({ A: n, B: n, C: [1, 3, 1, 2, 1, 2, 3, 1][i] ?? 0 }));
    const solved = solveJointWeights(exact(together));
    expect([...solved.keys()]).toEqual(['C']);
    expect(solved.get('C')).toMatchObject({ state: 'learned', weightMg: 40_000 });
  });

  it('are not believed when they hang on one parcel, or on hardly more parcels than things', () => {
    const once = [
      ...exact([
        { A: 1, B: 1 },
        { A: 2, B: 1 },
        { A: 1, B: 3 },
      ]),
      ...exact([{ A: 1, C: 1 }]),
    ];
    expect(learnedOf(once)).toEqual({});
    // Nine of A and B, one that tells C: C hangs on it alone.
    const many = Array.from({ length: 9 }, (_, n) => ({ A: 1 + (n % 3), B: 1 + (n % 2) }));
    expect(learnedOf(exact([...many, { A: 1, C: 1 }]))).toEqual({ A: 100_000, B: 250_000 });
  });

  it('are not believed where the parcels contradict each other', () => {
    const torn = exact([...MIXTURES, ...MIXTURES]).map((parcel, n) => ({
      ...parcel,
      grams: parcel.grams + (n % 2) * 60,
    }));
    expect(learnedOf(torn)).toEqual({});
  });

  const mixtures = fc.array(
    fc.record({ A: fc.nat(3), B: fc.nat(3), C: fc.nat(3) }).filter(({ A, B, C }) => A + B + C > 0),
    { minLength: 4, maxLength: 40 },
  );
  const weights = fc.record({
    A: fc.integer({ min: 20, max: 3_000 }),
    B: fc.integer({ min: 20, max: 3_000 }),
    C: fc.integer({ min: 20, max: 3_000 }),
  });

  it('that are believed lie beside the truth by no more than the scale is coarse, whatever was mixed', () => {
    let believed = 0;
    fc.assert(
      fc.property(
        mixtures,
        weights,
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 40, maxLength: 40 }),
        (mixed, trueG, noise) => {
          const parcels = mixed.map((counts, n) => parcelOf(counts, weigh(counts, trueG) + (noise[n] ?? 0)));
          for (const [id, weightMg] of Object.entries(learnedOf(parcels))) {
            believed++;
            const trueMg = (trueG[id as 'A' | 'B' | 'C'] ?? 0) * 1_000;
            expect(Math.abs(weightMg - trueMg)).toBeLessThanOrEqual(Math.max(2_000, trueMg * 0.02));
          }
        },
      ),
    );
    expect(believed).toBeGreaterThan(50);
  });

  it('do not move for one parcel that was packed wrong, however wrong', () => {
    let believed = 0;
    fc.assert(
      fc.property(mixtures, weights, fc.nat(), fc.integer({ min: 1, max: 20_000 }), (mixed, trueG, which, wrongG) => {
        const wrong = which % mixed.length;
        const parcels = mixed.map((counts, n) => parcelOf(counts, n === wrong ? wrongG : weigh(counts, trueG)));
        for (const [id, weightMg] of Object.entries(learnedOf(parcels))) {
          believed++;
          const trueMg = (trueG[id as 'A' | 'B' | 'C'] ?? 0) * 1_000;
          expect(Math.abs(weightMg - trueMg)).toBeLessThanOrEqual(Math.max(2_000, trueMg * 0.02));
        }
      }),
    );
    expect(believed).toBeGreaterThan(50);
  });

  it('are the same in whatever order the parcels come', () => {
    fc.assert(
      fc.property(mixtures, weights, fc.infiniteStream(fc.nat()), (mixed, trueG, dice) => {
        const parcels = mixed.map((counts) => parcelOf(counts, weigh(counts, trueG)));
        const shuffled = parcels
          .map((parcel) => ({ parcel, at: dice.next().value }))
          .toSorted((a, b) => Number(a.at) - Number(b.at))
          .map(({ parcel }) => parcel);
        expect(learnedOf(shuffled)).toEqual(learnedOf(parcels));
      }),
      { numRuns: 30 },
    );
  });

  it('takes no parcel without goods or weight for one', () => {
    expect([...solveJointWeights([])]).toEqual([]);
    expect([...solveJointWeights([{ grams: 0, lines: [{ skuId: 'A', quantity: 1 }] }])]).toEqual([]);
  });
});
