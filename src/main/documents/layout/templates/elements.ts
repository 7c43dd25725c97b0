import type { defineLayout, LabelLayout } from '#shared/model/label-layout.ts';

type ElementInput = NonNullable<Parameters<typeof defineLayout>[0]['elements']>[number];
type InputOf<Kind extends LabelLayout['elements'][number]['kind']> = Extract<ElementInput, { kind: Kind }>;
type Box = readonly [x: number, y: number, w: number, h: number];

/** One line of type in a box; `more` for all that is not usual. */
export function textAt(
  [x, y, w, h]: Box,
  sizeMm: number,
  content: string,
  more: Partial<InputOf<'text'>> = {},
): InputOf<'text'> {
  return { kind: 'text', x, y, w, h, sizeMm, content, valign: 'middle', ...more };
}

/** Text of people's and goods' names: shrinks, and ends in an ellipsis rather than stopping the label. */
export function softTextAt(
  box: Box,
  sizeMm: number,
  content: string,
  more: Partial<InputOf<'text'>> = {},
): InputOf<'text'> {
  const soft = { minSizeMm: Math.min(sizeMm, 2.4), overflow: 'ellipsis', missingGlyph: 'replace' } as const;
  return textAt(box, sizeMm, content, { ...soft, ...more });
}

export function codeAt(
  [x, y, w, h]: Box,
  symbology: InputOf<'barcode'>['symbology'],
  content: string,
  moduleMm: number,
  more: Partial<InputOf<'barcode'>> = {},
): InputOf<'barcode'> {
  return { kind: 'barcode', x, y, w, h, symbology, content, moduleMm, ...more };
}

export function ruleAt(x: number, y: number, w: number, more: Partial<InputOf<'line'>> = {}): InputOf<'line'> {
  return { kind: 'line', x, y, w, h: 0, ...more };
}

/** White on black. */
export function bandAt(box: Box, sizeMm: number, content: string, more: Partial<InputOf<'text'>> = {}): ElementInput[] {
  const [x, y, w, h] = box;
  return [
    { kind: 'box', x, y, w, h, filled: true },
    softTextAt([x + 1, y, w - 2, h], sizeMm, content, { weight: 700, color: 'white', align: 'center', ...more }),
  ];
}
