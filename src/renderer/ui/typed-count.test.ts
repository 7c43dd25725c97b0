import { expect, it } from 'vitest';
import { countOf } from '#renderer/ui/typed-count.ts';

it('reads whole numbers, wide digits and leading zeros too', () => {
  expect(['12', ' 012 ', '１２', '0'].map(countOf)).toEqual([12, 12, 12, 0]);
});

it('makes no number of anything else', () => {
  for (const typed of ['', ' ', '-5', '1.5', '1,5', '1e3', '12a', '9'.repeat(16)]) expect(countOf(typed)).toBeNull();
});
