import bwip from 'bwip-js/node';
import { encode as encodeQr } from 'uqr';
import { AppError } from '#shared/errors/app-error.ts';
import { decodedText } from '#main/documents/layout/decoded-text.ts';
import { BARCODE_FACTS } from '#main/documents/layout/symbologies.ts';
import type { BarcodeElement, Symbology } from '#shared/model/label-layout.ts';

/** A symbol in modules, before it gets a size. Runs are the black parts of each row. */
export interface BarcodeModules {
  readonly widthModules: number;
  /** 1 for linear symbols: their rows are as high as the layout wants. */
  readonly heightModules: number;
  readonly runs: readonly { readonly row: number; readonly start: number; readonly length: number }[];
  readonly decodedText: string;
}

/** PDF417 rows are three modules high: the least that its standard allows without cramped reading. */
const PDF417_ROW_MODULES = 3;

export type BarcodeOptions = Pick<BarcodeElement, 'ecLevel' | 'columns'>;

/**
 * Encodes a barcode. Pure.
 * @throws AppError ERR_LABEL_BARCODE_INVALID for content that the symbology cannot carry, wrong check digits included.
 */
export function encodeBarcode(symbology: Symbology, content: string, options: BarcodeOptions): BarcodeModules {
  const facts = BARCODE_FACTS[symbology];
  if (content === '') throw invalid(symbology, 'empty');
  // The library would smuggle other characters into Code 128 as UTF-8 bytes that no scanner turns back into text.
  if (facts.accepts && !facts.accepts.test(content)) throw invalid(symbology, facts.isDigits ? 'digits' : 'characters');
  if (symbology === 'qrcode') return qrModules(content, options.ecLevel);
  const [symbol] = rawSymbol(symbology, content, options);
  if (!symbol) throw invalid(symbology, 'no symbol');
  const text = decodedText(symbology, content);
  if ('sbs' in symbol) return linearModules(symbol.sbs, text);
  return symbology === 'pdf417' ? withHighRows(matrixModules(symbol, text)) : matrixModules(symbol, text);
}

type RawSymbol = { readonly sbs: readonly number[] } | { readonly pixs: readonly number[]; readonly pixx: number };

function rawSymbol(symbology: Symbology, content: string, options: BarcodeOptions): readonly RawSymbol[] {
  const { bcid } = BARCODE_FACTS[symbology];
  const extra = {
    ...(symbology === 'pdf417' && options.columns !== undefined && { columns: options.columns }),
    ...(symbology === 'gs1-qrcode' && { eclevel: options.ecLevel }),
  };
  try {
    return bwip.raw({ bcid, text: content, ...extra });
  } catch (error) {
    throw new AppError('ERR_LABEL_BARCODE_INVALID', { symbology, detail: vendorText(error) }, { cause: error });
  }
}

/** bwip-js draws QR codes too, but needs about 10 ms for one, this less than 2: a third of the budget of a label. */
function qrModules(content: string, ecLevel: BarcodeElement['ecLevel']): BarcodeModules {
  try {
    const { data, size } = encodeQr(content, { ecc: ecLevel, border: 0 });
    const pixs = data.flatMap((row) => row.map(Number));
    return matrixModules({ pixs, pixx: size }, content);
  } catch (error) {
    throw new AppError('ERR_LABEL_BARCODE_INVALID', { symbology: 'qrcode', detail: 'too long' }, { cause: error });
  }
}

/** `bwipp.ean13badCheckDigit#6915: Incorrect ...` -> the part that says which check failed. */
function vendorText(error: unknown): string {
  return /bwipp\.([\w-]+)/.exec(String(error))?.[1] ?? 'rejected';
}

function invalid(symbology: Symbology, detail: string): AppError {
  return new AppError('ERR_LABEL_BARCODE_INVALID', { symbology, detail });
}
function linearModules(barSpaceWidths: readonly number[], decodedText: string): BarcodeModules {
  const runs: { row: number; start: number; length: number }[] = [];
  let position = 0;
  // Some encoders end with the space before the next character, which belongs to the quiet zone.
  const upToLastBar = barSpaceWidths.length % 2 === 0 ? barSpaceWidths.slice(0, -1) : barSpaceWidths;
  for (const [index, width] of upToLastBar.entries()) {
    if (index % 2 === 0) runs.push({ row: 0, start: position, length: width });
    position += width;
  }
  return { widthModules: position, heightModules: 1, runs, decodedText };
}

function matrixModules(
  symbol: { readonly pixs: readonly number[]; readonly pixx: number },
  decodedText: string,
): BarcodeModules {
  const runs: { row: number; start: number; length: number }[] = [];
  // Of a PDF417, `pixy` counts the finished rows, `pixs` holds one line of each.
  const lines = symbol.pixs.length / symbol.pixx;
  for (let row = 0; row < lines; row += 1) {
    let start = -1;
    for (let column = 0; column <= symbol.pixx; column += 1) {
      const isBlack = column < symbol.pixx && symbol.pixs[row * symbol.pixx + column] === 1;
      if (isBlack && start < 0) start = column;
      if (!isBlack && start >= 0) {
        runs.push({ row, start, length: column - start });
        start = -1;
      }
    }
  }
  return { widthModules: symbol.pixx, heightModules: lines, runs, decodedText };
}

/** The encoder gives one line of modules per row of a PDF417. */
function withHighRows(modules: BarcodeModules): BarcodeModules {
  return {
    ...modules,
    heightModules: modules.heightModules * PDF417_ROW_MODULES,
    runs: modules.runs.flatMap((run) =>
      Array.from({ length: PDF417_ROW_MODULES }, (_, line) => ({ ...run, row: run.row * PDF417_ROW_MODULES + line })),
    ),
  };
}
