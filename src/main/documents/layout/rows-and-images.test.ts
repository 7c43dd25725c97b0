import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { DrawList, TextCommand, TextMeasurer } from '#main/documents/layout/draw-list.ts';
import { resolveLayout } from '#main/documents/layout/resolve-layout.ts';
import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelData } from '#shared/model/label-layout.ts';

const measurer: TextMeasurer = {
  widthOf: (text, sizeDots) => (Array.from(text).length * sizeDots) / 2,
  missingCharacters: () => [],
};

type Layout = Parameters<typeof defineLayout>[0];

const resolve = (layout: Partial<Layout>, data: LabelData = {}): DrawList =>
  resolveLayout(
    defineLayout({
      id: 'sample',
      title: { en: 'Sample', 'zh-CN': '样张' },
      widthMm: 72,
      heightMm: 60,
      elements: [],
      ...layout,
    }),
    data,
    8,
    measurer,
  );

const texts = (list: DrawList): TextCommand[] => list.commands.filter((command) => command.kind === 'text');

const goods = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `g${index + 1}`, qty: '2' }));

const table = {
  kind: 'table' as const,
  x: 2,
  y: 10,
  items: 'goods',
  rowHeightMm: 5,
  maxRows: 6,
  headHeightMm: 5,
  columns: [
    { title: 'Item', content: '{{name}}', w: 40 },
    { title: 'Qty', content: '{{qty}}', w: 20, align: 'right' as const },
  ],
};

describe('a table', () => {
  it('has a head, a row per entry, and rules between them', () => {
    const list = resolve({ elements: [table] }, { goods: goods(2) });
    expect(texts(list).map(({ text }) => text)).toEqual(['Item', 'Qty', 'g1', '2', 'g2', '2']);
    expect(list.commands.filter(({ kind }) => kind === 'rect')).toHaveLength(3);
  });

  it('draws every cell border of a grid', () => {
    const list = resolve({ elements: [{ ...table, rules: 'grid' }] }, { goods: goods(1) });
    // Head: two horizontal and three vertical rules; row: one and three.
    expect(list.commands.filter(({ kind }) => kind === 'rect')).toHaveLength(9);
  });

  it('counts what does not fit, or is refused', () => {
    const counted = resolve({ elements: [{ ...table, maxRows: 2, moreText: '+{{moreCount}}' }] }, { goods: goods(4) });
    expect(texts(counted).at(-1)?.text).toBe('+3');
    expect(() => resolve({ elements: [{ ...table, maxRows: 2 }] }, { goods: goods(4) })).toThrow(
      expect.objectContaining({ code: 'ERR_LABEL_TEXT_OVERFLOW' }),
    );
  });
});

describe('collapsed rows', () => {
  const total = { kind: 'text' as const, content: 'Total', x: 2, y: 46, w: 30, h: 5, sizeMm: 4 };

  it('let what stands below move up, and continuous paper end earlier', () => {
    const layout = { continuous: true, elements: [{ ...table, collapse: true, headHeightMm: 6 }, total] };
    const [full, short] = [resolve(layout, { goods: goods(6) }), resolve(layout, { goods: goods(2) })];
    expect([full.heightDots, short.heightDots]).toEqual([480, 320]);
    expect((texts(full).at(-1)?.baseline ?? 0) - (texts(short).at(-1)?.baseline ?? 0)).toBe(160);
  });

  it('leave everything in its place without it', () => {
    const layout = { continuous: true, elements: [table, total] };
    expect(resolve(layout, { goods: goods(2) }).heightDots).toBe(480);
  });
});

describe('a repeat', () => {
  it('fills several columns before the next row begins', () => {
    const list = resolve(
      {
        elements: [
          {
            kind: 'repeat',
            items: 'goods',
            x: 0,
            y: 0,
            rowHeightMm: 10,
            maxRows: 2,
            columns: 2,
            columnWidthMm: 30,
            children: [{ kind: 'text', content: '{{rowNumber}}', x: 0, y: 0, w: 20, h: 5, sizeMm: 4 }],
          },
        ],
      },
      { goods: goods(3) },
    );
    expect(texts(list).map(({ x, baseline }) => [x, baseline])).toEqual([
      [0, 28],
      [240, 28],
      [0, 108],
    ]);
  });
});

describe('conditions', () => {
  it.each([
    ['state=paid', 'paid', true],
    ['state=paid', 'open', false],
    ['state!=paid', 'open', true],
    ['state!=paid', 'paid', false],
    ['state=', '', true],
    ['state', 'x', true],
  ])('%s with "%s" is %s', (when, state, isDrawn) => {
    const element = { kind: 'text' as const, content: 'x', x: 0, y: 0, w: 9, h: 5, sizeMm: 4, when };
    expect(texts(resolve({ elements: [element] }, { state }))).toHaveLength(isDrawn ? 1 : 0);
  });
});

describe('a picture', () => {
  const png = (() => {
    const canvas = createCanvas(20, 10);
    const context = canvas.getContext('2d');
    context.fillRect(0, 0, 10, 10);
    return canvas.toBuffer('image/png').toString('base64');
  })();

  it('keeps its proportions inside its box', () => {
    const [image] = resolve({ elements: [{ kind: 'image', x: 1, y: 1, w: 10, h: 10, png }] }).commands;
    expect(image).toMatchObject({ kind: 'image', x: 8, y: 28, w: 80, h: 40 });
  });

  it('is refused when it is no PNG', () => {
    const element = { kind: 'image' as const, name: 'logo', x: 1, y: 1, w: 10, h: 10, png: 'AAAA' };
    expect(() => resolve({ elements: [element] })).toThrow(
      expect.objectContaining({ code: 'ERR_LABEL_IMAGE_INVALID', data: { element: 'logo', detail: 'not a PNG' } }),
    );
  });
});

describe('a page', () => {
  it('is refused when its dots would not fit into memory', () => {
    expect(() =>
      resolveLayout(
        defineLayout({ id: 'a', title: { en: 'A', 'zh-CN': 'A' }, widthMm: 300, heightMm: 1000, elements: [] }),
        {},
        24,
        measurer,
      ),
    ).toThrow(expect.objectContaining({ code: 'ERR_LABEL_TOO_LARGE' }));
  });
});
