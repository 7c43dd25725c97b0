import { closeSync, openSync, readSync } from 'node:fs';

/** Which characters a font has a glyph for. */
export interface FontCoverage {
  has(codePoint: number): boolean;
}

type CodeRange = readonly [first: number, last: number];

/**
 * Reads the character map (`cmap`) of a TrueType font without loading its 10 MB of outlines.
 * Asking the drawing library is no use: it silently falls back to a box or to a system font.
 * @throws Error when the file is no TrueType font with a Unicode map of format 4 or 12.
 */
export function readFontCoverage(file: string): FontCoverage {
  const handle = openSync(file, 'r');
  try {
    const ranges = readUnicodeRanges(handle);
    if (ranges.length === 0) throw new Error(`No Unicode map in ${file}`);
    return { has: (codePoint) => isInRanges(ranges, codePoint) };
  } finally {
    closeSync(handle);
  }
}

/** Ranges of the fullest map: format 12 holds all of Unicode, format 4 its first 65,536 characters. */
function readUnicodeRanges(handle: number): CodeRange[] {
  const directory = read(handle, 12, read(handle, 4, 2).readUInt16BE(0) * 16);
  const cmap = tableOffset(directory, 'cmap');
  if (cmap === undefined) return [];
  const encodings = read(handle, cmap + 4, read(handle, cmap + 2, 2).readUInt16BE(0) * 8);
  let best: CodeRange[] = [];
  for (let at = 0; at < encodings.length; at += 8) {
    const offset = cmap + encodings.readUInt32BE(at + 4);
    const start = read(handle, offset, 8);
    const format = start.readUInt16BE(0);
    if (format === 12) return groupsOfFormat12(read(handle, offset, start.readUInt32BE(4)));
    if (format === 4) best = segmentsOfFormat4(read(handle, offset, start.readUInt16BE(2)));
  }
  return best;
}

function tableOffset(directory: Buffer, tag: string): number | undefined {
  for (let at = 0; at < directory.length; at += 16) {
    if (directory.toString('latin1', at, at + 4) === tag) return directory.readUInt32BE(at + 8);
  }
  return undefined;
}

function groupsOfFormat12(map: Buffer): CodeRange[] {
  return Array.from({ length: map.readUInt32BE(12) }, (_, index): CodeRange => {
    const at = 16 + index * 12;
    return [map.readUInt32BE(at), map.readUInt32BE(at + 4)];
  });
}

/** Parallel arrays of segment ends and starts; the last segment only marks the end. */
function segmentsOfFormat4(map: Buffer): CodeRange[] {
  const segmentBytes = map.readUInt16BE(6);
  return Array.from({ length: segmentBytes / 2 - 1 }, (_, index): CodeRange => [
    map.readUInt16BE(16 + segmentBytes + index * 2),
    map.readUInt16BE(14 + index * 2),
  ]);
}

/** Ranges are sorted in both formats. */
function isInRanges(ranges: readonly CodeRange[], codePoint: number): boolean {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, 0];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}

function read(handle: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  readSync(handle, buffer, 0, length, position);
  return buffer;
}
