import iconv from 'iconv-lite';
import { CELL_HEIGHT, CELL_WIDTH, drawCharacters } from '#main/simulators/devices/escpos/printer-font.ts';
import type { PrintedCharacter } from '#main/simulators/devices/escpos/printer-font.ts';
import { code128Modules, code128Signs, qrModules } from '#main/simulators/devices/escpos/printed-symbols.ts';
import type { SymbolModules } from '#main/simulators/devices/escpos/printed-symbols.ts';
import { TEXT_PAGES } from '#main/simulators/devices/escpos/text-pages.ts';

export interface TextHeadOptions {
  readonly headDots: number;
  readonly startsInChineseMode: boolean;
  /** A row of dots and more, as they come out. */
  readonly onDots: (widthBytes: number, dots: Uint8Array) => void;
  readonly onLine: (text: string) => void;
  readonly onComplaint: (complaint: string) => void;
}

/** The part of an ESC/POS printer that writes: character sets, sizes, alignment, barcodes in its own drawing. */
export interface TextHead {
  /** `ESC @` */
  reset(): void;
  /** One byte that belongs to no command. */
  take(byte: number): void;
  /** @returns false for a command that is none of its own */
  command(code: string, parameters: Uint8Array): boolean;
  /** `GS ( k` from its cn on. */
  symbol(parameters: Uint8Array): void;
}

const LF = 0x0a;
/** Of `ESC 2` at 203 dpi: 1/6 inch. */
const USUAL_SPACING = 34;
const QR_LEVELS: Readonly<Record<number, string>> = { 48: 'L', 49: 'M', 50: 'Q', 51: 'H' };

/** Written from the ESC/POS reference of Epson: ESC !, ESC E, ESC a, ESC t, ESC d, ESC J, ESC 3, GS !, FS &, GS k, GS ( k. */
export function createTextHead(options: TextHeadOptions): TextHead {
  const { headDots } = options;
  let line: PrintedCharacter[] = [];
  let half: number | null = null;
  let isChinese = options.startsInChineseMode;
  let page = 'cp437';
  let isBold = false;
  let [wide, high] = [1, 1];
  let align = 0;
  let spacing = USUAL_SPACING;
  let bar = { height: 162, module: 3 };
  let qr = { module: 3, level: 'L', data: new Uint8Array() };

  function reset(): void {
    line = [];
    half = null;
    isChinese = options.startsInChineseMode;
    page = 'cp437';
    isBold = false;
    [wide, high] = [1, 1];
    align = 0;
    spacing = USUAL_SPACING;
    bar = { height: 162, module: 3 };
    qr = { module: 3, level: 'L', data: new Uint8Array() };
  }

  function take(byte: number): void {
    if (half !== null) {
      const pair = Buffer.of(half, byte);
      half = null;
      write(iconv.decode(pair, 'gb18030'), CELL_HEIGHT);
    } else if (byte === LF) feedLine();
    else if (isChinese && byte >= 0x81) half = byte;
    else if (byte >= 0x20) write(iconv.decode(Buffer.of(byte), isChinese ? 'ascii' : page), CELL_WIDTH);
  }

  function write(text: string, cellDots: number): void {
    // A line that is full is printed, and the rest goes on below.
    if (widthOfLine() + cellDots * wide > headDots) feedLine();
    line.push({ text, cellDots, wide, high, isBold });
  }

  const widthOfLine = (): number => line.reduce((sum, character) => sum + character.cellDots * character.wide, 0);
  const startOf = (width: number): number => Math.max(0, Math.floor(((headDots - width) * Math.min(align, 2)) / 2));

  function feedLine(): void {
    const height = Math.max(spacing, ...line.map((character) => CELL_HEIGHT * character.high));
    if (line.length === 0) return feed(height);
    options.onLine(line.map(({ text }) => text).join(''));
    options.onDots(Math.ceil(headDots / 8), drawCharacters(line, startOf(widthOfLine()), headDots, height));
    line = [];
  }

  function feed(rows: number): void {
    const widthBytes = Math.ceil(headDots / 8);
    if (rows > 0) options.onDots(widthBytes, new Uint8Array(widthBytes * rows));
  }

  function command(code: string, [n = 0, ...rest]: Uint8Array): boolean {
    switch (code) {
      case '1c26':
        isChinese = true;
        return true;
      case '1c2e':
        isChinese = false;
        return true;
      case '1b74':
        if (!(n in TEXT_PAGES)) options.onComplaint(`code page ${n}`);
        page = TEXT_PAGES[n] ?? 'cp437';
        return true;
      case '1b45':
        isBold = (n & 1) === 1;
        return true;
      case '1b21':
        isBold = (n & 8) !== 0;
        [wide, high] = [n & 0x20 ? 2 : 1, n & 0x10 ? 2 : 1];
        return true;
      case '1d21':
        [wide, high] = [(n >> 4) + 1, (n & 15) + 1];
        return true;
      case '1b61':
        // Only at the beginning of a line.
        if (line.length === 0) align = n % 48;
        return true;
      case '1b64':
        if (line.length > 0) feedLine();
        for (let count = n; count > 0; count -= 1) feedLine();
        return true;
      case '1b4a':
        feed(n);
        return true;
      case '1b33':
        spacing = n;
        return true;
      case '1b32':
        spacing = USUAL_SPACING;
        return true;
      case '1d68':
        bar = { ...bar, height: n };
        return true;
      case '1d77':
        if (n < 2 || n > 6) options.onComplaint(`GS w ${n}`);
        bar = { ...bar, module: n };
        return true;
      case '1d6b':
        barcode(n, Uint8Array.from(rest));
        return true;
      default:
        return false;
    }
  }

  /** `GS k m n data`, form B. */
  function barcode(kind: number, [, ...data]: Uint8Array): void {
    const signs = kind === 73 ? code128Signs(Uint8Array.from(data)) : null;
    if (signs) drawSymbol(code128Modules(signs), bar.module, bar.height);
    else options.onComplaint(`GS k ${kind}`);
  }

  function symbol([, , kind, fn, ...data]: Uint8Array): void {
    if (kind !== 0x31) return options.onComplaint(`GS ( k ${kind}`);
    if (fn === 65 && data[0] !== 50) options.onComplaint(`QR model ${data[0]}`);
    if (fn === 67) qr = { ...qr, module: data[0] ?? 3 };
    if (fn === 69) qr = { ...qr, level: QR_LEVELS[data[0] ?? 48] ?? 'L' };
    if (fn === 80) qr = { ...qr, data: Uint8Array.from(data.slice(1)) };
    if (fn === 81) drawSymbol(qrModules(qr.data, qr.level), qr.module, qr.module);
  }

  /** A symbol that is wider than the head is not printed at all. */
  function drawSymbol(modules: SymbolModules, moduleDots: number, rowDots: number): void {
    const width = modules.width * moduleDots;
    if (width > headDots || width === 0) return options.onComplaint(`symbol of ${width} dots`);
    const widthBytes = Math.ceil(headDots / 8);
    const height = modules.height * rowDots;
    const dots = new Uint8Array(widthBytes * height);
    const left = startOf(width);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if (!modules.isBlack(Math.floor(x / moduleDots), Math.floor(y / rowDots))) continue;
        const at = y * widthBytes + ((left + x) >> 3);
        dots[at] = (dots[at] ?? 0) | (0x80 >> ((left + x) & 7));
      }
    }
    options.onDots(widthBytes, dots);
  }

  return { reset, take, command, symbol };
}
