import { expect, it } from 'vitest';
import { readOptions } from './read-options.ts';

it('runs every path over 100,000 orders unless told otherwise', () => {
  expect(readOptions([])).toEqual({ orders: 100_000, json: false, only: null, keep: null, seed: 1 });
});

it('reads what it is told', () => {
  expect(readOptions(['--json', '--orders', '1000000', '--only', 'orders/list', '--seed', '7', '--keep', 'd'])).toEqual(
    {
      orders: 1_000_000,
      json: true,
      only: 'orders/list',
      keep: 'd',
      seed: 7,
    },
  );
});

it('refuses numbers that are none and options that it does not know', () => {
  expect(() => readOptions(['--orders', 'many'])).toThrow(/whole number/);
  expect(() => readOptions(['--order', '5'])).toThrow(TypeError);
});
