import bwip from 'bwip-js/node';
import { encode as encodeQr } from 'uqr';
import { AppError } from '#shared/errors/app-error.ts';
import type { BarcodeElement, Symbology } from '#main/documents/layout/layout-model.ts';
import { gs1ElementString } from '#main/documents/layout/gs1-element-string.ts';

/** A symbol in modules, before it gets a size. Runs are the black parts of each row. */
export interface BarcodeModules {
  readonly widthModules: number;
  /** 1 for linear symbols: their rows are as high as the layout wants. */
  readonly heightModules: number;
  readonly runs: readonly { readonly row: number; readonly start: number; readonly length: number }[];
  readonly decodedText: string;
}

/** Blank modules that must stay around each symbol (devices.md section 11; EAN-13 by its own standard). */
export const QUIET_MODULES: Readonly<Record<Symbology, number>> = {
  code128: 10,
  'gs1-128': 10,
  ean13: 11,
  qrcode: 4,
  datamatrix: 1,
};

/** Linear symbols stretch in height and need quiet zones only left and right. */
export function isLinear(symbology: Symbology): boolean {
  return symbology === 'code128' || symbology === 'gs1-128' || symbology === 'ean13';
}

/**
 * Encodes a barcode. Pure.
 * @throws AppError ERR_LABEL_BARCODE_INVALID for content that the symbology cannot carry, wrong check digits included.
 */
export function encodeBarcode(
  symbology: Symbology,
  content: string,
  ecLevel: BarcodeElement['ecLevel'],
): BarcodeModules {
  if (content === '') throw invalid(symbology, 'empty');
  // The library would smuggle other characters into Code 128 as UTF-8 bytes that no scanner turns back into text.
  if (isLinear(symbology) && !/^[\x20-\x7e]+$/.test(content)) throw invalid(symbology, 'characters');
  if (symbology === 'ean13' && !/^\d{13}$/.test(content)) throw invalid(symbology, 'digits');
  if (symbology === 'qrcode') return qrModules(content, ecLevel);
  const [symbol] = rawSymbol(symbology, content);
  if (!symbol) throw invalid(symbology, 'no symbol');
  const decodedText = symbology === 'gs1-128' ? gs1ElementString(content) : content;
  return 'sbs' in symbol ? linearModules(symbol.sbs, decodedText) : matrixModules(symbol, decodedText);
}

type RawSymbol =
  | { readonly sbs: readonly number[] }
  | { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number };

function rawSymbol(symbology: Symbology, content: string): readonly RawSymbol[] {
  try {
    return bwip.raw({ bcid: symbology, text: content });
  } catch (error) {
    throw new AppError('ERR_LABEL_BARCODE_INVALID', { symbology, detail: vendorText(error) }, { cause: error });
  }
}

/** bwip-js draws QR codes too, but needs about 10 ms for one, this less than 2: a third of the budget of a label. */
function qrModules(content: string, ecLevel: BarcodeElement['ecLevel']): BarcodeModules {
  try {
    const { data, size } = encodeQr(content, { ecc: ecLevel, border: 0 });
    const pixs = data.flatMap((row) => row.map(Number));
    return matrixModules({ pixs, pixx: size, pixy: size }, content);
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
  for (const [index, width] of barSpaceWidths.entries()) {
    if (index % 2 === 0) runs.push({ row: 0, start: position, length: width });
    position += width;
  }
  return { widthModules: position, heightModules: 1, runs, decodedText };
}

function matrixModules(
  symbol: { readonly pixs: readonly number[]; readonly pixx: number; readonly pixy: number },
  decodedText: string,
): BarcodeModules {
  const runs: { row: number; start: number; length: number }[] = [];
  for (let row = 0; row < symbol.pixy; row += 1) {
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
  return { widthModules: symbol.pixx, heightModules: symbol.pixy, runs, decodedText };
}
