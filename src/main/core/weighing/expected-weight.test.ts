import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectWeight, judgeExpectedWeight } from '#core/weighing/expected-weight.ts';
import type {
  ExpectedLine,
  ExpectedWeight,
  ExpectedWeightVerdict,
  WeightHints,
} from '#core/weighing/expected-weight.ts';

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

describe('learned weights', () => {
  const learned = (spreadG: number): ExpectedLine[] => [{ skuCode: 'CUP', quantity: 9, weightG: 300.4, spreadG }];

  it('make the tolerance as fine as things of one code are alike, never finer than the minimum', () => {
    expect(expected(learned(5))).toMatchObject({ expectedG: 2_804, toleranceG: 45 });
    expect(expected(learned(0.5))).toMatchObject({ toleranceG: 10 });
  });

  it('never make it wider than the share', () => {
    expect(expected(learned(50))).toMatchObject({ toleranceG: 84 });
  });

  it('count only when all were learned', () => {
    expect(expected([...learned(5), BOOK]).toleranceG).toBe(98);
  });
});

describe('what is known besides the goods', () => {
  const judgeWith = (actualG: number, hints: Partial<WeightHints>) =>
    judgeExpectedWeight(expected([CUP, BOOK]), actualG, { otherPackagings: [], zeroOffsetG: 0, ...hints });

  it('names the box that it seems to be packed in', () => {
    const otherPackagings = [
      { code: 'L', tareG: 220 },
      { code: 'M', tareG: 110 },
    ];
    expect(judgeWith(1_270, { otherPackagings })).toMatchObject({
      causes: [{ kind: 'packaging_other', packagingCode: 'L' }, { kind: 'packaging_doubled' }],
    });
  });

  it('names a scale that stood beside zero before any item', () => {
    expect(judgeWith(1_455, { zeroOffsetG: 300 })).toMatchObject({
      causes: [{ kind: 'scale_offset' }, { kind: 'surplus', skuCode: 'CUP' }],
    });
  });

  it('never blames what is too small to matter', () => {
    expect(judgeWith(1_187, { zeroOffsetG: 10, otherPackagings: [{ code: 'M', tareG: 110 }] })).toMatchObject({
      causes: [],
    });
  });

  it('explains a difference only by what explains it: taken away, the parcel is within tolerance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: -500, max: 500 }),
        fc.array(fc.record({ code: fc.constant('X'), tareG: fc.integer({ min: 0, max: 900 }) }), { maxLength: 4 }),
        (actualG, zeroOffsetG, otherPackagings) => {
          const verdict = judgeWith(actualG, { zeroOffsetG, otherPackagings });
          if (verdict.ok) return;
          const weights: Record<string, number> = { CUP: 300, BOOK: 450 };
          for (const cause of verdict.causes) {
            const changes = {
              surplus: () => ('skuCode' in cause ? (weights[cause.skuCode] ?? 0) * cause.quantity : 0),
              missing: () => ('skuCode' in cause ? -(weights[cause.skuCode] ?? 0) * cause.quantity : 0),
              packaging_missing: () => -100,
              packaging_doubled: () => 100,
              scale_offset: () => zeroOffsetG,
              packaging_other: () => verdict.differenceG,
            };
            expect(Math.abs(verdict.differenceG - changes[cause.kind]())).toBeLessThanOrEqual(35);
          }
        },
      ),
    );
  });
});
