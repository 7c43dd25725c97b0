import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelData } from '#shared/model/label-layout.ts';
import { formatCommandBarcode, SHEET_COMMANDS, SHEET_QUANTITIES } from '#shared/scanning/command-barcode.ts';
import type { SheetCommand } from '#shared/scanning/command-barcode.ts';

const WORDS: Readonly<Record<SheetCommand, readonly [chinese: string, english: string]>> = {
  WEIGH: ['取重量', 'Take weight'],
  FINISH: ['完成并打印', 'Finish, print label'],
  NEXT: ['下一单', 'Next parcel'],
  UNDO: ['撤销上一次扫描', 'Undo last scan'],
  PARTIAL: ['部分发货，余下待发', 'Partial: rest later'],
  HOLD: ['问题件，搁置待查', 'Hold: set aside'],
  SKIP: ['放回，稍后再打包', 'Skip: put back'],
  CANCEL: ['放回（先确认）', 'Put back, asks first'],
  REPRINT: ['重打面单（问原因）', 'Print label again'],
  HELP: ['快捷键', 'Shortcuts'],
};

/** One row of the sheet. */
export interface CommandRow {
  readonly chinese: string;
  readonly english: string;
  readonly code: string;
}

const FIRST_ROW_MM = 18;
const ROW_MM = 18.5;
const ROWS_PER_PAGE = 7;

/** One label per page: the commands, the quantities, then what the shop adds. */
export function commandSheetPages(more: readonly CommandRow[] = []): LabelData[] {
  const rows = [...SHEET_COMMANDS.map(commandRow), ...SHEET_QUANTITIES.map(quantityRow), ...more];
  const pageCount = Math.ceil(rows.length / ROWS_PER_PAGE);
  return Array.from({ length: pageCount }, (_, page) => ({
    page: `${page + 1}/${pageCount}`,
    rows: rows.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE).map((row) => ({ ...row })),
  }));
}

function commandRow(command: SheetCommand): CommandRow {
  const [chinese, english] = WORDS[command];
  return { chinese, english, code: formatCommandBarcode(command) };
}

function quantityRow(quantity: number): CommandRow {
  return {
    chinese: `下一件 × ${quantity}`,
    english: `Next item × ${quantity}`,
    code: formatCommandBarcode('QTY', quantity),
  };
}

/** The acts of a packing station as barcodes, to be stuck on its table: hands that hold a scanner need no keyboard. */
export const commandSheet100x150 = defineLayout({
  id: 'command-sheet-100x150',
  title: { en: 'Command sheet 100 × 150 mm', 'zh-CN': '命令条码表 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    { kind: 'box', x: 2, y: 2, w: 96, h: 12, filled: true },
    {
      kind: 'text',
      content: '命令条码 Commands {{page}}',
      x: 4,
      y: 2,
      w: 92,
      h: 12,
      sizeMm: 6.5,
      weight: 700,
      align: 'center',
      valign: 'middle',
      color: 'white',
    },
    {
      // Words at the left, the barcode at the right; a line between the rows keeps a scanner from reading the wrong one.
      kind: 'repeat',
      items: 'rows',
      x: 2,
      y: FIRST_ROW_MM,
      rowHeightMm: ROW_MM,
      maxRows: ROWS_PER_PAGE,
      children: [
        {
          kind: 'text',
          content: '{{chinese}}',
          x: 2,
          y: 2,
          w: 38,
          h: 6,
          sizeMm: 4.6,
          minSizeMm: 2.8,
          weight: 700,
          overflow: 'ellipsis',
          missingGlyph: 'replace',
        },
        {
          kind: 'text',
          content: '{{english}}',
          x: 2,
          y: 9,
          w: 38,
          h: 5,
          sizeMm: 3.4,
          minSizeMm: 2.6,
          overflow: 'ellipsis',
          missingGlyph: 'replace',
        },
        {
          kind: 'barcode',
          name: 'command',
          symbology: 'code128',
          content: '{{code}}',
          x: 40,
          y: 1.5,
          w: 55,
          h: 13,
          moduleMm: 0.375,
          minModuleMm: 0.25,
        },
        { kind: 'line', x: 0, y: ROW_MM - 1.5, w: 96, h: 0 },
      ],
    },
  ],
});
