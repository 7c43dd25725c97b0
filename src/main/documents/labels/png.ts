import { crc32, deflateSync } from 'node:zlib';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * A 1-bit greyscale PNG of the bitmap itself: the preview shows every dot that will be printed.
 * With `dotsPerMm` the file knows its size on paper.
 */
export function encodePng(bitmap: Bitmap, dotsPerMm?: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(bitmap.widthDots, 0);
  header.writeUInt32BE(bitmap.heightDots, 4);
  header.set([1, 0, 0, 0, 0], 8); // bit depth 1, greyscale, deflate, adaptive filters, not interlaced
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(dotsPerMm === undefined ? [] : [chunk('pHYs', physicalSize(dotsPerMm))]),
    chunk('IDAT', deflateSync(scanlines(bitmap))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Dots per metre in both directions. */
function physicalSize(dotsPerMm: number): Buffer {
  const body = Buffer.alloc(9);
  body.writeUInt32BE(Math.round(dotsPerMm * 1000), 0);
  body.writeUInt32BE(Math.round(dotsPerMm * 1000), 4);
  body[8] = 1;
  return body;
}

/** One filter byte (none) before each row; PNG has 0 = black, the bitmap 1 = black. */
function scanlines(bitmap: Bitmap): Buffer {
  const { bytesPerRow, heightDots, data } = bitmap;
  const lines = Buffer.alloc((bytesPerRow + 1) * heightDots);
  for (let row = 0; row < heightDots; row += 1) {
    for (let column = 0; column < bytesPerRow; column += 1) {
      lines[row * (bytesPerRow + 1) + 1 + column] = ~(data[row * bytesPerRow + column] ?? 0) & 0xff;
    }
  }
  return lines;
}

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(typed.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(typed, 4);
  framed.writeUInt32BE(crc32(typed), typed.length + 4);
  return framed;
}
