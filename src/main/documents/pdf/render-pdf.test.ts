import { inflateSync } from 'node:zlib';
import { create } from 'fontkit';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import { renderPdf } from '#main/documents/pdf/render-pdf.ts';
import { openTypeface } from '#main/documents/pdf/typeface.ts';
import { defineLayout } from '#shared/model/label-layout.ts';

const LINES = [
  '浙江省杭州市余杭区文一西路969号',
  'น้ำ ปู่ กรุงเทพมหานคร A วันที่',
  'محمد بن علي (الرياض) 12',
  'Київ, вулиця Ґонти, 7',
  'Łódź Nguyễn Αθήνα',
];

const layout = defineLayout({
  id: 'sample',
  title: { en: 'Sample', 'zh-CN': '样张' },
  widthMm: 100,
  heightMm: 80,
  elements: [
    ...LINES.map((content, index) => ({
      kind: 'text' as const,
      content,
      x: 4,
      y: 4 + index * 9,
      w: 92,
      h: 8,
      sizeMm: 5,
      minSizeMm: 3,
    })),
    { kind: 'barcode', symbology: 'code128', content: '{{code}}', x: 4, y: 55, w: 92, h: 15, moduleMm: 0.5 },
  ],
});

const order = {
  pages: [
    { layout, data: { code: 'SF1040275268927' } },
    { layout, data: { code: 'SF2' } },
  ],
  title: 'Sample',
  createdAtMs: 1_795_000_000_000,
};

let bytes: Uint8Array;
let document: PDFDocument;

beforeAll(async () => {
  bytes = await renderPdf(order);
  document = await PDFDocument.load(bytes, { updateMetadata: false });
});

function streamText(stream: unknown): Buffer {
  if (!(stream instanceof PDFRawStream)) throw new Error('no stream');
  return inflateSync(stream.getContents());
}

function contentOf(page: number): string {
  const stream = document.getPage(page).node.lookup(PDFName.of('Contents'));
  return streamText(stream).toString('latin1');
}

/** Composite fonts of the document with their embedded files. */
function fonts() {
  return document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Subtype')) !== PDFName.of('Type0')) return [];
    const descendant = object.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict);
    const descriptor = descendant.lookup(PDFName.of('FontDescriptor'), PDFDict);
    return [
      {
        name: String(object.get(PDFName.of('BaseFont'))),
        file: streamText(descriptor.lookup(PDFName.of('FontFile2'))),
        toUnicode: streamText(object.lookup(PDFName.of('ToUnicode'))).toString('latin1'),
        widths: descendant.lookup(PDFName.of('W'), PDFArray),
      },
    ];
  });
}

describe('renderPdf', () => {
  it('gives one page per set of data, as large as the label', () => {
    expect(document.getPageCount()).toBe(2);
    const { width, height } = document.getPage(0).getSize();
    expect(width).toBeCloseTo((100 * 72) / 25.4, 0);
    expect(height).toBeCloseTo((80 * 72) / 25.4, 0);
  });

  it('gives equal bytes for equal input', async () => {
    expect(Buffer.from(await renderPdf(order)).equals(Buffer.from(bytes))).toBe(true);
  });

  it('embeds every script, and each glyph of the subset has the outline that it has in the font', () => {
    const embedded = fonts();
    expect(embedded.map(({ name }) => name.slice(8)).toSorted()).toEqual([
      'NotoSans-Regular',
      'NotoSansArabic-Regular',
      'NotoSansSC-Regular',
      'NotoSansThai-Regular',
    ]);
    for (const { name, file, toUnicode } of embedded) {
      const subset = create(file);
      if (!('getGlyph' in subset)) throw new Error('no font');
      const family = ['SC', 'Thai', 'Sans-', 'Arabic'].findIndex((part) => name.includes(part));
      const whole = openTypeface(labelFonts().fileOf(family, 400)).font;
      // Plain characters can be looked up; ligatures and joined forms were shaped.
      const entries = [...toUnicode.matchAll(/^<(\w{4})> <(\w{4})>$/gm)].filter(([, , unicode]) => {
        const character = String.fromCodePoint(Number.parseInt(unicode ?? '', 16));
        return !/[\s()\p{Script=Arabic}\p{M}\u0e33]/u.test(character);
      });
      if (family !== 3) expect(entries.length).toBeGreaterThan(5);
      for (const [, code, unicode] of entries) {
        const glyph = whole.glyphForCodePoint(Number.parseInt(unicode ?? '', 16));
        expect(subset.getGlyph(Number.parseInt(code ?? '', 16)).path.toSVG(), unicode).toBe(glyph.path.toSVG());
      }
    }
  });

  it('keeps what a reader copies exact, also where glyphs do not tell', () => {
    const spans = [...contentOf(0).matchAll(/ActualText <feff(\w+)>/g)].map(([, text]) =>
      Buffer.from(text ?? '', 'hex')
        .swap16()
        .toString('utf16le'),
    );
    expect(spans.join('')).toContain('น้ำ');
  });

  it('maps the joined forms of Arabic back to their letters', () => {
    const arabic = fonts().find(({ name }) => name.includes('Arabic'));
    for (const letter of 'محمد') {
      const unicode = (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
      expect(arabic?.toUnicode).toContain(`<${unicode}>`);
    }
  });

  it('draws each barcode as bars on the grid of 600 dpi', () => {
    const bars = [...contentOf(1).matchAll(/^0 g ([\d.]+) [\d.]+ ([\d.]+) [\d.]+ re f$/gm)];
    expect(bars.length).toBeGreaterThan(10);
    for (const [, x, w] of bars) {
      expect((Number(x) / 0.12) % 1).toBeCloseTo(0, 5);
      expect((Number(w) / 0.12) % 12).toBeCloseTo(0, 5);
    }
  });

  it('stays small', () => {
    expect(bytes.length).toBeLessThan(150_000);
    expect(fonts().every(({ widths }) => widths.lookup(0) instanceof PDFNumber)).toBe(true);
  });
});
