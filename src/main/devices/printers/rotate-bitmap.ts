import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** The picture turned by 180 degrees, for languages without a command for it that every printer obeys. Padding stays white. */
export function rotateBitmap(bitmap: Bitmap): Bitmap {
  const { widthDots, heightDots, bytesPerRow } = bitmap;
  const data = new Uint8Array(bitmap.data.length);
  for (let y = 0; y < heightDots; y += 1) {
    const source = y * bytesPerRow;
    const target = (heightDots - 1 - y) * bytesPerRow;
    for (let x = 0; x < widthDots; x += 1) {
      if (((bitmap.data[source + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0) continue;
      const turned = widthDots - 1 - x;
      data[target + (turned >> 3)] = (data[target + (turned >> 3)] ?? 0) | (0x80 >> (turned & 7));
    }
  }
  return { widthDots, heightDots, bytesPerRow, data };
}
