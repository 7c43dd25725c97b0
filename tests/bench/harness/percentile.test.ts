import { expect, it } from 'vitest';
import { percentile, spreadOf } from './percentile.ts';

const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

it('takes a percentile by nearest rank, whatever the order of the samples', () => {
  expect(percentile(oneToHundred, 0.5)).toBe(50);
  expect(percentile(oneToHundred, 0.99)).toBe(99);
  expect(percentile(oneToHundred, 1)).toBe(100);
  expect(percentile(oneToHundred, 0)).toBe(1);
});

it('lets one slow sample of few show in the 99th percentile', () => {
  expect(percentile([1, 1, 1, 50], 0.99)).toBe(50);
});

it('refuses to make a number out of nothing', () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
  expect(() => percentile([1], 1.5)).toThrow(RangeError);
});

it('sums up samples', () => {
  expect(spreadOf([3, 1, 2])).toEqual({ count: 3, min: 1, median: 2, p99: 3, max: 3 });
});
