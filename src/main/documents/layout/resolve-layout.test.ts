import { describe, expect, it } from 'vitest';
import type { DrawList, TextCommand, TextMeasurer } from '#main/documents/layout/draw-list.ts';
import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelData, LabelLayout } from '#shared/model/label-layout.ts';
import { resolveLayout } from '#main/documents/layout/resolve-layout.ts';

/** Half as wide as high; has no glyph for emoji. */
const measurer: TextMeasurer = {
  widthOf: (text, sizeDots) => (Array.from(text).length * sizeDots) / 2,
  missingCharacters: (text) => Array.from(text).filter((character) => character === '🎁'),
};

type Elements = Parameters<typeof defineLayout>[0]['elements'];

const layoutOf = (elements: Elements): LabelLayout =>
  defineLayout({ id: 'sample', title: { en: 'Sample', 'zh-CN': '样张' }, widthMm: 50, heightMm: 30, elements });

const resolve = (elements: Elements, data: LabelData = {}, dotsPerMm = 8): DrawList =>
  resolveLayout(layoutOf(elements), data, dotsPerMm, measurer);

const texts = (list: DrawList): TextCommand[] => list.commands.filter((command) => command.kind === 'text');

const text = (content: string, more: object = {}) =>
  ({ kind: 'text', content, x: 0, y: 0, w: 20, h: 4, sizeMm: 4, ...more }) as const;

const failure = (code: string, data: object) =>
  expect.objectContaining({ code, data: expect.objectContaining(data) as unknown });

describe('resolveLayout', () => {
  it('turns millimetres into whole dots of the printer', () => {
    expect(resolve([]).widthDots).toBe(400);
    expect(resolve([], {}, 11.811)).toMatchObject({ widthDots: 591, heightDots: 354 });
  });

  it('lets boxes that touch in millimetres touch in dots', () => {
    const boxes = [0, 1.3, 2.6].map((x) => ({ kind: 'box' as const, x, y: 0, w: 1.3, h: 1, filled: true }));
    const rects = resolve(boxes, {}, 11.811).commands.filter((command) => command.kind === 'rect');
    expect(rects.map(({ x, w }) => x + w).slice(0, 2)).toEqual(rects.map(({ x }) => x).slice(1));
  });

  it('aligns text in its box', () => {
    const left = (align: 'left' | 'center' | 'right') => texts(resolve([text('abcd', { align })]))[0]?.x;
    expect([left('left'), left('center'), left('right')]).toEqual([0, 48, 96]);
  });

  it('prints small regular text in medium weight, so that strokes do not break', () => {
    expect(texts(resolve([text('a', { sizeMm: 2.5 }), text('a')])).map(({ weight }) => weight)).toEqual([500, 400]);
  });

  it('draws elements depending on whether a field holds something', () => {
    const elements = [text('yes', { when: 'code' }), text('no', { unless: 'code' })];
    expect(texts(resolve(elements, { code: 'X' })).map((command) => command.text)).toEqual(['yes']);
    expect(texts(resolve(elements, { code: ' ' })).map((command) => command.text)).toEqual(['no']);
  });

  it('repeats rows for a list, with the fields of each entry', () => {
    const repeat = {
      kind: 'repeat' as const,
      items: 'goods',
      x: 1,
      y: 2,
      rowHeightMm: 5,
      maxRows: 3,
      children: [text('{{name}} {{unit}}')],
    };
    const rows = texts(resolve([repeat], { unit: 'pcs', goods: [{ name: 'A' }, { name: 'B' }] }));
    expect(rows.map((row) => row.text)).toEqual(['A pcs', 'B pcs']);
    expect((rows[1]?.baseline ?? 0) - (rows[0]?.baseline ?? 0)).toBe(40);
  });

  it('counts entries that do not fit, or refuses when nothing may be left out', () => {
    const goods = ['A', 'B', 'C', 'D'].map((name) => ({ name }));
    const repeat = {
      kind: 'repeat' as const,
      items: 'goods',
      x: 0,
      y: 0,
      rowHeightMm: 5,
      maxRows: 3,
      children: [text('{{name}}')],
    };
    const counted = resolve([{ ...repeat, more: text('+{{moreCount}}') }], { goods });
    expect(texts(counted).map((row) => row.text)).toEqual(['A', 'B', '+2']);
    expect(() => resolve([repeat], { goods })).toThrow(failure('ERR_LABEL_TEXT_OVERFLOW', { element: 'goods' }));
  });

  it('refuses a label with an empty field, unless the field may be empty', () => {
    expect(() => resolve([text('{{name}}')], { name: '' })).toThrow(
      failure('ERR_LABEL_FIELD_MISSING', { field: 'name' }),
    );
    expect(resolve([text('{{name?}}')]).commands).toEqual([]);
  });

  it('refuses a text that a courier needs and that does not fit, without repeating it in the error', () => {
    const address = text('{{address}}', { name: 'recipient address' });
    expect(() => resolve([address], { address: 'x'.repeat(99) })).toThrow(
      failure('ERR_LABEL_TEXT_OVERFLOW', { element: 'recipient address' }),
    );
  });

  it('names characters that no font has, or prints 〓 where that is allowed', () => {
    expect(() => resolve([text('A🎁', { name: 'recipient name' })])).toThrow(
      failure('ERR_LABEL_GLYPH_MISSING', { element: 'recipient name', characters: '🎁 U+1F381' }),
    );
    const replaced = resolve([text('A🎁', { missingGlyph: 'replace' })]);
    expect(texts(replaced)[0]?.text).toBe('A〓');
    expect(replaced.replacedCharacters).toEqual(['🎁']);
  });

  it('drops characters without ink', () => {
    expect(texts(resolve([text('A\u200b\ufe0f\u0007B\tC  D')]))[0]?.text).toBe('AB C D');
  });
});

describe('barcodes on a label', () => {
  const code = (more: object = {}) =>
    ({
      kind: 'barcode',
      symbology: 'code128',
      content: 'SF1040275268927',
      x: 0,
      y: 0,
      w: 50,
      h: 10,
      moduleMm: 0.375,
      minModuleMm: 0.25,
      ...more,
    }) as const;

  it('have modules of whole dots and their quiet zones inside the box', () => {
    const [barcode] = resolve([code()]).barcodes;
    if (!barcode) throw new Error('no barcode');
    expect(barcode).toMatchObject({ moduleDots: 2, quietDots: 20, w: 290 });
    expect(barcode.x).toBeGreaterThanOrEqual(barcode.quietDots);
    expect(barcode.x + barcode.w + barcode.quietDots).toBeLessThanOrEqual(400);
  });

  it('keep the wanted module when there is room', () => {
    const roomy = { ...layoutOf([code({ w: 90 })]), widthMm: 100 };
    expect(resolveLayout(roomy, {}, 8, measurer).barcodes[0]?.moduleDots).toBe(3);
  });

  it('are refused when even the smallest module is too wide', () => {
    expect(() => resolve([code({ w: 30 })])).toThrow(failure('ERR_LABEL_BARCODE_INVALID', { detail: 'too wide' }));
    expect(() => resolve([code({ minModuleMm: 0.375 })])).toThrow(
      failure('ERR_LABEL_BARCODE_INVALID', { detail: 'too wide' }),
    );
  });
});
