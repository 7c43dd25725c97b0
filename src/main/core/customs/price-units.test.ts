import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertMinor, splitUnits } from '#core/customs/price-units.ts';

const minor = fc.integer({ min: 0, max: 1_000_000_000 });

describe('a line of several units', () => {
  it('is quantity times price, and sums to what was paid', () => {
    fc.assert(
      fc.property(minor, fc.integer({ min: 1, max: 999 }), (total, quantity) => {
        const units = splitUnits(total, quantity);
        expect(units.reduce((all, unit) => all + unit.quantity * unit.unitMinor, 0)).toBe(total);
        expect(units.reduce((all, unit) => all + unit.quantity, 0)).toBe(quantity);
        expect(units.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('an amount in another currency', () => {
  it('is rounded half up', () => {
    expect(convertMinor(1000, 13.25, 2)).toBe(133);
    expect(convertMinor(1000, 13.245, 2)).toBe(132);
    expect(convertMinor(9800, 13.9, 2)).toBe(1362);
  });

  it('minds currencies without digits', () => {
    expect(convertMinor(10_000, 0.65, 0)).toBe(6500);
    expect(convertMinor(10_000, 152.4, 2)).toBe(15_240);
  });
});
