import { breakablePieces, breakLines } from '#main/documents/layout/break-text.ts';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import { LINE_HEIGHT, VALUE_MM } from '#main/documents/customs/sheet.ts';
import type { Sheet, TextStyle } from '#main/documents/customs/sheet.ts';

export interface FlowColumn {
  readonly title: string;
  /** Number of the box on the form, e.g. (1); stands in the head. */
  readonly w: number;
  readonly align?: 'left' | 'center' | 'right';
}

export interface FlowCell {
  readonly field: string;
  readonly text: string;
  readonly bold?: boolean;
}

export interface FlowRow {
  readonly cells: readonly FlowCell[];
  /** One cell over the whole width: a heading between rows. */
  readonly isWide?: boolean;
}

export interface MeasuredRow extends FlowRow {
  readonly heightMm: number;
}

const PAD_X = 0.8;
const PAD_Y = 0.7;
const RULE_MM = 0.2;
/** Grid of the PDF, so that a row measured here is as high as the text that is set in it. */
const DOTS_PER_MM = 600 / 25.4;

/** How high each row is when its texts are wrapped to the columns at this size of type. */
export function measureRows(
  rows: readonly FlowRow[],
  columns: readonly FlowColumn[],
  sizeMm: number = VALUE_MM,
): MeasuredRow[] {
  const total = widthOf(columns);
  const sizeDots = Math.round(sizeMm * DOTS_PER_MM);
  return rows.map((row) => {
    const lines = row.cells.map((cell, index) => {
      const w = (row.isWide ? total : (columns[index]?.w ?? 0)) - 2 * PAD_X;
      const weight = cell.bold ? 700 : 500;
      const width = (text: string): number => labelFonts().widthOf(text, sizeDots, weight);
      return cell.text
        .split('\n')
        .reduce(
          (sum, part) => sum + breakLines(breakablePieces(part), Math.floor(w * DOTS_PER_MM) - 1, width).length,
          0,
        );
    });
    const most = Math.max(1, ...lines);
    return { ...row, heightMm: sizeMm * (1 + (most - 1) * LINE_HEIGHT) + 2 * PAD_Y };
  });
}

/** Cuts rows into pages; the last page has `footMm` left free below its rows, or a page of its own when it has not. */
export function cutIntoPages(
  rows: readonly MeasuredRow[],
  room: { readonly firstMm: number; readonly otherMm: number; readonly footMm: number },
): MeasuredRow[][] {
  const pages: MeasuredRow[][] = [[]];
  let left = room.firstMm;
  for (const row of rows) {
    const page = pages.at(-1);
    if (row.heightMm > left && page && (page.length > 0 || pages.length === 1)) {
      pages.push([]);
      left = room.otherMm;
    }
    pages.at(-1)?.push(row);
    left -= row.heightMm;
  }
  if (left < room.footMm) pages.push([]);
  return pages;
}

/** Draws head and rows of a table with all its rules. @returns the lower edge */
export function drawRows(
  sheet: Sheet,
  at: { readonly x: number; readonly y: number; readonly headMm: number; readonly sizeMm?: number },
  columns: readonly FlowColumn[],
  rows: readonly MeasuredRow[],
): number {
  const total = widthOf(columns);
  const style: TextStyle = { size: at.sizeMm ?? VALUE_MM, valign: 'top', lines: 60 };
  let y = at.y;
  if (at.headMm > 0) {
    sheet.rule(at.x, y, total);
    let x = at.x;
    for (const { title, w } of columns) {
      sheet.text('head', [x + 0.5, y + 0.3, w - 1, at.headMm - 0.6], title, {
        size: 2,
        weight: 700,
        align: 'center',
        lines: 4,
      });
      x += w;
    }
    y += at.headMm;
    sheet.rule(at.x, y, total, 0, 0.35);
  } else sheet.rule(at.x, y, total);
  const top = at.y;
  for (const row of rows) {
    let x = at.x;
    for (const [index, cell] of row.cells.entries()) {
      const w = row.isWide ? total : (columns[index]?.w ?? 0);
      sheet.text(cell.field, [x + PAD_X, y + PAD_Y, w - 2 * PAD_X, row.heightMm - PAD_Y], cell.text, {
        ...style,
        weight: cell.bold ? 700 : 500,
        align: row.isWide ? 'left' : (columns[index]?.align ?? 'left'),
      });
      if (index > 0 && !row.isWide) sheet.rule(x, y, 0, row.heightMm);
      x += w;
    }
    y += row.heightMm;
    sheet.rule(at.x, y, total);
  }
  sheet.rule(at.x, top, 0, y - top);
  sheet.rule(at.x + total - RULE_MM, top, 0, y - top);
  let x = at.x;
  for (const { w } of columns.slice(0, -1)) {
    x += w;
    if (at.headMm > 0) sheet.rule(x, top, 0, at.headMm);
  }
  return y;
}

export function widthOf(columns: readonly FlowColumn[]): number {
  return columns.reduce((sum, { w }) => sum + w, 0);
}
