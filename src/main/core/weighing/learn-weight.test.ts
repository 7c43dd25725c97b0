import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENOUGH_SAMPLES, learnWeight, sampleOf } from '#core/weighing/learn-weight.ts';
import type { WeightSample } from '#core/weighing/learn-weight.ts';

const many = (grams: readonly number[]): WeightSample[] => grams.map((g) => ({ grams: g, quantity: 1 }));

describe('a learned weight', () => {
  it('is the median of the weighings, exact to the milligram over many units', () => {
    const samples = [
      { grams: 1_003, quantity: 10 },
      { grams: 1_004, quantity: 10 },
      { grams: 1_004, quantity: 10 },
      { grams: 502, quantity: 5 },
      { grams: 1_005, quantity: 10 },
    ];
    expect(learnWeight(samples)).toMatchObject({ state: 'learned', weightMg: 100_400, sampleCount: 5 });
  });

  it('is not used before enough weighings agree', () => {
    expect(learnWeight([])).toBeNull();
    expect(learnWeight(many([100, 100, 100, 100]))).toMatchObject({ state: 'too_few', sampleCount: 4 });
  });

  it('is not used where things of one code differ too much', () => {
    expect(learnWeight(many([100, 120, 140, 80, 90, 130]))).toMatchObject({ state: 'too_wide' });
  });

  it('is not used where two kinds of thing go under one code', () => {
    expect(learnWeight(many([100, 100, 100, 100, 100, 200, 200, 200]))).toMatchObject({ state: 'too_wide' });
  });

  /** Up to a fifth of all parcels may be packed wrong, however wrong. */
  it('does not move for a few wrong parcels', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 50, max: 5_000 }),
        fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 12, maxLength: 40 }),
        fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 3 }),
        (trueG, noise, wrong) => {
          const learned = learnWeight(many([...noise.map((n) => trueG + n), ...wrong]));
          expect(learned?.state).toBe('learned');
          expect(Math.abs((learned?.weightMg ?? 0) - trueG * 1_000)).toBeLessThanOrEqual(1_000);
        },
      ),
    );
  });

  it('does not depend on the order of the weighings, and counts each once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1 }), (grams) => {
        const learned = learnWeight(many(grams));
        expect(learnWeight(many(grams.toReversed()))).toEqual(learned);
        expect((learned?.sampleCount ?? 0) + (learned?.refusedCount ?? 0)).toBe(grams.length);
        if (learned?.state === 'learned') expect(learned.sampleCount).toBeGreaterThanOrEqual(ENOUGH_SAMPLES);
      }),
    );
  });
});

describe('what a parcel teaches', () => {
  const cup = { skuId: 'cup', quantity: 2, weightG: 300 };
  const pen = { skuId: 'pen', quantity: 4, weightG: null };

  it('is the weight of its one SKU, whether it is known or not, also over two lines', () => {
    expect(sampleOf([cup, { ...cup, quantity: 1 }], 960, 50)).toEqual({
      skuId: 'cup',
      sample: { grams: 910, quantity: 3 },
    });
  });

  it('is the weight of the one SKU that is not known, the others taken off', () => {
    expect(sampleOf([cup, pen], 730, 50)).toEqual({ skuId: 'pen', sample: { grams: 80, quantity: 4 } });
  });

  it('is nothing where a difference could belong to several, or where nothing is left for the goods', () => {
    expect(sampleOf([cup, { ...pen, weightG: 20 }], 730, 50)).toBeNull();
    expect(sampleOf([{ ...cup, weightG: null }, pen], 730, 50)).toBeNull();
    expect(sampleOf([pen], 40, 50)).toBeNull();
    expect(sampleOf([{ ...pen, skuId: null }], 400, 50)).toBeNull();
  });
});
