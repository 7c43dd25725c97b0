import type { TextCommand } from '#main/documents/layout/draw-list.ts';
import type { StyledRun } from '#main/documents/labels/label-fonts.ts';
import { hex, utf16 } from '#main/documents/pdf/embedded-font.ts';
import type { EmbeddedFont } from '#main/documents/pdf/embedded-font.ts';

interface PlacedRun {
  readonly run: StyledRun;
  readonly font: EmbeddedFont;
  /** Name of the font among the resources of the page. */
  readonly fontName: string;
  /** Of the run's left end, in dots from the start of the line. */
  readonly offsetDots: number;
}

/** Where a page puts its dots. */
export interface PageScale {
  readonly pointsPerDot: number;
  readonly heightPoints: number;
}

/** The operators that set one run exactly as HarfBuzz shaped it. */
export function textOperators(command: TextCommand, placed: PlacedRun, page: PageScale): string {
  const { run, font } = placed;
  const { unitsPerEm } = font.typeface;
  const size = command.sizeDots * page.pointsPerDot;
  const glyphs = font.typeface.shape(run.text, run.direction);
  const starts = [...new Set(glyphs.map(({ cluster }) => cluster))].toSorted((a, b) => a - b);
  const seen = new Set<number>();
  let isPlain = true;
  let [pen, written, rise] = [0, 0, 0];
  let parts: string[] = [];
  const shown: string[] = [];
  const flush = (): void => {
    if (parts.length > 0) shown.push(`[${parts.join('')}] TJ`);
    parts = [];
  };
  for (const glyph of glyphs) {
    // The first glyph of a cluster stands for all its characters.
    const text = seen.has(glyph.cluster) ? '' : clusterText(run.text, starts, glyph.cluster);
    seen.add(glyph.cluster);
    const included = font.include(glyph.glyphId, text);
    isPlain &&= included.isPlain;
    if (glyph.dy !== rise) {
      flush();
      rise = glyph.dy;
      shown.push(`${number((rise * size) / unitsPerEm)} Ts`);
    }
    const gap = pen + glyph.dx - written;
    if (gap !== 0) parts.push(number((-gap * 1000) / unitsPerEm));
    parts.push(`<${hex(included.code)}>`);
    written += gap + font.typeface.font.getGlyph(glyph.glyphId).advanceWidth;
    pen += glyph.advance;
  }
  flush();
  if (rise !== 0) shown.push('0 Ts');
  const grey = command.color === 'white' ? 1 : 0;
  const body = `BT ${grey} g /${placed.fontName} ${number(size)} Tf ${matrix(command, placed.offsetDots, page)} Tm ${shown.join(' ')} ET`;
  // What glyphs alone cannot tell is written beside them, so that searching and copying are exact.
  return isPlain ? body : `/Span << /ActualText <feff${utf16(run.text)}> >> BDC ${body} EMC`;
}

function clusterText(text: string, starts: readonly number[], cluster: number): string {
  const next = starts[starts.indexOf(cluster) + 1];
  return text.slice(cluster, next);
}

/** Position and direction of the run; the page's origin is at its foot. */
function matrix(command: TextCommand, offsetDots: number, page: PageScale): string {
  const angle = (command.rotate * Math.PI) / 180;
  const [cos, sin] = [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))];
  const x = (command.x + offsetDots * cos) * page.pointsPerDot;
  const y = page.heightPoints - (command.baseline + offsetDots * sin) * page.pointsPerDot;
  return [cos, -sin, sin, cos, x, y].map(number).join(' ');
}

/** PDF knows no exponents; a thousandth of a point is finer than any printer. */
export function number(value: number): string {
  return String(Math.round(value * 1000) / 1000 + 0);
}
