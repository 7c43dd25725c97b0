import { expect, it } from 'vitest';
import { isNumberPattern, orderNumberIn, outTradeNoOf } from '#core/payments/number-pattern.ts';

it.each([
  ['{number}', '1001', '1001'],
  ['PB-{number}', 'PB-1001', '1001'],
  ['PB-{number}', '1001', null],
  ['PB-{number}_*', 'PB-1001_try2', '1001'],
  ['*-{number}', 'a-b-1001', 'b-1001'],
  ['A.{number}', 'AX1', null],
  ['{number}', '', null],
  ['{number}', 'x'.repeat(200), null],
])('reads by %s from %s the order %s', (pattern, outTradeNo, number) => {
  expect(orderNumberIn(pattern, outTradeNo)).toBe(number);
});

it('makes the payment number where nothing is left open', () => {
  expect(outTradeNoOf('PB-{number}', '7')).toBe('PB-7');
  expect(outTradeNoOf('PB-{number}-*', '7')).toBeNull();
});

it('wants the number once', () => {
  expect(['{number}', 'x', '{number}{number}', '***{number}'].map(isNumberPattern)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
