import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes as zxingRead } from 'zxing-wasm/reader';
import type { ReaderOptions, ReadResult } from 'zxing-wasm/reader';
import { MOST_KEPT_DOTS } from '#main/documents/labels/bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** One symbol found in a bitmap, in dots. */
export interface FoundBarcode {
  readonly format: string;
  readonly text: string;
  /** AIM identifier, e.g. `]C1` for GS1-128. */
  readonly symbologyId: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly rotation: number;
  readonly isMirrored: boolean;
}

/**
 * `tryInvert` stays off: a label of wrong polarity must not pass. `Plain` text keeps the real GS characters. Dots are black
 * or white already: looking for a threshold around each took as long as the rest of the reading.
 */
const OPTIONS = {
  binarizer: 'BoolCast',
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: false,
  textMode: 'Plain',
  maxNumberOfSymbols: 32,
} as const satisfies ReaderOptions;

/** Looked for on every label, so that a symbol too many is noticed; others cost time and are named when expected. */
const USUAL_FORMATS = ['Code128', 'QRCode', 'DataMatrix'] as const;

let prepared: Promise<unknown> | undefined;

/** Starts the decoder from the package's own file; by default the library would fetch it from the network. */
export async function prepareBarcodeReader(): Promise<void> {
  prepared ??= prepareZXingModule({ overrides: { wasmBinary: wasmBinary() }, fireImmediately: true });
  await prepared;
}

function wasmBinary(): ArrayBuffer {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const bytes = new Uint8Array(readFileSync(file));
  return bytes.buffer;
}

/** Every barcode in the bitmap, seen as a scanner sees the paper. @param others formats to look for beside the usual ones. */
export async function readBarcodes(
  bitmap: Bitmap,
  others: NonNullable<ReaderOptions['formats']> & readonly unknown[] = [],
): Promise<FoundBarcode[]> {
  await prepareBarcodeReader();
  const formats = [...new Set([...USUAL_FORMATS, ...others])];
  const words = takeWords(bitmap.widthDots * bitmap.heightDots);
  try {
    const results = await zxingRead(toImageData(bitmap, words), { ...OPTIONS, formats });
    return results.filter((result) => result.isValid).map(toFound);
  } finally {
    if (words.length <= MOST_KEPT_DOTS) spareWords = words;
  }
}

/**
 * Kept from one label to the next: a label is some 4 MB in the decoder's form, and so much garbage for each made the
 * engine collect all of its memory after every label.
 */
let spareWords: Uint32Array<ArrayBuffer> | null = null;

function takeWords(count: number): Uint32Array<ArrayBuffer> {
  const words = spareWords?.length === count ? spareWords : new Uint32Array(count);
  spareWords = null;
  return words;
}

function toFound(result: ReadResult): FoundBarcode {
  const { topLeft, topRight, bottomLeft, bottomRight } = result.position;
  return {
    format: result.format,
    text: result.text,
    symbologyId: result.symbologyIdentifier,
    left: Math.min(topLeft.x, bottomLeft.x),
    top: Math.min(topLeft.y, topRight.y),
    right: Math.max(topRight.x, bottomRight.x),
    bottom: Math.max(bottomLeft.y, bottomRight.y),
    rotation: result.rotation,
    isMirrored: result.isMirrored,
  };
}

const WHITE = 0xff_ff_ff_ff;
const BLACK = 0xff_00_00_00;

function toImageData({ widthDots, heightDots, bytesPerRow, data }: Bitmap, words: Uint32Array<ArrayBuffer>): ImageData {
  words.fill(WHITE);
  for (let y = 0; y < heightDots; y += 1) {
    for (let byteX = 0; byteX < bytesPerRow; byteX += 1) {
      const byte = data[y * bytesPerRow + byteX] ?? 0;
      if (byte === 0) continue;
      const start = y * widthDots + byteX * 8;
      const count = Math.min(8, widthDots - byteX * 8);
      for (let bit = 0; bit < count; bit += 1) if (byte & (0x80 >> bit)) words[start + bit] = BLACK;
    }
  }
  const pixels = new Uint8ClampedArray(words.buffer);
  return { width: widthDots, height: heightDots, data: pixels, colorSpace: 'srgb' };
}
