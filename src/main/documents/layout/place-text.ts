import { AppError } from '#shared/errors/app-error.ts';
import type { FontWeight } from '#main/documents/layout/draw-list.ts';
import { fitText } from '#main/documents/layout/fit-text.ts';
import type { TextElement } from '#main/documents/layout/layout-model.ts';
import type { Pen } from '#main/documents/layout/pen.ts';

/** Height of the ideographic box above the baseline, as part of the type size: 0.88 in Noto Sans SC. */
const ASCENT = 0.88;

/** Thin strokes of one dot break at 203 dpi below this size, so regular text becomes medium (devices.md section 11). */
const THIN_BELOW_MM = 3.4;

/** Printed instead of a character that no font has; the sign that Chinese and Japanese typesetters use for it. */
const REPLACEMENT = '〓';

/** Characters without ink of their own; they only tell fonts how to join or to colour their neighbours. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/gu;

/** Sets one text element. @throws AppError ERR_LABEL_TEXT_OVERFLOW, ERR_LABEL_GLYPH_MISSING. */
export function placeText(pen: Pen, element: TextElement, filled: string): void {
  const text = printable(pen, element, filled);
  if (text === '') return;
  const box = { x: pen.dots(element.x), y: pen.dots(element.y), w: pen.dots(element.w), h: pen.dots(element.h) };
  const weight: FontWeight = element.weight === 400 && element.sizeMm < THIN_BELOW_MM ? 500 : element.weight;
  const fitted = fitText(
    {
      text,
      widthDots: box.w,
      heightDots: box.h,
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
  const top = box.y + Math.round((box.h - blockHeight) * VALIGN_FACTOR[element.valign]);
  for (const [index, line] of fitted.lines.entries()) {
    const width = pen.measurer.widthOf(line, fitted.sizeDots, weight);
    pen.commands.push({
      kind: 'text',
      text: line,
      x: box.x + Math.round((box.w - width) * ALIGN_FACTOR[element.align]),
      baseline: top + index * fitted.lineHeightDots + Math.round(fitted.sizeDots * ASCENT),
      sizeDots: fitted.sizeDots,
      weight,
      color: element.color,
    });
  }
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
