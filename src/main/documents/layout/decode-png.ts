import { inflateSync } from 'node:zlib';

/** A picture as darkness on white paper: 0 black, 255 white, one byte per pixel. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Larger pictures are no better on a label and only cost memory. */
const MAX_SIDE = 2_400;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Channels per pixel for each colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colorType: number;
}

interface Parts {
  readonly header: Header;
  readonly palette: Buffer;
  readonly transparency: Buffer;
  readonly data: Buffer;
}

/**
 * Reads a PNG of 1 to 8 bits per channel without interlacing. An own reader, because the picture may come from a
 * stranger's file: it is small, synchronous, gives the same dots on every machine, and never unpacks more than the
 * header announced.
 */
export function decodePng(file: Buffer): GreyImage | { readonly fault: string } {
  try {
    const parts = readParts(file);
    return typeof parts === 'string' ? { fault: parts } : toGrey(parts);
  } catch {
    // Offsets beyond the end and broken deflate streams.
    return { fault: 'damaged' };
  }
}

function readParts(file: Buffer): Parts | string {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return 'not a PNG';
  let header: Header | null = null;
  let palette: Buffer = Buffer.alloc(0);
  let transparency: Buffer = Buffer.alloc(0);
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (body.length < length) return 'damaged';
    if (type === 'IHDR') {
      const read = readHeader(body);
      if (typeof read === 'string') return read;
      header = read;
    } else if (type === 'PLTE') palette = body;
    else if (type === 'tRNS') transparency = body;
    else if (type === 'IDAT') data.push(body);
    else if (type === 'IEND') break;
    at += length + 12;
  }
  return header && data.length > 0 ? { header, palette, transparency, data: Buffer.concat(data) } : 'damaged';
}

function readHeader(body: Buffer): Header | string {
  const header = {
    width: body.readUInt32BE(0),
    height: body.readUInt32BE(4),
    depth: body[8] ?? 0,
    colorType: body[9] ?? 0,
  };
  if (header.width === 0 || header.height === 0) return 'damaged';
  if (header.width > MAX_SIDE || header.height > MAX_SIDE) return `larger than ${MAX_SIDE} pixels`;
  const isKnown = CHANNELS[header.colorType] !== undefined && [1, 2, 4, 8].includes(header.depth);
  if (!isKnown || (body[12] ?? 0) !== 0) return '16 bits or interlaced';
  return header;
}

function toGrey(parts: Parts): GreyImage {
  const { width, height, depth, colorType } = parts.header;
  const channels = CHANNELS[colorType] ?? 1;
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const raw = inflateSync(parts.data, { maxOutputLength: (rowBytes + 1) * height });
  if (raw.length < (rowBytes + 1) * height) throw new Error('short');
  const lines = unfilter(raw, rowBytes, height, Math.max(1, (channels * depth) >> 3));
  const grey = new Uint8Array(width * height);
  const largest = (1 << depth) - 1;
  const sample = (row: number, index: number): number => {
    if (depth === 8) return lines[row * rowBytes + index] ?? 0;
    const bit = index * depth;
    return ((lines[row * rowBytes + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & largest;
  };
  const scale = (value: number): number => (value * 255) / largest;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = x * channels;
      const first = sample(y, at);
      let [value, alpha] = [scale(first), 255];
      if (colorType === 3) {
        value = luminance(parts.palette, first * 3);
        alpha = parts.transparency[first] ?? 255;
      } else if (colorType === 4) {
        alpha = scale(sample(y, at + 1));
      } else if (colorType === 2 || colorType === 6) {
        value = luminance([first, sample(y, at + 1), sample(y, at + 2)], 0);
        if (colorType === 6) alpha = sample(y, at + 3);
      }
      // Paper is white.
      grey[y * width + x] = Math.round((value * alpha + 255 * (255 - alpha)) / 255);
    }
  }
  return { width, height, grey };
}

function luminance(rgb: ArrayLike<number>, at: number): number {
  return 0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0);
}

/** Undoes the five row filters of PNG. */
function unfilter(raw: Buffer, rowBytes: number, height: number, pixelBytes: number): Uint8Array {
  const lines = new Uint8Array(rowBytes * height);
  for (let row = 0; row < height; row += 1) {
    const filter = raw[row * (rowBytes + 1)] ?? 0;
    for (let index = 0; index < rowBytes; index += 1) {
      const at = row * rowBytes + index;
      const left = index >= pixelBytes ? (lines[at - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (lines[at - rowBytes] ?? 0) : 0;
      const upLeft = row > 0 && index >= pixelBytes ? (lines[at - rowBytes - pixelBytes] ?? 0) : 0;
      lines[at] = ((raw[row * (rowBytes + 1) + 1 + index] ?? 0) + predict(filter, left, up, upLeft)) & 0xff;
    }
  }
  return lines;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const estimate = left + up - upLeft;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}
