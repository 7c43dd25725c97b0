import type { TsplBitmap } from '#main/simulators/devices/tspl/tspl-parser.ts';

/** A picture on paper: 1 bit per dot, MSB = leftmost dot, 1 = black, padding bits 0. */
export interface LabelImage {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bytesPerRow: number;
  readonly data: Uint8Array;
}

/** A white picture. */
export function blankImage(widthDots: number, heightDots: number): LabelImage {
  const bytesPerRow = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, bytesPerRow, data: new Uint8Array(bytesPerRow * heightDots) };
}

/** Puts a `BITMAP` into the picture, shifted by the `REFERENCE` point. Dots outside are lost, as on the print head. */
export function drawBitmap(
  image: LabelImage,
  bitmap: TsplBitmap,
  origin: { readonly x: number; readonly y: number },
): void {
  const left = bitmap.x + origin.x;
  const top = bitmap.y + origin.y;
  const isWholeBytes = left >= 0 && left % 8 === 0 && left + bitmap.widthBytes * 8 <= image.widthDots;
  for (let row = 0; row < bitmap.heightDots; row++) {
    const y = top + row;
    if (y < 0 || y >= image.heightDots) continue;
    if (isWholeBytes) drawRowOfBytes(image, bitmap, row, y * image.bytesPerRow + left / 8);
    else drawRowOfDots(image, bitmap, row, left, y);
  }
}

/** The common case, a whole label at the left edge: eight dots at a time. TSPL: a 0 bit prints black. */
function drawRowOfBytes(image: LabelImage, bitmap: TsplBitmap, row: number, target: number): void {
  for (let index = 0; index < bitmap.widthBytes; index++) {
    const drawn = ~(bitmap.payload[row * bitmap.widthBytes + index] ?? 0xff) & 0xff;
    const before = image.data[target + index] ?? 0;
    image.data[target + index] = bitmap.mode === 0 ? drawn : bitmap.mode === 1 ? before | drawn : before ^ drawn;
  }
}

function drawRowOfDots(image: LabelImage, bitmap: TsplBitmap, row: number, left: number, y: number): void {
  for (let column = 0; column < bitmap.widthBytes * 8; column++) {
    const x = left + column;
    if (x < 0 || x >= image.widthDots) continue;
    const sent = bitmap.payload[row * bitmap.widthBytes + (column >> 3)] ?? 0xff;
    const isBlack = (sent & (0x80 >> (column & 7))) === 0;
    setDot(image, x, y, combine(bitmap.mode, getDot(image, x, y), isBlack));
  }
}

/** Modes 1 and 2 combine black dots, not sent bits: drivers print with mode 1 on a cleared, white buffer [V]. */
function combine(mode: 0 | 1 | 2, before: boolean, drawn: boolean): boolean {
  if (mode === 0) return drawn;
  return mode === 1 ? before || drawn : before !== drawn;
}

/** What the paper shows: `DIRECTION` turns the picture by 180 degrees and can mirror it. Always a fresh copy. */
export function orientImage(image: LabelImage, turned: boolean, mirrored: boolean): LabelImage {
  const paper = blankImage(image.widthDots, image.heightDots);
  if (!turned && !mirrored) {
    paper.data.set(image.data);
    return paper;
  }
  for (let y = 0; y < image.heightDots; y++) {
    for (let x = 0; x < image.widthDots; x++) {
      if (!getDot(image, x, y)) continue;
      const flipX = turned !== mirrored;
      setDot(paper, flipX ? image.widthDots - 1 - x : x, turned ? image.heightDots - 1 - y : y, true);
    }
  }
  return paper;
}

/** The picture with everything from `rows` on left white: a label that stopped there. */
export function cutImage(image: LabelImage, rows: number): LabelImage {
  const cut = blankImage(image.widthDots, image.heightDots);
  cut.data.set(image.data.subarray(0, Math.max(0, Math.min(rows, image.heightDots)) * image.bytesPerRow));
  return cut;
}

function getDot(image: LabelImage, x: number, y: number): boolean {
  return ((image.data[y * image.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function setDot(image: LabelImage, x: number, y: number, isBlack: boolean): void {
  const index = y * image.bytesPerRow + (x >> 3);
  const mask = 0x80 >> (x & 7);
  const before = image.data[index] ?? 0;
  image.data[index] = isBlack ? before | mask : before & ~mask;
}
