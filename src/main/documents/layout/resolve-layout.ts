import { AppError } from '#shared/errors/app-error.ts';
import type { DrawList, TextMeasurer } from '#main/documents/layout/draw-list.ts';
import { expandTable } from '#main/documents/layout/expand-table.ts';
import type { ExpandedTable } from '#main/documents/layout/expand-table.ts';
import { fillContent, meetsCondition } from '#main/documents/layout/fill-content.ts';
import { createPen } from '#main/documents/layout/pen.ts';
import type { Pen } from '#main/documents/layout/pen.ts';
import { placeBarcode } from '#main/documents/layout/place-barcode.ts';
import { placeImage } from '#main/documents/layout/place-image.ts';
import { placeText } from '#main/documents/layout/place-text.ts';
import type {
  GroupElement,
  LabelData,
  LabelLayout,
  LabelRow,
  LayoutElement,
  LeafElement,
  RepeatElement,
  TableElement,
} from '#shared/model/label-layout.ts';

/** A4 at 600 dpi, four bytes per dot while it is drawn: 150 MB. */
const MOST_DOTS = 40_000_000;

/**
 * Turns a layout and its data into commands in whole dots. Pure: fonts are asked through the measurer.
 * @param dotsPerMm 8 for "203 dpi", 11.811 or 12 for "300 dpi", 23.622 for "600 dpi": a property of the printer.
 * @throws AppError ERR_LABEL_FIELD_MISSING, ERR_LABEL_TEXT_OVERFLOW, ERR_LABEL_GLYPH_MISSING,
 * ERR_LABEL_BARCODE_INVALID, ERR_LABEL_IMAGE_INVALID, ERR_LABEL_TOO_LARGE.
 */
export function resolveLayout(
  layout: LabelLayout,
  data: LabelData,
  dotsPerMm: number,
  measurer: TextMeasurer,
): DrawList {
  const pen = createPen(dotsPerMm, measurer);
  const [widthDots, fullHeightDots] = [pen.dots(layout.widthMm), pen.dots(layout.heightMm)];
  if (widthDots * fullHeightDots > MOST_DOTS)
    throw new AppError('ERR_LABEL_TOO_LARGE', { widthMm: layout.widthMm, heightMm: layout.heightMm });
  const liftedMm = drawElements(pen, layout.elements, data, { x: 0, y: 0 });
  return {
    widthDots,
    heightDots: layout.continuous ? pen.dots(layout.heightMm - liftedMm) : fullHeightDots,
    commands: pen.commands,
    barcodes: pen.barcodes,
    replacedCharacters: [...pen.replacedCharacters],
    pieces: pen.pieces,
  };
}

interface Origin {
  readonly x: number;
  readonly y: number;
}

/** Rows that were not used: everything from `belowMm` on moves up by `byMm`. */
interface Lift {
  readonly belowMm: number;
  readonly byMm: number;
}

/** Draws siblings in their order. @returns by how many millimetres collapsed rows have lifted what stands below them. */
function drawElements(pen: Pen, elements: readonly LayoutElement[], data: LabelData, origin: Origin): number {
  const rowElements = elements.map((element): Drawable => (element.kind === 'table' ? expandTable(element) : element));
  const lifts = rowElements.flatMap((element) =>
    element.kind === 'repeat' && element.collapse ? [liftOf(element, data)] : [],
  );
  const liftAt = (yMm: number): number =>
    lifts.reduce((sum, { belowMm, byMm }) => (yMm >= belowMm ? sum + byMm : sum), 0);
  for (const element of rowElements) drawElement(pen, element, data, { x: origin.x, y: origin.y - liftAt(element.y) });
  return lifts.reduce((sum, { byMm }) => sum + byMm, 0);
}

type Conditional = { readonly when?: string | undefined; readonly unless?: string | undefined };

function applies(element: Conditional, data: LabelData): boolean {
  if (element.when !== undefined && !meetsCondition(element.when, data)) return false;
  return element.unless === undefined || !meetsCondition(element.unless, data);
}

type Drawable = Exclude<LayoutElement, TableElement> | ExpandedTable;

function drawElement(pen: Pen, element: Drawable, data: LabelData, origin: Origin): void {
  if (!applies(element, data)) return;
  if (element.kind === 'group') drawGroup(pen, element, data, origin);
  else if (element.kind === 'repeat') drawRepeat(pen, element, data, origin);
  else drawLeaf(pen, element, data, origin);
}

function drawGroup(pen: Pen, group: GroupElement, data: LabelData, origin: Origin): void {
  drawElements(pen, group.children, data, { x: origin.x + group.x, y: origin.y + group.y });
}

function drawRepeat(pen: Pen, repeat: RepeatElement | ExpandedTable, data: LabelData, origin: Origin): void {
  if ('head' in repeat) for (const leaf of repeat.head) drawLeaf(pen, leaf, data, origin);
  const list = listOf(repeat, data);
  const capacity = repeat.maxRows * repeat.columns;
  const isTooLong = list.length > capacity;
  if (isTooLong && !repeat.more)
    throw new AppError('ERR_LABEL_TEXT_OVERFLOW', { element: repeat.name ?? repeat.items });
  const shown = isTooLong ? list.slice(0, capacity - 1) : list;
  const cell = (index: number): Origin => ({
    x: origin.x + repeat.x + (index % repeat.columns) * (repeat.columnWidthMm ?? 0),
    y: origin.y + repeat.y + Math.floor(index / repeat.columns) * repeat.rowHeightMm,
  });
  for (const [index, item] of shown.entries()) {
    const rowData = { ...data, ...item, rowNumber: String(index + 1) };
    for (const child of repeat.children) drawElement(pen, child, rowData, cell(index));
  }
  if (isTooLong && repeat.more) {
    const moreData = { ...data, moreCount: String(list.length - shown.length) };
    drawElement(pen, repeat.more, moreData, cell(shown.length));
  }
}

function listOf(repeat: RepeatElement, data: LabelData): readonly LabelRow[] {
  const list = data[repeat.items];
  if (list === undefined || typeof list === 'string')
    throw new AppError('ERR_LABEL_FIELD_MISSING', { field: repeat.items });
  return list;
}

function liftOf(repeat: RepeatElement, data: LabelData): Lift {
  const belowMm = repeat.y + repeat.maxRows * repeat.rowHeightMm;
  const list = applies(repeat, data) ? listOf(repeat, data) : [];
  const usedRows = Math.min(repeat.maxRows, Math.ceil(list.length / repeat.columns));
  return { belowMm, byMm: (repeat.maxRows - usedRows) * repeat.rowHeightMm };
}

function drawLeaf(pen: Pen, leaf: LeafElement, data: LabelData, origin: Origin): void {
  const placed = { ...leaf, x: leaf.x + origin.x, y: leaf.y + origin.y };
  if (placed.kind === 'text') placeText(pen, placed, fillContent(placed.content, data));
  else if (placed.kind === 'barcode') placeBarcode(pen, placed, fillContent(placed.content, data));
  else if (placed.kind === 'image') placeImage(pen, placed);
  else if (placed.kind === 'line') pen.line(placed);
  else pen.box(placed);
}
