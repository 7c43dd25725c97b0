import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/**
 * The picture moved by whole dots, right and down, for a printer that does not start where it should. Null when black dots
 * would fall off an edge: a label without its edge is no label.
 */
export function shiftBitmap(bitmap: Bitmap, right: number, down: number): Bitmap | null {
  const { widthDots, heightDots, bytesPerRow } = bitmap;
  const data = new Uint8Array(bitmap.data.length);
  for (let y = 0; y < heightDots; y += 1) {
    for (let byte = 0; byte < bytesPerRow; byte += 1) {
      const dots = bitmap.data[y * bytesPerRow + byte] ?? 0;
      if (dots === 0) continue;
      for (let bit = 0; bit < 8; bit += 1) {
        if ((dots & (0x80 >> bit)) === 0) continue;
        const x = byte * 8 + bit + right;
        const row = y + down;
        if (x < 0 || x >= widthDots || row < 0 || row >= heightDots) return null;
        const target = row * bytesPerRow + (x >> 3);
        data[target] = (data[target] ?? 0) | (0x80 >> (x & 7));
      }
    }
  }
  return { widthDots, heightDots, bytesPerRow, data };
}
