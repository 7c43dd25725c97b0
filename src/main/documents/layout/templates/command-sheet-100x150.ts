import { defineLayout } from '#shared/model/label-layout.ts';
import { formatCommandBarcode, SHEET_COMMANDS } from '#shared/scanning/command-barcode.ts';
import type { SheetCommand } from '#shared/scanning/command-barcode.ts';

const WORDS: Readonly<Record<SheetCommand, readonly [chinese: string, english: string]>> = {
  WEIGH: ['取重量', 'Take weight'],
  FINISH: ['完成并打印', 'Finish, print label'],
  NEXT: ['下一单', 'Next parcel'],
  UNDO: ['撤销上一件', 'Undo last item'],
  SKIP: ['放回，稍后再打包', 'Skip: put back'],
  CANCEL: ['放回（先确认）', 'Put back, asks first'],
  HELP: ['快捷键', 'Shortcuts'],
};

const FIRST_ROW_MM = 18;
const ROW_MM = 18.5;

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
      content: '命令条码 Commands',
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
    ...SHEET_COMMANDS.flatMap((command, row) => rowOf(command, FIRST_ROW_MM + row * ROW_MM)),
  ],
});

/** Words at the left, the barcode at the right; a line between the rows keeps a scanner from reading the wrong one. */
function rowOf(command: SheetCommand, y: number) {
  const [chinese, english] = WORDS[command];
  return [
    {
      kind: 'text' as const,
      content: chinese,
      x: 4,
      y: y + 2,
      w: 38,
      h: 6,
      sizeMm: 4.6,
      minSizeMm: 3.4,
      weight: 700 as const,
    },
    { kind: 'text' as const, content: english, x: 4, y: y + 9, w: 38, h: 5, sizeMm: 3.4, minSizeMm: 2.6 },
    {
      kind: 'barcode' as const,
      name: command,
      symbology: 'code128' as const,
      content: formatCommandBarcode(command),
      x: 42,
      y: y + 1.5,
      w: 55,
      h: 13,
      moduleMm: 0.375,
    },
    { kind: 'line' as const, x: 2, y: y + ROW_MM - 1.5, w: 96, h: 0 },
  ];
}
