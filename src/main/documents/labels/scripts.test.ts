import { describe, expect, it } from 'vitest';
import { bidiRuns } from '#main/documents/layout/bidi-runs.ts';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import { renderLabel } from '#main/documents/labels/render-label.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

/** Black dots that both have, as part of those that either has: positions between two dots are smoothed at the edges. */
function likeness(a: string, b: string): number {
  const [both, either] = Array.from(a).reduce(
    ([and, or], dot, at) => {
      const [here, there] = [dot === '#', b[at] === '#'];
      return [and + (here && there ? 1 : 0), or + (here || there ? 1 : 0)];
    },
    [0, 0],
  );
  return both / either;
}

const TEXTS = [
  ['Chinese', '浙江省杭州市余杭区文一西路969号'],
  ['Thai', 'น้ำ ปู่ กรุงเทพมหานคร ที่อยู่'],
  ['Arabic', 'شارع الملك فهد 12، الرياض'],
  ['Persian with a non-joiner', 'می\u200cخواهم خانه‌ها'],
  ['Russian', 'Москва, Тверская улица, дом 7'],
  ['Ukrainian', 'Київ, вулиця Ґонти, Їжакевич'],
  ['Kazakh', 'Алматы қаласы, Әл-Фараби даңғылы'],
  ['Serbian', 'Ђорђе Његош, Љубљана'],
  ['Greek', 'Οδός Ακαδημίας, Αθήνα'],
  ['Vietnamese', 'Đường Nguyễn Huệ, Quận 1'],
  ['Polish', 'Łódź, Żółwia ścieżka'],
] as const;

const render = (content: string, dotsPerMm: number, more: object = {}) =>
  renderLabel(
    defineLayout({
      id: 'sample',
      title: { en: 'Sample', 'zh-CN': '样张' },
      widthMm: 100,
      heightMm: 12,
      elements: [{ kind: 'text', content, x: 2, y: 2, w: 96, h: 8, sizeMm: 4.5, minSizeMm: 3, ...more }],
    }),
    {},
    dotsPerMm,
  ).bitmap;

function blackDots(bitmap: Bitmap): number {
  return bitmap.data.reduce((sum, byte) => sum + (byte.toString(2).match(/1/g)?.length ?? 0), 0);
}

/** Dots of a column, as text, so that pictures can be compared. */
function columns(bitmap: Bitmap): string[] {
  return Array.from({ length: bitmap.widthDots }, (_, x) =>
    Array.from({ length: bitmap.heightDots }, (__, y) =>
      (bitmap.data[y * bitmap.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7)) ? '#' : ' ',
    ).join(''),
  ).filter((column) => column.trim() !== '');
}

describe.each(TEXTS)('%s', (_, text) => {
  it('has a glyph for every character, and each leaves ink', () => {
    expect(labelFonts().missingCharacters(text)).toEqual([]);
    const whole = blackDots(render(text, 8));
    for (const character of new Set(text.replaceAll(/[\s\u200c\p{M}\p{P}]/gu, ''))) {
      expect(whole, character).toBeGreaterThan(blackDots(render(text.replaceAll(character, ''), 8)));
    }
  });

  it('covers the same part of the paper at every resolution', () => {
    const shares = [8, 11.811, 23.622].map((dotsPerMm) => {
      const bitmap = render(text, dotsPerMm);
      return blackDots(bitmap) / (bitmap.widthDots * bitmap.heightDots);
    });
    for (const share of shares) expect(Math.abs(share / (shares[2] ?? 0) - 1)).toBeLessThan(0.2);
  });
});

describe('Arabic', () => {
  it('joins its letters', () => {
    const joined = labelFonts().widthOf('سلام', 100, 400);
    const apart = Array.from('سلام').reduce((sum, letter) => sum + labelFonts().widthOf(letter, 100, 400), 0);
    expect(joined).toBeLessThan(apart * 0.9);
  });

  it('runs from right to left, with numbers and Latin words running from left to right inside', () => {
    const runs = bidiRuns('دار Packbench رقم 12', 'rtl');
    expect(runs.map((run) => [run.text.trim(), run.direction])).toEqual([
      ['12', 'ltr'],
      ['رقم', 'rtl'],
      ['Packbench', 'ltr'],
      ['دار', 'rtl'],
    ]);
  });

  it('puts the first word of a line rightmost', () => {
    const first = columns(render('محمد', 8, { align: 'right' })).join('');
    const both = columns(render('محمد علي', 8, { align: 'right' })).join('');
    expect(likeness(both.slice(-first.length), first)).toBeGreaterThan(0.75);
    expect(likeness(both.slice(0, first.length), first)).toBeLessThan(0.5);
  });

  it('mirrors brackets', () => {
    const [bracketed, plain] = [columns(render('(محمد', 8, { align: 'right' })), columns(render('محمد', 8))];
    const bracket = bracketed.slice(plain.length).map((column) => column.trim());
    // Bulging to the right: two ends on the left, one stroke on the right.
    expect(bracket[0]).toMatch(/# +#/);
    expect(bracket.at(-1)).toMatch(/^#+$/);
  });
});

describe('turned text', () => {
  it('has the same dots as upright text, turned', () => {
    const layoutOf = (rotate: 0 | 90 | 180 | 270, w: number, h: number) =>
      defineLayout({
        id: 'sample',
        title: { en: 'Sample', 'zh-CN': '样张' },
        widthMm: 40,
        heightMm: 40,
        elements: [{ kind: 'text', content: 'Turn 转', x: 2, y: 2, w, h, sizeMm: 5, rotate, align: 'left' }],
      });
    const upright = blackDots(renderLabel(layoutOf(0, 36, 8), {}, 8).bitmap);
    for (const [rotate, w, h] of [
      [90, 8, 36],
      [180, 36, 8],
      [270, 8, 36],
    ] as const) {
      const turned = blackDots(renderLabel(layoutOf(rotate, w, h), {}, 8).bitmap);
      // Smoothing falls on other dots; nothing is cut off.
      expect(Math.abs(turned - upright) / upright).toBeLessThan(0.05);
    }
  });
});
