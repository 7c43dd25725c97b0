import { AppError } from '#shared/errors/app-error.ts';
import { textDirection } from '#main/documents/layout/bidi-runs.ts';
import type { FontWeight } from '#main/documents/layout/draw-list.ts';
import { fitText } from '#main/documents/layout/fit-text.ts';
import type { TextElement } from '#shared/model/label-layout.ts';
import type { Pen } from '#main/documents/layout/pen.ts';

/** Height of the ideographic box above the baseline, as part of the type size: 0.88 in Noto Sans SC. */
const ASCENT = 0.88;

/** Thin strokes of one dot break at 203 dpi below this size, so regular text becomes medium (devices.md section 11). */
const THIN_BELOW_MM = 3.4;

/** Printed instead of a character that no font has; the sign that Chinese and Japanese typesetters use for it. */
const REPLACEMENT = '〓';

const ELLIPSIS = '…';

/**
 * Characters without ink of their own; they only tell fonts how to join or to colour their neighbours. After an Arabic
 * letter, though, the non-joiner (U+200C) decides how the letter looks.
 */
const INVISIBLE = /(?<!\p{Script=Arabic})\u200c|(?!\u200c)[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/** Sets one text element. @throws AppError ERR_LABEL_TEXT_OVERFLOW, ERR_LABEL_GLYPH_MISSING. */
export function placeText(pen: Pen, element: TextElement, filled: string): void {
  const text = printable(pen, element, filled);
  if (text === '') return;
  const box = { x: pen.dots(element.x), y: pen.dots(element.y), w: pen.dots(element.w), h: pen.dots(element.h) };
  const isUpright = element.rotate === 0 || element.rotate === 180;
  // The text is set in a box of its own that is turned as a whole.
  const inner = isUpright ? { w: box.w, h: box.h } : { w: box.h, h: box.w };
  const weight: FontWeight = element.weight === 400 && element.sizeMm < THIN_BELOW_MM ? 500 : element.weight;
  const fitted = fitText(
    {
      text,
      widthDots: inner.w,
      heightDots: inner.h,
      sizeDots: pen.dots(element.sizeMm),
      minSizeDots: pen.dots(element.minSizeMm ?? element.sizeMm),
      weight,
      maxLines: element.maxLines,
      lineHeight: element.lineHeight,
    },
    pen.measurer,
  );
  if (!fitted.isComplete && element.overflow === 'error') {
    throw new AppError('ERR_LABEL_TEXT_OVERFLOW', { element: nameOf(element) });
  }
  const blockHeight = fitted.sizeDots + (fitted.lines.length - 1) * fitted.lineHeightDots;
  const top = Math.round((inner.h - blockHeight) * VALIGN_FACTOR[element.valign]);
  const direction = textDirection(text);
  pen.pieces.push(
    element.rotate === 0 && element.color === 'black'
      ? {
          kind: 'text',
          text: fitted.isComplete ? text : shownOf(text, fitted.lines),
          x: box.x,
          y: box.y + top,
          w: box.w,
          h: blockHeight,
          align: element.align,
          sizeDots: fitted.sizeDots,
          weight: element.weight,
        }
      : { kind: 'picture', ...box },
  );
  for (const [index, line] of fitted.lines.entries()) {
    const width = pen.measurer.widthOf(line, fitted.sizeDots, weight);
    const start = Math.round((inner.w - width) * ALIGN_FACTOR[element.align]);
    const baseline = top + index * fitted.lineHeightDots + Math.round(fitted.sizeDots * ASCENT);
    const [x, y] = turned(box, element.rotate, start, baseline);
    pen.commands.push({
      kind: 'text',
      text: line,
      x,
      baseline: y,
      sizeDots: fitted.sizeDots,
      weight,
      color: element.color,
      direction,
      rotate: element.rotate,
    });
  }
}

/** What of a text is left where it ends in an ellipsis, in one piece: how its lines were broken is a matter of the font. */
function shownOf(text: string, lines: readonly string[]): string {
  let end = 0;
  for (const line of lines) {
    const part = line.endsWith(ELLIPSIS) ? line.slice(0, -ELLIPSIS.length) : line;
    const at = text.indexOf(part, end);
    if (at < 0) return lines.join('\n');
    end = at + part.length;
  }
  return text.slice(0, end) + ELLIPSIS;
}

type Box = { readonly x: number; readonly y: number; readonly w: number; readonly h: number };

/** Where a point of the unturned inner box comes to lie on the label. */
function turned(box: Box, rotate: TextElement['rotate'], x: number, y: number): readonly [number, number] {
  if (rotate === 90) return [box.x + box.w - y, box.y + x];
  if (rotate === 180) return [box.x + box.w - x, box.y + box.h - y];
  if (rotate === 270) return [box.x + y, box.y + box.h - x];
  return [box.x + x, box.y + y];
}

const ALIGN_FACTOR = { left: 0, center: 0.5, right: 1 } as const;
const VALIGN_FACTOR = { top: 0, middle: 0.5, bottom: 1 } as const;

function nameOf(element: TextElement): string {
  return element.name ?? element.content;
}

/** Drops invisible characters, tidies blanks, and deals with characters that no font has. */
function printable(pen: Pen, element: TextElement, filled: string): string {
  const text = filled
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').replaceAll(INVISIBLE, '').trim())
    .join('\n')
    .trim();
  const missing = pen.measurer.missingCharacters(text);
  if (missing.length === 0) return text;
  if (element.missingGlyph === 'error') {
    const characters = missing.map((character) => `${character} U+${codePointHex(character)}`).join(', ');
    throw new AppError('ERR_LABEL_GLYPH_MISSING', { element: nameOf(element), characters });
  }
  for (const character of missing) pen.replacedCharacters.add(character);
  return missing.reduce((replaced, character) => replaced.replaceAll(character, REPLACEMENT), text);
}

function codePointHex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
