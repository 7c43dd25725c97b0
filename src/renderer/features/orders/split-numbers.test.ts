import { expect, it } from 'vitest';
import { splitNumbers } from '#renderer/features/orders/split-numbers.ts';

it('takes numbers from lines, columns and lists with wide or narrow commas, each once', () => {
  expect(splitNumbers('1\r\n2\t3, 4，5、6；7\u30008\n\n1')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
});

it('takes every number of a long list', () => {
  const many = Array.from({ length: 500 }, (_, index) => String(index));
  expect(splitNumbers(many.join('\n'))).toEqual(many);
});
