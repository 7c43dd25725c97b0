import { drawGrid } from '#main/documents/customs/a4-parts.ts';
import type { GridCell } from '#main/documents/customs/a4-parts.ts';
import { cutIntoPages, drawRows, measureRows, widthOf } from '#main/documents/customs/flow-rows.ts';
import type { FlowColumn, FlowRow } from '#main/documents/customs/flow-rows.ts';
import { createSheet } from '#main/documents/customs/sheet.ts';
import type { Sheet } from '#main/documents/customs/sheet.ts';

const [WIDTH, HEIGHT, EDGE] = [297, 210, 10];
const INNER = WIDTH - 2 * EDGE;
const HEAD_MM = 7;

export interface ChineseSheet {
  readonly title: string;
  readonly subtitle: string;
  /** Beside it, with room to write behind both. */
  readonly second?: string;
  /** Head fields, so many beside each other. */
  readonly columns: number;
  readonly head: readonly GridCell[];
  readonly table: { readonly columns: readonly FlowColumn[]; readonly rows: readonly FlowRow[] };
  readonly footMm: number;
  drawFoot(sheet: Sheet, y: number, area: { readonly x: number; readonly w: number }): void;
}

/** A sheet on A4 across: title, head fields, lines over as many pages as they need, foot. */
export function drawChineseSheet(form: ChineseSheet): Sheet[] {
  const scale = INNER / widthOf(form.table.columns);
  const columns = form.table.columns.map((column) => ({ ...column, w: column.w * scale }));
  const drawHead = (sheet: Sheet, pageText: string): number => {
    sheet.text('title', [EDGE, 7, INNER, 7], form.title, { size: 5.2, weight: 700, align: 'center' });
    sheet.text('title', [EDGE, 13.6, 69, 4], form.subtitle, { size: 2.5 });
    sheet.text('title', [EDGE + 70, 13.6, 70, 4], form.second ?? '', { size: 2.5 });
    sheet.text('page', [EDGE + INNER / 2, 13.6, INNER / 2, 4], pageText, { size: 2.5, align: 'right' });
    return 18;
  };
  const firstTop = drawGrid(createSheet(WIDTH, HEIGHT), [EDGE, 18, INNER], form.columns, form.head) + 2;
  const pages = cutIntoPages(measureRows(form.table.rows, columns), {
    firstMm: HEIGHT - EDGE - firstTop - HEAD_MM,
    otherMm: HEIGHT - EDGE - 20 - HEAD_MM,
    footMm: form.footMm,
  });
  return pages.map((rows, index) => {
    const sheet = createSheet(WIDTH, HEIGHT);
    let y = drawHead(sheet, `第 ${index + 1} 页，共 ${pages.length} 页`);
    if (index === 0) y = drawGrid(sheet, [EDGE, y, INNER], form.columns, form.head);
    if (rows.length > 0) y = drawRows(sheet, { x: EDGE, y: y + 2, headMm: HEAD_MM }, columns, rows);
    if (index === pages.length - 1) form.drawFoot(sheet, y, { x: EDGE, w: INNER });
    return sheet;
  });
}
