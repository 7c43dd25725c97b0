import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { encodePng } from '#main/simulators/devices/encode-png.ts';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';

/** One symbol found on the paper. */
export interface DecodedBarcode {
  /** As zxing calls it: `Code128`, `QRCode`, `DataMatrix`, `EAN13`, `EAN8`. */
  readonly format: string;
  /** Data with real group separators (0x1D), never in `(01)` notation. */
  readonly text: string;
  /** AIM identifier, e.g. `]C0`. */
  readonly aimId: string;
  /** Corner of the symbol nearest to the top left of the paper, in dots. */
  readonly leftDots: number;
  readonly topDots: number;
  /** Degrees; 0 = upright. */
  readonly orientation: number;
  readonly isMirrored: boolean;
}

export interface DecodedLabel {
  readonly png: Uint8Array;
  readonly barcodes: readonly DecodedBarcode[];
}

let preparing: Promise<unknown> | undefined;

/**
 * What a scanner and a person see on a printed label: its picture and its barcodes, from top to bottom. Independent of the
 * code that laid the label out. White on black does not count as printed (devices.md, section 11).
 */
export async function decodeLabel(image: LabelImage, dotsPerMm = 8): Promise<DecodedLabel> {
  preparing ??= prepareReader();
  await preparing;
  const found = await readBarcodes(toPixels(image), {
    // Dots are black or white already: no threshold is looked for.
    binarizer: 'BoolCast',
    formats: ['Code128', 'QRCode', 'DataMatrix', 'EAN13', 'EAN8'],
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    textMode: 'Plain',
  });
  const barcodes = found
    .filter((symbol) => symbol.isValid)
    .map((symbol): DecodedBarcode => {
      const { topLeft, topRight, bottomLeft, bottomRight } = symbol.position;
      const corners = [topLeft, topRight, bottomLeft, bottomRight];
      return {
        format: symbol.format,
        text: symbol.text,
        aimId: symbol.symbologyIdentifier,
        leftDots: Math.min(...corners.map((corner) => corner.x)),
        topDots: Math.min(...corners.map((corner) => corner.y)),
        orientation: symbol.orientation,
        isMirrored: symbol.isMirrored,
      };
    })
    .sort((a, b) => a.topDots - b.topDots || a.leftDots - b.leftDots);
  return { png: encodePng(image, dotsPerMm), barcodes };
}

/** Takes the decoder from its package: by default it would be fetched from the network. */
async function prepareReader(): Promise<void> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: false });
}

const WHITE = 0xff_ff_ff_ff;
const BLACK = 0xff_00_00_00;

function toPixels(image: LabelImage): ImageData {
  const { widthDots, heightDots, bytesPerRow } = image;
  const words = new Uint32Array(widthDots * heightDots).fill(WHITE);
  for (let y = 0; y < heightDots; y += 1) {
    for (let x = 0; x < widthDots; x += 1) {
      const byte = image.data[y * bytesPerRow + (x >> 3)] ?? 0;
      // Most of a label is paper: eight white dots at a time.
      if (byte === 0) x |= 7;
      else if ((byte & (0x80 >> (x & 7))) !== 0) words[y * widthDots + x] = BLACK;
    }
  }
  return { data: new Uint8ClampedArray(words.buffer), width: widthDots, height: heightDots, colorSpace: 'srgb' };
}
