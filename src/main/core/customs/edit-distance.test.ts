import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance } from '#core/customs/edit-distance.ts';

it.each([
  ['headphones', 'headphnes', 1],
  ['toothbrush', 'toothbursh', 1],
  ['lamp', 'lamp', 0],
  ['', 'abc', 3],
])('%s and %s are %i apart', (one, other, distance) => {
  expect(editDistance(one, other, 5)).toBe(distance);
});

it('is the same both ways, zero only for equal words, and never more than one above the limit', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 1, max: 4 }), (one, other, most) => {
      const distance = editDistance(one, other, most);
      expect(distance).toBe(editDistance(other, one, most));
      expect(distance === 0).toBe(one === other);
      expect(distance).toBeLessThanOrEqual(most + 1);
      expect(distance).toBeGreaterThanOrEqual(Math.min(most + 1, Math.abs(one.length - other.length)));
    }),
  );
});
