import { expect, it } from 'vitest';
import { minorOf, typedOf } from '#renderer/ui/typed-amount.ts';

it('takes a typed amount in the digits of its currency', () => {
  expect(minorOf(98.5, 'CNY')).toBe(9850);
  expect(minorOf(1.15, 'USD')).toBe(115);
  expect(minorOf(5000, 'JPY')).toBe(5000);
  expect(minorOf(1.25, 'KWD')).toBe(1250);
});

it('offers what is due as a number that means the same when it is typed back', () => {
  for (const [minor, currency] of [
    [9850, 'CNY'],
    [5000, 'JPY'],
    [1255, 'KWD'],
  ] as const)
    expect(minorOf(typedOf(minor, currency), currency)).toBe(minor);
  expect(typedOf(5000, 'JPY')).toBe(5000);
});
