import { crc32, deflateSync } from 'node:zlib';
import type { LabelImage } from '#main/simulators/devices/printer/label-image.ts';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const METRES_PER_MM = 1_000;

/** A 1-bit picture as a greyscale PNG of one bit per dot, with its physical size, so that a viewer shows it in true length. */
export function encodePng(image: LabelImage, dotsPerMm = 8): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(image.widthDots, 0);
  header.writeUInt32BE(image.heightDots, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const density = Buffer.alloc(9);
  density.writeUInt32BE(Math.round(dotsPerMm * METRES_PER_MM), 0);
  density.writeUInt32BE(Math.round(dotsPerMm * METRES_PER_MM), 4);
  density[8] = 1;
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('pHYs', density),
    chunk('IDAT', deflateSync(scanLines(image))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** PNG counts 1 as white, and each line starts with the number of its filter (0 = none). */
function scanLines(image: LabelImage): Uint8Array {
  const lines = new Uint8Array((image.bytesPerRow + 1) * image.heightDots);
  for (let row = 0; row < image.heightDots; row++) {
    const target = row * (image.bytesPerRow + 1) + 1;
    for (let index = 0; index < image.bytesPerRow; index++) {
      lines[target + index] = ~(image.data[row * image.bytesPerRow + index] ?? 0);
    }
  }
  return lines;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
