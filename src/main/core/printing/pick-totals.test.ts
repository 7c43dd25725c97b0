import { expect, it } from 'vitest';
import { pickTotals } from '#core/printing/pick-totals.ts';

const want = (slot: number, location: string, skuCode: string, quantity: number) => ({
  slot,
  location,
  skuCode,
  title: `Goods ${skuCode}`,
  quantity,
});

it('adds up each article over all orders, shelf by shelf, and says into which slots the units go', () => {
  const totals = pickTotals([
    want(1, 'A-10', 'POT', 1),
    want(2, 'A-2', 'CUP', 2),
    want(3, 'A-10', 'POT', 2),
    want(3, 'A-2', 'CUP', 1),
    want(3, 'A-2', 'CUP', 1),
  ]);
  expect(totals).toEqual([
    { location: 'A-2', skuCode: 'CUP', title: 'Goods CUP', quantity: 4, slots: '#2×2 #3×2' },
    { location: 'A-10', skuCode: 'POT', title: 'Goods POT', quantity: 3, slots: '#1 #3×2' },
  ]);
});

it('keeps goods without a shelf apart from the same goods on one', () => {
  expect(pickTotals([want(1, '', 'CUP', 1), want(1, 'A-1', 'CUP', 1)]).map(({ location }) => location)).toEqual([
    '',
    'A-1',
  ]);
});
