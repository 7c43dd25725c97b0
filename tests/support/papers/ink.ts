/** A page as darkness: 0 white, 255 black, one byte per pixel. */
export interface InkPage {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Reads the grey bitmap that `pdftoppm -gray` writes. */
export function readPgm(file: Buffer): InkPage {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 100).toString('latin1'));
  if (!header) throw new TypeError('no portable greymap');
  const ink = Uint8Array.from(file.subarray(header[0].length));
  for (let at = 0; at < ink.length; at += 1) ink[at] = 255 - (ink[at] ?? 0);
  return { width: Number(header[1]), height: Number(header[2]), ink };
}

/** The same of a picture's bytes, four to a pixel. */
export function inkOfRgba(width: number, height: number, rgba: Uint8Array | Uint8ClampedArray): InkPage {
  const ink = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < ink.length; at += 1, from += 4) {
    const [red, green, blue] = [rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0];
    // Most of a page is paper.
    if ((red & green & blue) !== 255) ink[at] = 255 - Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
  }
  return { width, height, ink };
}

/** Darkness of a part, in whole black pixels. */
export function inkIn(page: InkPage, box: PixelBox): number {
  let sum = 0;
  for (let y = Math.max(0, box.top); y < Math.min(page.height, box.bottom); y += 1)
    for (let x = Math.max(0, box.left); x < Math.min(page.width, box.right); x += 1)
      sum += page.ink[y * page.width + x] ?? 0;
  return sum / 255;
}

/**
 * Dark pixels of one page that have nothing dark of the other within `reach` pixels: strokes that are missing there, or that lie
 * somewhere else. Edges that are smoothed differently do not count.
 */
export function strayInk(page: InkPage, other: InkPage, box: PixelBox, reach: number): number {
  let count = 0;
  for (let y = Math.max(0, box.top); y < Math.min(page.height, box.bottom); y += 1)
    for (let x = Math.max(0, box.left); x < Math.min(page.width, box.right); x += 1)
      if ((page.ink[y * page.width + x] ?? 0) > 150 && !isNear(other, x, y, reach)) count += 1;
  return count;
}

function isNear(page: InkPage, x: number, y: number, reach: number): boolean {
  // As nearly always: right there.
  if ((page.ink[y * page.width + x] ?? 0) > 70) return true;
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) if ((page.ink[(y + dy) * page.width + x + dx] ?? 0) > 70) return true;
  return false;
}
