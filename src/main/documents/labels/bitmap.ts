/** 1 bit per dot, row-major, top row first, MSB = leftmost dot, 1 = black; padding bits of a row are 0 (devices.md section 2). */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  /** ceil(widthDots / 8) */
  readonly bytesPerRow: number;
  readonly data: Uint8Array;
}

/** Of what is kept of one label for the next, at four bytes a dot: 12 MB, for a label of 100 x 180 mm at 300 dpi. */
export const MOST_KEPT_DOTS = 3_000_000;

export function blankBitmap(widthDots: number, heightDots: number): Bitmap {
  const bytesPerRow = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, bytesPerRow, data: new Uint8Array(bytesPerRow * heightDots) };
}

/** Colours dots of one row from `x` on; those beside the bitmap are left out. */
export function setRun(bitmap: Bitmap, x: number, y: number, count: number, color: 'black' | 'white'): void {
  if (y < 0 || y >= bitmap.heightDots) return;
  const first = Math.max(0, x);
  const end = Math.min(bitmap.widthDots, x + count);
  if (end <= first) return;
  const rowStart = y * bitmap.bytesPerRow;
  const [firstByte, lastByte] = [first >> 3, (end - 1) >> 3];
  for (let column = firstByte; column <= lastByte; column += 1) {
    let mask = 0xff;
    if (column === firstByte) mask &= 0xff >> (first & 7);
    if (column === lastByte) mask &= 0xff << (7 - ((end - 1) & 7));
    const at = rowStart + column;
    const byte = bitmap.data[at] ?? 0;
    bitmap.data[at] = color === 'black' ? byte | mask : byte & ~mask;
  }
}
