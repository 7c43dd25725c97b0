/** 1 bit per dot, row-major, top row first, MSB = leftmost dot, 1 = black; padding bits of a row are 0 (devices.md section 2). */
export interface Bitmap {
  readonly widthDots: number;
  readonly heightDots: number;
  /** ceil(widthDots / 8) */
  readonly bytesPerRow: number;
  readonly data: Uint8Array;
}
