import { AppError } from '#shared/errors/app-error.ts';
import type { DrawList, TextMeasurer } from '#main/documents/layout/draw-list.ts';
import { fillContent, hasField } from '#main/documents/layout/fill-content.ts';
import type {
  GroupElement,
  LabelData,
  LabelLayout,
  LayoutElement,
  LeafElement,
  RepeatElement,
} from '#main/documents/layout/layout-model.ts';
import { createPen } from '#main/documents/layout/pen.ts';
import type { Pen } from '#main/documents/layout/pen.ts';
import { placeBarcode } from '#main/documents/layout/place-barcode.ts';
import { placeText } from '#main/documents/layout/place-text.ts';

/**
 * Turns a layout and its data into commands in whole dots. Pure: fonts are asked through the measurer.
 * @param dotsPerMm 8 for "203 dpi", 11.811 or 12 for "300 dpi": a property of the printer.
 * @throws AppError ERR_LABEL_FIELD_MISSING, ERR_LABEL_TEXT_OVERFLOW, ERR_LABEL_GLYPH_MISSING,
 * ERR_LABEL_BARCODE_INVALID.
 */
export function resolveLayout(
  layout: LabelLayout,
  data: LabelData,
  dotsPerMm: number,
  measurer: TextMeasurer,
): DrawList {
  const pen = createPen(dotsPerMm, measurer);
  for (const element of layout.elements) drawElement(pen, element, data, 0, 0);
  return {
    widthDots: pen.dots(layout.widthMm),
    heightDots: pen.dots(layout.heightMm),
    commands: pen.commands,
    barcodes: pen.barcodes,
    replacedCharacters: [...pen.replacedCharacters],
  };
}

type Condition = { readonly when?: string | undefined; readonly unless?: string | undefined };

function applies(element: Condition, data: LabelData): boolean {
  if (element.when !== undefined && !hasField(data, element.when)) return false;
  return element.unless === undefined || !hasField(data, element.unless);
}

function drawElement(pen: Pen, element: LayoutElement, data: LabelData, dxMm: number, dyMm: number): void {
  if (!applies(element, data)) return;
  if (element.kind === 'group') drawGroup(pen, element, data);
  else if (element.kind === 'repeat') drawRepeat(pen, element, data, dxMm, dyMm);
  else drawLeaf(pen, element, data, dxMm, dyMm);
}

function drawGroup(pen: Pen, group: GroupElement, data: LabelData): void {
  for (const child of group.children) drawElement(pen, child, data, group.x, group.y);
}

function drawRepeat(pen: Pen, repeat: RepeatElement, data: LabelData, dxMm: number, dyMm: number): void {
  const list = data[repeat.items];
  if (list === undefined || typeof list === 'string')
    throw new AppError('ERR_LABEL_FIELD_MISSING', { field: repeat.items });
  const isTooLong = list.length > repeat.maxRows;
  if (isTooLong && !repeat.more)
    throw new AppError('ERR_LABEL_TEXT_OVERFLOW', { element: repeat.name ?? repeat.items });
  const shown = isTooLong ? list.slice(0, repeat.maxRows - 1) : list;
  const rowTop = (row: number): number => dyMm + repeat.y + row * repeat.rowHeightMm;
  for (const [row, item] of shown.entries()) {
    const rowData = { ...data, ...item };
    for (const child of repeat.children) drawElement(pen, child, rowData, dxMm + repeat.x, rowTop(row));
  }
  if (isTooLong && repeat.more) {
    const moreData = { ...data, moreCount: String(list.length - shown.length) };
    drawElement(pen, repeat.more, moreData, dxMm + repeat.x, rowTop(shown.length));
  }
}

function drawLeaf(pen: Pen, leaf: LeafElement, data: LabelData, dxMm: number, dyMm: number): void {
  const placed = { ...leaf, x: leaf.x + dxMm, y: leaf.y + dyMm };
  if (placed.kind === 'text') placeText(pen, placed, fillContent(placed.content, data));
  else if (placed.kind === 'barcode') placeBarcode(pen, placed, fillContent(placed.content, data));
  else if (placed.kind === 'line') pen.line(placed);
  else pen.box(placed);
}
