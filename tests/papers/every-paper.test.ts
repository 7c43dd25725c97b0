import { describe, expect, it } from 'vitest';
import { CUSTOMS_PAPERS } from '#main/documents/customs/customs-papers.ts';
import { drawCustomsPaper } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsPaperOrder } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { SAMPLE_DESTINATIONS, sampleDeclaration, withLines } from '#tests/support/customs-declarations.ts';
import { examinePaper } from '#tests/support/papers/examine-paper.ts';
import { fittingDeclaration, PAPER_OPTIONS } from '#tests/support/papers/fitting-declaration.ts';

async function problemsOf(
  kind: CustomsPaperKind,
  declaration: CustomsDeclaration,
  options: CustomsPaperOrder['options'] = PAPER_OPTIONS,
): Promise<string[]> {
  const order = { kind, declaration, options };
  return examinePaper(order, (await drawCustomsPaper(order)).pdf);
}

describe('every customs paper', () => {
  it.each(Object.keys(CUSTOMS_PAPERS) as CustomsPaperKind[])('%s is really drawn, glyph by glyph', async (kind) => {
    expect(await problemsOf(kind, fittingDeclaration(kind))).toEqual([]);
  });

  it.each(['cn23', 'commercial_invoice', 'packing_list', 'origin_statement', 'export_list_9610'] as const)(
    '%s is really drawn on its continuation sheets',
    async (kind) => {
      const order = { kind, declaration: withLines(fittingDeclaration(kind), 45), options: PAPER_OPTIONS };
      const drawn = await drawCustomsPaper(order);
      expect(drawn.pageCount).toBeGreaterThan(1);
      expect(examinePaper(order, drawn.pdf)).toEqual([]);
    },
  );

  it('says by which rate values were converted, and under which mode a small parcel goes by list', async () => {
    const exchange = { from: 'CNY', to: 'USD', rate: '0.13901', day: '2026-11-20' };
    for (const kind of ['commercial_invoice', 'proforma_invoice', 'paperless_invoice'] as const)
      expect(await problemsOf(kind, { ...fittingDeclaration(kind), exchange })).toEqual([]);
    const small = sampleDeclaration('US', { supervisionMode: '9710', isListExport: true });
    expect(await problemsOf('export_list_9610', small)).toEqual([]);
  });

  it('is drawn on the other stocks as well', async () => {
    const options = { cn22Numbers: false, labelStock: '4x6in', batteryMark: '100x70', operatorName: '' } as const;
    for (const kind of ['cn22', 'label_cn22', 'battery_mark'] as const)
      expect(await problemsOf(kind, sampleDeclaration('US'), options)).toEqual([]);
  });
});

describe('every destination', () => {
  it.each(SAMPLE_DESTINATIONS)('%s has its boxes really drawn on CN 23 and invoice', async (destination) => {
    for (const kind of ['cn23', 'commercial_invoice'] as const)
      expect(await problemsOf(kind, sampleDeclaration(destination))).toEqual([]);
  });

  it.each(SAMPLE_DESTINATIONS)('%s has its boxes really drawn on CN 22 and label', async (destination) => {
    for (const kind of ['cn22', 'label_cn22'] as const)
      expect(await problemsOf(kind, sampleDeclaration(destination))).toEqual([]);
  });
});
