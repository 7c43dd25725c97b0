import { describe, expect, it } from 'vitest';
import { expectWeight, judgeExpectedWeight } from '#core/weighing/expected-weight.ts';
import type { ExpectedLine, ExpectedWeight, ExpectedWeightVerdict } from '#core/weighing/expected-weight.ts';

const TOLERANCE = { perMille: 30, minimumG: 10 };
const CUP: ExpectedLine = { skuCode: 'CUP', quantity: 2, weightG: 300 };
const BOOK: ExpectedLine = { skuCode: 'BOOK', quantity: 1, weightG: 450 };

function expected(lines: readonly ExpectedLine[], packagingG = 100): ExpectedWeight {
  const outcome = expectWeight(lines, packagingG, TOLERANCE);
  if (outcome.kind !== 'known') throw new Error('weights missing');
  return outcome.expected;
}

function judge(actualG: number, lines: readonly ExpectedLine[] = [CUP, BOOK], packagingG = 100): ExpectedWeightVerdict {
  return judgeExpectedWeight(expected(lines, packagingG), actualG);
}

describe('the expected weight', () => {
  it('is the units plus the packaging, with a share as tolerance', () => {
    expect(expected([CUP, BOOK])).toMatchObject({ expectedG: 1_150, toleranceG: 35 });
  });

  it('allows a light parcel the least tolerance', () => {
    expect(expected([{ skuCode: 'PIN', quantity: 1, weightG: 20 }], 5)).toMatchObject({
      expectedG: 25,
      toleranceG: 10,
    });
  });

  it('is unknown as long as one unit was never weighed, and says which', () => {
    const lines = [
      CUP,
      { ...BOOK, weightG: null },
      { ...BOOK, weightG: null },
      { skuCode: 'NONE', quantity: 0, weightG: null },
    ];
    expect(expectWeight(lines, 100, TOLERANCE)).toEqual({ kind: 'unknown', skuCodes: ['BOOK'] });
  });
});

describe('a weighed parcel', () => {
  it.each([1_115, 1_150, 1_185])('of %i g is right', (grams) => {
    expect(judge(grams).ok).toBe(true);
  });

  it.each([1_114, 1_186])('of %i g is just outside', (grams) => {
    expect(judge(grams).ok).toBe(false);
  });

  it('with one unit too many names it', () => {
    expect(judge(1_455)).toEqual({
      ok: false,
      differenceG: 305,
      causes: [{ kind: 'surplus', skuCode: 'CUP', quantity: 1 }],
    });
  });

  it('with a missing unit names it', () => {
    expect(judge(700)).toMatchObject({ causes: [{ kind: 'missing', skuCode: 'BOOK', quantity: 1 }] });
  });

  it('cannot miss more units than it should hold', () => {
    expect(judge(1_150 - 900)).toEqual({ ok: false, differenceG: -900, causes: [] });
  });

  it('without its packaging says so', () => {
    expect(judge(1_050)).toMatchObject({ causes: [{ kind: 'packaging_missing' }] });
  });

  it('names both when two mistakes weigh the same, the smaller mistake first', () => {
    const lines = [CUP, { skuCode: 'LAMP', quantity: 1, weightG: 600 }];
    expect(judge(1_300 + 600, lines)).toMatchObject({
      causes: [
        { kind: 'surplus', skuCode: 'LAMP', quantity: 1 },
        { kind: 'surplus', skuCode: 'CUP', quantity: 2 },
      ],
    });
  });

  it('counts the same SKU on two lines together', () => {
    const lines = [CUP, { ...CUP, quantity: 1 }, BOOK];
    expect(judge(1_450 - 900, lines)).toMatchObject({
      causes: [{ kind: 'missing', skuCode: 'CUP', quantity: 3 }],
    });
  });

  it('does not blame a unit that is lighter than the tolerance', () => {
    expect(judge(1_250, [CUP, BOOK, { skuCode: 'STICKER', quantity: 1, weightG: 2 }], 0)).toMatchObject({ causes: [] });
  });
});
