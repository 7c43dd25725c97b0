/** A picture on paper: 1 bit per dot, MSB = leftmost dot, 1 = black, padding bits 0. */
export interface LabelImage {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly bytesPerRow: number;
  readonly data: Uint8Array;
}

/** Dots that a command puts into the picture; 1 = black, whatever the language calls it. */
export interface DotBlock {
  readonly x: number;
  readonly y: number;
  readonly widthBytes: number;
  readonly heightDots: number;
  readonly dots: Uint8Array;
}

/** How new dots meet those that are there already. */
export type DotMode = 'overwrite' | 'or' | 'xor';

/** A white picture. */
export function blankImage(widthDots: number, heightDots: number): LabelImage {
  const bytesPerRow = Math.ceil(widthDots / 8);
  return { widthDots, heightDots, bytesPerRow, data: new Uint8Array(bytesPerRow * heightDots) };
}

/** Puts a block into the picture. Dots outside are lost, as on the print head. */
export function drawDots(image: LabelImage, block: DotBlock, mode: DotMode): void {
  const isWholeBytes = block.x >= 0 && block.x % 8 === 0 && block.x + block.widthBytes * 8 <= image.widthDots;
  for (let row = 0; row < block.heightDots; row++) {
    const y = block.y + row;
    if (y < 0 || y >= image.heightDots) continue;
    if (isWholeBytes) drawRowOfBytes(image, block, row, y * image.bytesPerRow + block.x / 8, mode);
    else drawRowOfDots(image, block, row, y, mode);
  }
}

/** The common case, a whole label at the left edge: eight dots at a time. */
function drawRowOfBytes(image: LabelImage, block: DotBlock, row: number, target: number, mode: DotMode): void {
  for (let index = 0; index < block.widthBytes; index++) {
    const drawn = block.dots[row * block.widthBytes + index] ?? 0;
    const before = image.data[target + index] ?? 0;
    image.data[target + index] = mode === 'overwrite' ? drawn : mode === 'or' ? before | drawn : before ^ drawn;
  }
}

function drawRowOfDots(image: LabelImage, block: DotBlock, row: number, y: number, mode: DotMode): void {
  for (let column = 0; column < block.widthBytes * 8; column++) {
    const x = block.x + column;
    if (x < 0 || x >= image.widthDots) continue;
    const isBlack = ((block.dots[row * block.widthBytes + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) !== 0;
    setDot(image, x, y, combine(mode, getDot(image, x, y), isBlack));
  }
}

function combine(mode: DotMode, before: boolean, drawn: boolean): boolean {
  if (mode === 'overwrite') return drawn;
  return mode === 'or' ? before || drawn : before !== drawn;
}

/** What the paper shows when the printer turns the picture by 180 degrees or mirrors it. Always a fresh copy. */
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

/** The picture with only the rows from `fromRow` up to `toRow` on it: a piece that starts or stops in the middle. */
export function cutImage(image: LabelImage, fromRow: number, toRow: number): LabelImage {
  const cut = blankImage(image.widthDots, image.heightDots);
  const clamp = (row: number): number => Math.max(0, Math.min(row, image.heightDots)) * image.bytesPerRow;
  cut.data.set(image.data.subarray(clamp(fromRow), clamp(toRow)), clamp(fromRow));
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

/** The picture so many rows further down the paper; what runs off its end is lost. */
export function moveDown(image: LabelImage, rows: number): LabelImage {
  const moved = blankImage(image.widthDots, image.heightDots);
  for (let row = 0; row < image.heightDots; row++) {
    const from = row - rows;
    if (from < 0 || from >= image.heightDots) continue;
    moved.data.set(
      image.data.subarray(from * image.bytesPerRow, (from + 1) * image.bytesPerRow),
      row * image.bytesPerRow,
    );
  }
  return moved;
}
