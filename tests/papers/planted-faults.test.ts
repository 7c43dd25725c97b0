import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { drawCustomsPaper } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsPaperOrder } from '#main/documents/customs/draw-customs-paper.ts';
import { flateStream } from '#main/documents/pdf/flate-stream.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';
import { examinePaper } from '#tests/support/papers/examine-paper.ts';

const order: CustomsPaperOrder = {
  kind: 'thai_packing_list',
  declaration: sampleDeclaration('TH'),
  options: { cn22Numbers: true, labelStock: '100x150', batteryMark: '100x100', operatorName: '' },
};

/** The paper with the drawing operators of its first page changed; its fonts and hidden texts stay as they are. */
async function spoiled(change: (operators: string) => string): Promise<Uint8Array> {
  const document = await PDFDocument.load((await drawCustomsPaper(order)).pdf, { updateMetadata: false });
  const { node } = document.getPage(0);
  const stream = node.lookup(PDFName.of('Contents'));
  if (!(stream instanceof PDFRawStream)) throw new Error('no content');
  const before = inflateSync(stream.getContents()).toString('latin1');
  const after = change(before);
  if (after === before) throw new Error('nothing was spoiled');
  node.set(PDFName.of('Contents'), document.context.register(flateStream(document.context, after)));
  return document.save();
}

describe('the examination of papers', () => {
  it('finds nothing wrong with the paper as it is', async () => {
    expect(examinePaper(order, await spoiled((operators) => `${operators}\n`))).toEqual([]);
  });

  it('catches a line whose glyphs are not drawn although its text can be copied', async () => {
    const pdf = await spoiled((operators) =>
      operators.replace(/BT (0 g \/F\d+ [\d.]+ Tf)/, 'BT 3 Tr $1').replace(' ET', ' 0 Tr ET'),
    );
    expect(examinePaper(order, pdf).join('\n')).toMatch(/nothing drawn of|ink \d+ instead/);
  });

  it('catches one glyph that is missing in a word', async () => {
    // The first shown string of the title loses its second glyph.
    const pdf = await spoiled((operators) => operators.replace(/(\[<[\da-f]{4}>[^<]*)<[\da-f]{4}>/, '$1'));
    expect(examinePaper(order, pdf)).not.toEqual([]);
  });

  it('catches a Thai mark that stands beside its letter', async () => {
    // In the span that begins with U+0E1C and the mark U+0E39, the second glyph moves by 0.2 em and the rest stays.
    const pdf = await spoiled((operators) =>
      operators.replace(/ActualText <feff0e1c0e39.*?EMC/s, (span) =>
        span.replace(
          /\[(<[\da-f]{4}>)(-?[\d.]+)?(<[\da-f]{4}>)/,
          (_all, base: string, gap = '0', mark: string) => `[${base}${Number(gap) + 200}${mark}-200`,
        ),
      ),
    );
    expect(examinePaper(order, pdf).join('\n')).toMatch(/stray dots in "[^"]*\p{Script=Thai}/u);
  });
});
