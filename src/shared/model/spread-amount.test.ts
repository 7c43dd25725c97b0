import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadAmount } from '#shared/model/spread-amount.ts';

const minor = fc.integer({ min: 0, max: 1_000_000_000 });

describe('a discount spread over lines', () => {
  it('loses no unit and gives no line more than one unit beyond its share', () => {
    fc.assert(
      fc.property(minor, fc.array(minor, { minLength: 1, maxLength: 30 }), (total, weights) => {
        const parts = spreadAmount(total, weights);
        const sum = weights.reduce((all, weight) => all + weight, 0);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(sum === 0 ? 0 : total);
        parts.forEach((part, index) => {
          const share = sum === 0 ? 0 : (total * (weights[index] ?? 0)) / sum;
          expect(Math.abs(part - share)).toBeLessThan(1.001);
        });
      }),
    );
  });

  it('gives the surplus to the parts that lost most', () => {
    expect(spreadAmount(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(spreadAmount(10, [1, 5])).toEqual([2, 8]);
  });
});
