import { PDFName, PDFString } from 'pdf-lib';
import type { PDFContext, PDFRef } from 'pdf-lib';
import { flateStream } from '#main/documents/pdf/flate-stream.ts';
import type { Typeface } from '#main/documents/pdf/typeface.ts';

/** The part of a font that one document uses. */
export interface EmbeddedFont {
  readonly typeface: Typeface;
  readonly ref: PDFRef;
  /**
   * Takes a glyph into the subset. @returns its number there, and whether copying text from the document gives `text` back
   * for it without further help.
   */
  include(glyphId: number, text: string): { readonly code: number; readonly isPlain: boolean };
  /** Writes the font into the document; after the last `include`. */
  finish(): void;
}

/**
 * Embeds a subset as a composite font with Identity encoding. Written out here, because the embedders of PDF libraries
 * choose glyphs themselves, and choose wrongly for Thai and Arabic (customs.md section 13).
 * @param tag six capital letters, different for each font of the document.
 */
export function embedFont(context: PDFContext, typeface: Typeface, tag: string): EmbeddedFont {
  const { font, unitsPerEm } = typeface;
  const ref = context.nextRef();
  const subset = font.createSubset();
  const texts = new Map<number, string>();
  const widths = new Map<number, number>();
  const perMille = (units: number): number => Math.round((units * 1000) / unitsPerEm);

  function include(glyphId: number, text: string): { code: number; isPlain: boolean } {
    const glyph = font.getGlyph(glyphId);
    // The number in the subset, although the type says boolean.
    const code = Number(subset.includeGlyph(glyph));
    widths.set(code, perMille(glyph.advanceWidth));
    const known = texts.get(code);
    if (known === undefined && text !== '') texts.set(code, text);
    return { code, isPlain: known === undefined ? text !== '' : known === text };
  }

  function finish(): void {
    const name = PDFName.of(`${tag}+${font.postscriptName ?? 'Font'}`);
    const program = subset.encode();
    const file = context.register(flateStream(context, program));
    const { bbox } = font;
    const descriptor = context.register(
      context.obj({
        Type: 'FontDescriptor',
        FontName: name,
        Flags: 4,
        FontBBox: [bbox.minX, bbox.minY, bbox.maxX, bbox.maxY].map(perMille),
        ItalicAngle: 0,
        Ascent: perMille(font.ascent),
        Descent: perMille(font.descent),
        CapHeight: perMille(font.capHeight),
        StemV: 80,
        FontFile2: file,
        CIDSet: context.register(flateStream(context, cidSet(glyphCount(program)))),
      }),
    );
    const descendant = context.register(
      context.obj({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: name,
        CIDSystemInfo: {
          Registry: PDFString.of('Adobe'),
          Ordering: PDFString.of('Identity'),
          Supplement: 0,
        },
        FontDescriptor: descriptor,
        CIDToGIDMap: 'Identity',
        W: widthRuns(widths),
      }),
    );
    context.assign(
      ref,
      context.obj({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: name,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: context.register(flateStream(context, toUnicode(texts))),
      }),
    );
  }

  return { typeface, ref, include, finish };
}

/** Codes that follow each other share one list: PDF 1.4 allows no array of more than 8,191 entries. */
function widthRuns(widths: ReadonlyMap<number, number>): (number | number[])[] {
  const runs: [first: number, widths: number[]][] = [];
  for (const [code, width] of [...widths].toSorted(([a], [b]) => a - b)) {
    const [first, list] = runs.at(-1) ?? [];
    if (list && first !== undefined && code === first + list.length) list.push(width);
    else runs.push([code, [width]]);
  }
  return runs.flat();
}

/** Of a TrueType file, from its table `maxp`: parts of composite glyphs come in beside those that were asked for. */
function glyphCount(program: Uint8Array): number {
  const view = new DataView(program.buffer, program.byteOffset, program.byteLength);
  for (let at = 12; at < 12 + view.getUint16(4) * 16; at += 16)
    if (view.getUint32(at) === MAXP) return view.getUint16(view.getUint32(at + 8) + 4);
  throw new Error('No table of glyphs in the font');
}

/** `maxp` */
const MAXP = 0x6d_61_78_70;

/** One bit for each glyph of the subset, the highest first: PDF/A-1 wants to know them. */
function cidSet(glyphs: number): Uint8Array {
  const bits = new Uint8Array(Math.ceil(glyphs / 8)).fill(0xff);
  if (glyphs % 8 !== 0) bits[bits.length - 1] = (0xff << (8 - (glyphs % 8))) & 0xff;
  return bits;
}

/** Most entries that one block of a character map may have. */
const BLOCK = 100;

/** The map from glyphs to text, so that the document can be searched and copied. */
function toUnicode(texts: ReadonlyMap<number, string>): string {
  const entries = [...texts].map(([code, text]) => `<${hex(code)}> <${utf16(text)}>`);
  const blocks = Array.from({ length: Math.ceil(entries.length / BLOCK) }, (_, index) => {
    const part = entries.slice(index * BLOCK, (index + 1) * BLOCK);
    return `${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`;
  });
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
}

export function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}

export function utf16(text: string): string {
  return text
    .split('')
    .map((unit) => hex(unit.charCodeAt(0)))
    .join('');
}
