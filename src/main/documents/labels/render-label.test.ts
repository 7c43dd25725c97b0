import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import { renderLabel } from '#main/documents/labels/render-label.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

type Elements = Parameters<typeof defineLayout>[0]['elements'];

const render = (elements: Elements, dotsPerMm = 8) =>
  renderLabel(
    defineLayout({ id: 'sample', title: { en: 'Sample', 'zh-CN': '样张' }, widthMm: 50.3, heightMm: 20, elements }),
    {},
    dotsPerMm,
  );

const text = (content: string) => ({ kind: 'text', content, x: 1, y: 1, w: 48, h: 8, sizeMm: 6 }) as const;

describe('renderLabel', () => {
  it('packs one bit per dot, black = 1, with white padding at the end of each row', () => {
    const { bitmap } = render([{ kind: 'box', x: 0, y: 0, w: 50.3, h: 0.125, filled: true }]);
    expect(bitmap).toMatchObject({ widthDots: 402, heightDots: 160, bytesPerRow: 51 });
    expect([...bitmap.data.subarray(0, 51)]).toEqual([...Array<number>(50).fill(0xff), 0xc0]);
    expect(bitmap.data.subarray(51).every((byte) => byte === 0)).toBe(true);
  });

  it('gives equal labels equal hashes and different labels different ones', () => {
    expect(render([text('A')]).contentHash).toBe(render([text('A')]).contentHash);
    expect(render([text('A')]).contentHash).not.toBe(render([text('B')]).contentHash);
  });

  it.each(['上海市浦东新区', 'สวัสดีครับ', 'Łódź Đà Nẵng', 'ひらがな', '龘䶮'])('draws %s', (sample) => {
    const ink = render([text(sample)]).bitmap.data.reduce(
      (sum, byte) => sum + byte.toString(2).replaceAll('0', '').length,
      0,
    );
    expect(ink).toBeGreaterThan(200);
  });

  it('refuses a rare character that no registered font has', () => {
    expect(() => render([text('𠮷野家')])).toThrow(
      expect.objectContaining({
        code: 'ERR_LABEL_GLYPH_MISSING',
        data: { element: '𠮷野家', characters: '𠮷 U+20BB7' },
      }),
    );
  });

  it('shows exactly its dots in the preview', () => {
    const label = render([text('预览')], 11.811);
    const png = Buffer.from(label.png());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([label.bitmap.widthDots, label.bitmap.heightDots]);
    const start = png.indexOf('IDAT');
    const lines = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)));
    const { bytesPerRow, data } = label.bitmap;
    const row = 40;
    const shown = lines.subarray(row * (bytesPerRow + 1) + 1, (row + 1) * (bytesPerRow + 1));
    expect([...shown].map((byte) => ~byte & 0xff)).toEqual([
      ...data.subarray(row * bytesPerRow, (row + 1) * bytesPerRow),
    ]);
    expect(png.readUInt32BE(png.indexOf('pHYs') + 4)).toBe(11_811);
  });
});

describe('label fonts', () => {
  it('draw a whole word with the one font that has all its letters', () => {
    const runs = labelFonts().runsOf('Łódź 上海', 20, 400, 'ltr');
    expect(runs.map((run) => run.text)).toEqual(['Łódź', ' 上海']);
    expect(runs[0]?.font).not.toBe(runs[1]?.font);
  });

  it('measure a line as the sum of its runs', () => {
    const fonts = labelFonts();
    const runs = fonts.runsOf('上海 สวัสดี', 20, 700, 'ltr');
    expect(fonts.widthOf('上海 สวัสดี', 20, 700)).toBeCloseTo(runs.reduce((sum, run) => sum + run.widthDots, 0));
  });
});
