import type { Canvas } from '@napi-rs/canvas';

export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A part of a page as darkness: 0 white, 255 black, one byte per pixel, row by row. */
export interface InkPart extends PixelBox {
  readonly ink: Uint8Array;
}

/** A page of which parts are looked at: to read all its pixels would take ten times as long as to draw it. */
export interface InkPage {
  /** What lies on the page of this part of it. */
  part(box: PixelBox): InkPart;
}

/** A page in the grey bitmap that `pdftoppm -gray` writes. */
export function inkOfPgm(file: Buffer): InkPage {
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 100).toString('latin1'));
  if (!header) throw new TypeError('no portable greymap');
  const [width, height, start] = [Number(header[1]), Number(header[2]), header[0].length];
  return {
    part(wanted) {
      const box = onPage(wanted, width, height);
      const part = emptyPart(box);
      let at = 0;
      for (let y = box.top; y < box.bottom; y += 1)
        for (let from = start + y * width + box.left, end = from + box.right - box.left; from < end; from += 1, at += 1)
          part.ink[at] = 255 - (file[from] ?? 255);
      return part;
    },
  };
}

/** The same of a drawn picture. */
export function inkOfCanvas(canvas: Canvas): InkPage {
  const context = canvas.getContext('2d');
  return {
    part(wanted) {
      const box = onPage(wanted, canvas.width, canvas.height);
      const part = emptyPart(box);
      if (part.ink.length === 0) return part;
      const { data } = context.getImageData(box.left, box.top, box.right - box.left, box.bottom - box.top);
      for (let at = 0, from = 0; at < part.ink.length; at += 1, from += 4) {
        const [red, green, blue] = [data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0];
        // Most of a page is paper.
        if ((red & green & blue) !== 255) part.ink[at] = 255 - Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
      }
      return part;
    },
  };
}

function onPage({ left, top, right, bottom }: PixelBox, width: number, height: number): PixelBox {
  const [from, start] = [Math.max(0, left), Math.max(0, top)];
  return {
    left: from,
    top: start,
    right: Math.max(from, Math.min(width, right)),
    bottom: Math.max(start, Math.min(height, bottom)),
  };
}

function emptyPart(box: PixelBox): InkPart {
  return { ...box, ink: new Uint8Array((box.right - box.left) * (box.bottom - box.top)) };
}

/** Darkness of a box of the part, in whole black pixels. */
export function inkIn(part: InkPart, box: PixelBox): number {
  const width = part.right - part.left;
  let sum = 0;
  for (let y = Math.max(part.top, box.top); y < Math.min(part.bottom, box.bottom); y += 1)
    for (let x = Math.max(part.left, box.left); x < Math.min(part.right, box.right); x += 1)
      sum += part.ink[(y - part.top) * width + x - part.left] ?? 0;
  return sum / 255;
}

/**
 * Dark pixels in a box of one page that have nothing dark of the other within `reach` pixels: strokes that are missing there, or
 * that lie somewhere else. Edges that are smoothed differently do not count. Both parts reach beyond the box by that much.
 */
export function strayInk(part: InkPart, other: InkPart, box: PixelBox, reach: number): number {
  const width = part.right - part.left;
  let count = 0;
  for (let y = Math.max(part.top, box.top); y < Math.min(part.bottom, box.bottom); y += 1)
    for (let x = Math.max(part.left, box.left); x < Math.min(part.right, box.right); x += 1)
      if ((part.ink[(y - part.top) * width + x - part.left] ?? 0) > 150 && !isNear(other, x, y, reach)) count += 1;
  return count;
}

function isNear(part: InkPart, x: number, y: number, reach: number): boolean {
  const width = part.right - part.left;
  // As nearly always: right there.
  if (isDark(part, width, x, y)) return true;
  for (let dy = -reach; dy <= reach; dy += 1)
    for (let dx = -reach; dx <= reach; dx += 1) if (isDark(part, width, x + dx, y + dy)) return true;
  return false;
}

function isDark(part: InkPart, width: number, x: number, y: number): boolean {
  if (x < part.left || x >= part.right || y < part.top || y >= part.bottom) return false;
  return (part.ink[(y - part.top) * width + x - part.left] ?? 0) > 70;
}
