import { describe, expect, it } from 'vitest';
import { drawCustomsPaper, paperPages } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';
import { examinePaper } from '#tests/support/papers/examine-paper.ts';
import { PAPER_OPTIONS } from '#tests/support/papers/fitting-declaration.ts';

const sample = sampleDeclaration('DE');

/** The second of three parcels of an order. */
const SECOND: CustomsDeclaration = {
  ...sample,
  parcelCount: 3,
  packages: sample.packages.map((each) => ({ ...each, number: 2 })),
};

const textOf = (kind: CustomsPaperKind, declaration: CustomsDeclaration): string =>
  paperPages({ kind, declaration, options: PAPER_OPTIONS })
    .flatMap(({ data }) => Object.values(data))
    .join('\n');

describe('one of several parcels', () => {
  it.each([
    ['cn23', 'Parcel 2 of 3'],
    ['label_cn22', 'Parcel 2 of 3'],
    ['commercial_invoice', '1 carton (parcel 2 of 3)'],
    ['packing_list', 'Package 2 of 3'],
  ] as const)('says on its %s which one it is', async (kind, words) => {
    expect(textOf(kind, SECOND)).toContain(words);
    expect(textOf(kind, sample)).not.toContain('of 3');
    const order = { kind, declaration: SECOND, options: PAPER_OPTIONS };
    expect(examinePaper(order, (await drawCustomsPaper(order)).pdf)).toEqual([]);
  });

  it('lists several packages of one parcel each with its weight, and their sums', () => {
    const [box] = sample.packages;
    if (!box) throw new Error('no package');
    const declaration: CustomsDeclaration = {
      ...sample,
      packages: [
        { ...box, number: 1, grossWeightG: 900, contents: [{ line: 0, quantity: 2 }] },
        { ...box, number: 2, grossWeightG: 550, contents: [{ line: 1, quantity: 1 }] },
      ],
    };
    const text = textOf('packing_list', declaration);
    expect(text).toMatch(/Package 1 of 2 .*0\.900/);
    expect(text).toMatch(/Package 2 of 2 .*0\.550/);
    expect(text).toContain('1.450');
    expect(() => textOf('packing_list', { ...declaration, packages: declaration.packages.slice(0, 1) })).toThrow(
      expect.objectContaining({ code: 'ERR_CUSTOMS_PAPER_PACKAGES' }),
    );
  });
});
