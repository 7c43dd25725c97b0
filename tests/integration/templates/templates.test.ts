import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLabelRenderer } from '#main/app/build-printing.ts';
import { createFindLayout } from '#main/app/template-layouts.ts';
import { LABEL_TEMPLATES } from '#main/documents/layout/templates/label-templates.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';
import { chooseTemplate, listChoices, templateFor } from '#main/usecases/templates/choose-template.ts';
import { copyTemplate, removeTemplate, restoreTemplate, saveTemplate } from '#main/usecases/templates/save-template.ts';
import { exportTemplate, importTemplate } from '#main/usecases/templates/template-file.ts';
import { listTemplates, readTemplate } from '#main/usecases/templates/template-rows.ts';
import type { TemplateServices } from '#main/usecases/templates/template-services.ts';
import { SAMPLE_DATA } from '#shared/model/template-fields.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';
import { openUseCaseBed, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const pool = createRasterPool({ mode: 'in-process' });
const services: TemplateServices = {
  builtIns: LABEL_TEMPLATES,
  draw: (layout, data, dotsPerMm) => pool.render(layout, data, dotsPerMm),
  pdf: (order) => pool.pdf(order),
};

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => (bed = openUseCaseBed()));
afterEach(() => bed.close());

const copy = () =>
  copyTemplate(bed.context, services, SYSTEM_ACT, { from: 'location-label-100x50', name: 'Our shelves' });

function withText(layout: LabelLayout, content: string): LabelLayout {
  const [first, ...others] = layout.elements;
  if (first?.kind !== 'text') throw new Error('no text');
  return { ...layout, elements: [{ ...first, content }, ...others] };
}

describe('templates of the shop', () => {
  it('begin as a copy, and keep every version that was saved', async () => {
    const { ref, layout } = await copy();
    const change = { ref, version: 1, layout: withText(layout, 'Shelf {{location}}'), note: 'with a word' };
    const saved = await saveTemplate(bed.context, services, SYSTEM_ACT, change);
    expect(saved.versions.map(({ version, note }) => [version, note])).toEqual([
      [2, 'with a word'],
      [1, ''],
    ]);
    const restored = await restoreTemplate(bed.context, services, SYSTEM_ACT, { ref, version: 2, from: 1 });
    expect([restored.version, restored.layout]).toEqual([3, layout]);
    expect(readTemplate(bed.context.read, services, ref, 2).layout).toEqual(saved.layout);
  });

  it('take what was changed already with them when they are copied', async () => {
    const { ref, layout } = await copy();
    const changed = withText(layout, 'Shelf {{location}}');
    const made = await copyTemplate(bed.context, services, SYSTEM_ACT, { from: ref, name: 'Mine', layout: changed });
    expect([made.version, made.layout.elements]).toEqual([1, changed.elements]);
    expect(readTemplate(bed.context.read, services, ref).layout).toEqual(layout);
  });

  it('are not overwritten by somebody who has not seen the newest version', async () => {
    const { ref, layout } = await copy();
    const change = { ref, version: 1, layout, note: '' };
    await saveTemplate(bed.context, services, SYSTEM_ACT, change);
    await expect(saveTemplate(bed.context, services, SYSTEM_ACT, change)).rejects.toMatchObject({
      code: 'ERR_TEMPLATE_CONFLICT',
      data: { version: 2 },
    });
  });

  it('are refused when they cannot be printed with their test data', async () => {
    const { ref, layout } = await copy();
    const change = { ref, version: 1, layout: withText(layout, '{{nobodyKnowsThis}}'), note: '' };
    await expect(saveTemplate(bed.context, services, SYSTEM_ACT, change)).rejects.toMatchObject({
      code: 'ERR_LABEL_FIELD_MISSING',
    });
    expect(readTemplate(bed.context.read, services, ref).version).toBe(1);
  });

  it('leave those of the product alone', async () => {
    const [layout] = LABEL_TEMPLATES;
    if (!layout) throw new Error('none');
    const change = { ref: layout.id, version: 0, layout, note: '' };
    await expect(saveTemplate(bed.context, services, SYSTEM_ACT, change)).rejects.toMatchObject({
      code: 'ERR_TEMPLATE_BUILT_IN',
    });
  });

  it('change what they are called, never what they are for', async () => {
    const { ref, layout } = await copy();
    const change = { ref, version: 1, layout: { ...layout, kind: 'receipt' as const }, note: '' };
    await expect(saveTemplate(bed.context, services, SYSTEM_ACT, change)).rejects.toMatchObject({
      code: 'ERR_TEMPLATE_KIND',
    });
    await expect(
      copyTemplate(bed.context, services, SYSTEM_ACT, { from: ref, name: 'Mine', layout: change.layout }),
    ).rejects.toMatchObject({ code: 'ERR_TEMPLATE_KIND' });
  });
});

describe('the choice of a template', () => {
  it('of a shop goes before the choice for every shop, and that before the usual one', async () => {
    const { ref } = await copy();
    const usual = () => templateFor(bed.context.read, 'location', 's1', 'location-label-100x50');
    expect(usual()).toBe('location-label-100x50');
    const choose = (shopId: string | null, chosen: string | null) =>
      chooseTemplate(bed.context, services, SYSTEM_ACT, { kind: 'location', shopId, ref: chosen });
    choose(null, ref);
    expect(usual()).toBe(`${ref}@1`);
    choose('s1', 'location-label-100x50');
    expect(usual()).toBe('location-label-100x50');
    choose('s1', null);
    expect(listChoices(bed.context.read)).toEqual([{ kind: 'location', shopId: null, ref }]);
  });

  it('names the version, so that a print can be repeated after the template was changed and removed', async () => {
    const { ref, layout } = await copy();
    const renderer = createLabelRenderer(pool, createFindLayout(bed.context.read));
    const first = await renderer.render(`${ref}@1`, SAMPLE_DATA.location, 8);
    const change = { ref, version: 1, layout: withText(layout, 'Shelf {{location}}'), note: '' };
    await saveTemplate(bed.context, services, SYSTEM_ACT, change);
    removeTemplate(bed.context, services, SYSTEM_ACT, ref);
    const [again, newer] = await Promise.all([
      createLabelRenderer(pool, createFindLayout(bed.context.read)).render(`${ref}@1`, SAMPLE_DATA.location, 8),
      renderer.render(`${ref}@2`, SAMPLE_DATA.location, 8),
    ]);
    expect(again.contentHash).toBe(first.contentHash);
    expect(newer.contentHash).not.toBe(first.contentHash);
    expect(listTemplates(bed.context.read, services).some((template) => template.ref === ref)).toBe(false);
  });

  it('keeps a template from being removed, and takes none of another kind', async () => {
    const { ref } = await copy();
    const choose = (kind: 'location' | 'receipt') =>
      chooseTemplate(bed.context, services, SYSTEM_ACT, { kind, shopId: null, ref });
    choose('location');
    expect(() => removeTemplate(bed.context, services, SYSTEM_ACT, ref)).toThrow(
      expect.objectContaining({ code: 'ERR_TEMPLATE_CHOSEN' }),
    );
    expect(() => choose('receipt')).toThrow(expect.objectContaining({ code: 'ERR_TEMPLATE_KIND' }));
  });
});

describe('template files', () => {
  it('carry a template to another workstation', async () => {
    const { content, fileName } = exportTemplate(bed.context.read, services, 'receipt-80');
    expect(fileName).toBe('Receipt-80-mm.packbench-template.json');
    const taken = await importTemplate(bed.context, services, SYSTEM_ACT, { content });
    expect(taken).toMatchObject({ kind: 'receipt', isBuiltIn: false, version: 1 });
    expect(taken.layout.elements).toEqual(LABEL_TEMPLATES.find(({ id }) => id === 'receipt-80')?.elements);
  });

  const file = (change: (layout: Record<string, unknown>) => object): string => {
    const exported = JSON.parse(exportTemplate(bed.context.read, services, 'location-label-100x50').content) as {
      layout: Record<string, unknown>;
    };
    return JSON.stringify({ packbenchTemplate: 1, layout: { ...exported.layout, ...change(exported.layout) } });
  };

  it.each([
    ['no JSON', () => 'x', 'ERR_TEMPLATE_FILE_INVALID'],
    ['another JSON', () => '{"a":1}', 'ERR_TEMPLATE_FILE_INVALID'],
    ['nesting without end', () => '['.repeat(100_000), 'ERR_TEMPLATE_FILE_INVALID'],
    ['a newer format', () => '{"packbenchTemplate":2,"layout":{}}', 'ERR_TEMPLATE_FILE_INVALID'],
    ['a file of many megabytes', () => ' '.repeat(3_000_000), 'ERR_TEMPLATE_FILE_TOO_LARGE'],
    ['a field that no layout has', () => file(() => ({ script: 'alert(1)' })), 'ERR_TEMPLATE_INVALID'],
    ['a page as large as a house', () => file(() => ({ widthMm: 9_000 })), 'ERR_TEMPLATE_INVALID'],
    ['a number that is none', () => file(() => ({ heightMm: 'NaN' })), 'ERR_TEMPLATE_INVALID'],
    [
      'two thousand elements',
      () => file((layout) => ({ elements: Array.from({ length: 2_000 }, () => (layout['elements'] as unknown[])[0]) })),
      'ERR_TEMPLATE_INVALID',
    ],
    [
      'a picture that says it has four thousand million pixels',
      () =>
        file(() => ({
          elements: [
            { kind: 'image', x: 0, y: 0, w: 9, h: 9, png: 'iVBORw0KGgoAAAANSUhEUv////////8IBgAAAB8VxIkAAAAA' },
          ],
        })),
      'ERR_LABEL_IMAGE_INVALID',
    ],
    [
      'a barcode that cannot be read back',
      () =>
        file((layout) => ({
          elements: [...(layout['elements'] as unknown[]), { kind: 'box', x: 0, y: 30, w: 100, h: 5, filled: true }],
        })),
      'ERR_LABEL_READBACK_FAILED',
    ],
  ])('are refused when they hold %s', async (_, content, code) => {
    const take = async () => importTemplate(bed.context, services, SYSTEM_ACT, { content: content() });
    await expect(take()).rejects.toMatchObject({ code });
    expect(listTemplates(bed.context.read, services)).toHaveLength(LABEL_TEMPLATES.length);
  });
});
