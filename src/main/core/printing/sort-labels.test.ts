import { describe, expect, it } from 'vitest';
import { sortLabels, zoneOf } from '#core/printing/sort-labels.ts';
import type { SortableLabel } from '#core/printing/sort-labels.ts';

const label = (orderNumber: string, change: Partial<SortableLabel> = {}): SortableLabel => ({
  skuCode: 'S',
  location: 'A-01',
  carrier: 'SF',
  paidAtMs: 0,
  orderNumber,
  ...change,
});
const numbers = (labels: readonly SortableLabel[]): string => labels.map((one) => one.orderNumber).join(' ');

describe('the order of the labels of a batch', () => {
  it('walks the shelves in the order of their numbers, shelf 2 before shelf 10', () => {
    const labels = [label('a', { location: 'A-10' }), label('b', { location: 'A-2' }), label('c', { location: 'B-1' })];
    expect(numbers(sortLabels(labels, { keys: ['location'], reversed: false }))).toBe('b a c');
  });

  it('sorts by several things, the first of them first', () => {
    const labels = [
      label('a', { carrier: 'YTO', skuCode: '1' }),
      label('b', { carrier: 'SF', skuCode: '2' }),
      label('c', { carrier: 'SF', skuCode: '1' }),
    ];
    expect(numbers(sortLabels(labels, { keys: ['carrier', 'sku'], reversed: false }))).toBe('c b a');
  });

  it('takes the shelves of one zone together', () => {
    const labels = [label('a', { location: 'B-1' }), label('b', { location: 'A-9' }), label('c', { location: 'B-0' })];
    expect(numbers(sortLabels(labels, { keys: ['zone'], reversed: false }))).toBe('b a c');
    expect(['A-03-2', 'B7', '', 'C 12'].map(zoneOf)).toEqual(['A', 'B7', '', 'C']);
  });

  it('puts what has no shelf at the end of the walk', () => {
    const labels = [label('a', { location: '' }), label('b', { location: 'Z-1' })];
    expect(numbers(sortLabels(labels, { keys: ['location'], reversed: false }))).toBe('b a');
  });

  it('prints the last one first where the stack comes out upside down', () => {
    const labels = [label('a', { paidAtMs: 1 }), label('b', { paidAtMs: 2 }), label('c', { paidAtMs: 3 })];
    expect(numbers(sortLabels(labels, { keys: ['paid'], reversed: true }))).toBe('c b a');
  });
});
