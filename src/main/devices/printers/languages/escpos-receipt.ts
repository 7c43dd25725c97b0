import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { selectCharset } from '#main/devices/printers/languages/escpos-charset.ts';
import { bandsOf, CUT, INITIALISE } from '#main/devices/printers/languages/escpos-job.ts';
import { receiptCellDots, receiptFineness } from '#main/devices/printers/languages/receipt-cell.ts';
import { receiptColumns } from '#main/devices/printers/languages/receipt-columns.ts';
import type { ReceiptRun } from '#main/devices/printers/languages/receipt-columns.ts';
import { receiptRows } from '#main/devices/printers/languages/receipt-rows.ts';
import type { ReceiptRow } from '#main/devices/printers/languages/receipt-rows.ts';
import type { ReceiptJobSettings, ReceiptPage } from '#main/devices/printers/printer-language.ts';
import type { PagePiece } from '#main/documents/layout/page-piece.ts';

/** `ESC p 0 25 250`; the library's own leaves its two times out, so that the next two bytes would be lost. */
const OPEN_DRAWER = Buffer.of(0x1b, 0x70, 0, 0x19, 0xfa);
/** `ESC J`: the white above and below a barcode. */
const GAP = Buffer.of(0x1b, 0x4a, 10);
const LINE_FEED = Buffer.of(0x0a);
/** m of `GS k`; the library adds that set B is meant. */
const CODE_128 = 73;
const ASCII = /^[\x20-\x7e]+$/;

/**
 * A receipt as ESC/POS text in the printer's own fonts: a hundredth of the bytes of its picture. A row that they cannot say is
 * sent as it was drawn. The library puts the bytes together and no more: its sender loses data (devices.md, section 1).
 */
export function encodeEscposReceipt(page: ReceiptPage, job: ReceiptJobSettings): Uint8Array {
  const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' });
  printer.append(Buffer.from(INITIALISE));
  if (job.opensDrawer) printer.append(OPEN_DRAWER);
  printer.append(Buffer.from(selectCharset(job.charset)));
  const rows = receiptRows(page);
  for (let copy = 0; copy < job.copies; copy += 1) {
    for (const row of rows) writeRow(printer, page.bitmap.widthDots, row, job);
    printer.append(Buffer.from(CUT));
  }
  return printer.getBuffer();
}

function writeRow(printer: ThermalPrinter, widthDots: number, row: ReceiptRow, job: ReceiptJobSettings): void {
  const [only, ...others] = row.pieces;
  if (only && others.length === 0) {
    if (only.kind === 'rule' && only.w * 2 > widthDots)
      return writeRule(printer, Math.floor(widthDots / receiptCellDots(job.dotsPerMm)));
    if (only.kind === 'barcode' && writeBarcode(printer, widthDots, only, job.dotsPerMm)) return;
  }
  const texts = row.pieces.flatMap((piece) => (piece.kind === 'text' ? [piece] : []));
  const lines = texts.length === row.pieces.length ? receiptColumns(texts, job.charset, job.dotsPerMm) : null;
  if (lines) for (const line of lines) writeLine(printer, line);
  else for (const band of bandsOf(row.picture())) printer.append(Buffer.from(band));
}

function writeRule(printer: ThermalPrinter, cells: number): void {
  printer.append(Buffer.alloc(cells, '-'));
  printer.append(LINE_FEED);
}

function writeLine(printer: ThermalPrinter, runs: readonly ReceiptRun[]): void {
  for (const { blanks, bytes, isBold, scale } of runs) {
    const [wide, high] = scale;
    if (blanks > 0) printer.append(Buffer.alloc(blanks, ' '));
    const isLarge = wide > 1 || high > 1;
    if (isBold) printer.bold(true);
    // The library takes width and height by each other's names: the first is the upper half of n in `GS ! n`, the width.
    if (isLarge) printer.setTextSize(wide - 1, high - 1);
    printer.append(Buffer.from(bytes));
    if (isLarge) printer.setTextSize(0, 0);
    if (isBold) printer.bold(false);
  }
  printer.append(LINE_FEED);
}

/** @returns false where the printer could not draw it as wide, or not at all */
function writeBarcode(
  printer: ThermalPrinter,
  widthDots: number,
  code: Extract<PagePiece, { kind: 'barcode' }>,
  dotsPerMm: number,
): boolean {
  const { symbology, text, moduleDots } = code;
  if (!ASCII.test(text)) return false;
  if (symbology === 'qrcode' && moduleDots <= 8) {
    printer.append(GAP);
    printer.alignCenter();
    printer.printQR(text, { cellSize: moduleDots, correction: code.ecLevel, model: 2 });
    printer.alignLeft();
    printer.append(GAP);
    return true;
  }
  if (symbology !== 'code128' || text.includes('{')) return false;
  const data = inPairs(text);
  // Start, signs, check sign and stop, with the white on both sides; two bytes choose a set and print nothing.
  const signs = data === text ? text.length : text.length / 2 + 1;
  const width = 2 * receiptFineness(dotsPerMm);
  if (((signs + 2) * 11 + 13 + 20) * width > widthDots) return false;
  printer.append(GAP);
  printer.alignCenter();
  printer.printBarcode(data, CODE_128, { width, height: Math.min(255, code.h), hriPos: 0 });
  printer.alignLeft();
  printer.append(GAP);
  return true;
}

/** Pairs of digits in set C, each one sign: half as wide. The library begins in set B. */
function inPairs(text: string): string {
  if (!/^(?:\d\d){2,}$/.test(text)) return text;
  return `{C${Array.from(text.matchAll(/\d\d/g), ([pair]) => String.fromCharCode(Number(pair))).join('')}`;
}
