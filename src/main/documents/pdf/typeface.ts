import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import type { Font } from 'fontkit';
import { Blob, Buffer as ShapeBuffer, Direction, Face, Font as ShapeFont, shape } from 'harfbuzzjs';
import type { TextDirection } from '#main/documents/layout/draw-list.ts';

/** One glyph of a shaped run, in font units. */
export interface ShapedGlyph {
  readonly glyphId: number;
  /** Index of the first character that it stands for. */
  readonly cluster: number;
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

/** A font file, opened for shaping (HarfBuzz) and for embedding (fontkit). */
export interface Typeface {
  readonly font: Font;
  readonly unitsPerEm: number;
  /** Glyphs in the order in which they stand on the paper. */
  shape(text: string, direction: TextDirection): readonly ShapedGlyph[];
}

const opened = new Map<string, Typeface>();

/** Opens a TrueType file once per process: the Chinese ones have 10 MB. */
export function openTypeface(file: string): Typeface {
  const known = opened.get(file) ?? open(file);
  opened.set(file, known);
  return known;
}

function open(file: string): Typeface {
  const bytes = readFileSync(file);
  const font = create(bytes);
  if (!('createSubset' in font)) throw new Error(`No single font: ${file}`);
  const shaper = new ShapeFont(new Face(new Blob(bytes)));
  return {
    font,
    unitsPerEm: font.unitsPerEm,
    shape(text, direction) {
      const buffer = new ShapeBuffer();
      buffer.addText(text);
      buffer.guessSegmentProperties();
      buffer.setDirection(direction === 'rtl' ? Direction.RTL : Direction.LTR);
      shape(shaper, buffer);
      const positions = buffer.getGlyphPositions();
      return buffer.getGlyphInfos().map((info, index) => ({
        glyphId: info.codepoint,
        cluster: info.cluster,
        advance: positions[index]?.xAdvance ?? 0,
        dx: positions[index]?.xOffset ?? 0,
        dy: positions[index]?.yOffset ?? 0,
      }));
    },
  };
}
