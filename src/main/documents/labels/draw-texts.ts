import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { MOST_KEPT_DOTS } from '#main/documents/labels/bitmap.ts';
import type { LabelFonts, StyledRun } from '#main/documents/labels/label-fonts.ts';
import type { TextCommand } from '#main/documents/layout/draw-list.ts';

/** Grey below this is black. */
const THRESHOLD = 128;

/** Smoothed edges reach into the dots around the ink. */
const EDGE_DOTS = 2;

/** The dots of one line, in a box of whole dots on the label. */
export interface TextInk {
  readonly line: TextCommand;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 1 for each dot of ink, row by row. */
  readonly dots: Uint8Array;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A line with its place on the sheet, where lines stand below and beside each other without touching. */
interface Placed {
  readonly line: TextCommand;
  readonly runs: readonly StyledRun[];
  readonly box: Box;
  readonly sheetX: number;
  readonly sheetY: number;
}

/** Draws lines of text; those that lie off the label are left out. */
export function drawTexts(
  lines: readonly TextCommand[],
  label: { readonly widthDots: number; readonly heightDots: number },
  fonts: LabelFonts,
): readonly TextInk[] {
  const boxes = lines.flatMap((line) => {
    const runs = fonts.runsOf(line.text, line.sizeDots, line.weight, line.direction);
    const box = within(label, turned(line, fonts.inkOf(runs)));
    return box.right > box.left && box.bottom > box.top ? [{ line, runs, box }] : [];
  });
  const sheet = arrange(boxes);
  if (sheet.placed.length === 0) return [];
  const paper = canvasFor(sheet.width, sheet.height);
  const context = paper.getContext('2d');
  // Also for right-to-left runs: each begins at its left edge.
  context.textAlign = 'left';
  for (const placed of sheet.placed) drawLine(context, placed);
  const pixels = paper.data();
  const grey = new Uint32Array(pixels.buffer, pixels.byteOffset, paper.width * sheet.height);
  return sheet.placed.map((placed) => ({
    line: placed.line,
    left: placed.box.left,
    top: placed.box.top,
    width: placed.box.right - placed.box.left,
    height: heightOf(placed.box),
    dots: inkDots(grey, paper.width, placed),
  }));
}

let kept: Canvas | undefined;

/**
 * One canvas for all labels, grown to the largest: its memory is some megabytes, which took longer to get than the texts to
 * draw. Each line paints its own ground, so that nothing of the label before shows.
 */
function canvasFor(width: number, height: number): Canvas {
  if (kept && kept.width >= width && kept.height >= height) return kept;
  const grown = { width: Math.max(width, kept?.width ?? 0), height: Math.max(height, kept?.height ?? 0) };
  if (grown.width * grown.height > MOST_KEPT_DOTS) return createCanvas(width, height);
  return (kept = createCanvas(grown.width, grown.height));
}

/** Everything is grey on an opaque ground, so any one colour channel tells the darkness. */
function inkDots(grey: Uint32Array, sheetWidth: number, { line, box, sheetX, sheetY }: Placed): Uint8Array {
  const [width, height] = [box.right - box.left, heightOf(box)];
  const isBlack = line.color === 'black';
  const dots = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const start = (sheetY + row) * sheetWidth + sheetX;
    for (let column = 0; column < width; column += 1) {
      if (((grey[start + column] ?? 0) & 0xff) < THRESHOLD === isBlack) dots[row * width + column] = 1;
    }
  }
  return dots;
}

/** Shelves as wide as the widest line: the highest lines first, so that a shelf holds lines of nearly its height. */
function arrange(lines: readonly Omit<Placed, 'sheetX' | 'sheetY'>[]): {
  readonly width: number;
  readonly height: number;
  readonly placed: readonly Placed[];
} {
  const width = Math.max(0, ...lines.map(({ box }) => box.right - box.left));
  const placed: Placed[] = [];
  let [sheetX, sheetY, shelfHeight] = [0, 0, 0];
  for (const one of lines.toSorted((a, b) => heightOf(b.box) - heightOf(a.box))) {
    const lineWidth = one.box.right - one.box.left;
    if (sheetX + lineWidth > width) [sheetX, sheetY, shelfHeight] = [0, sheetY + shelfHeight, 0];
    placed.push({ ...one, sheetX, sheetY });
    sheetX += lineWidth;
    shelfHeight = Math.max(shelfHeight, heightOf(one.box));
  }
  return { width, height: sheetY + shelfHeight, placed };
}

function heightOf(box: Box): number {
  return box.bottom - box.top;
}

function drawLine(context: SKRSContext2D, { line, runs, box, sheetX, sheetY }: Placed): void {
  context.save();
  context.beginPath();
  context.rect(sheetX, sheetY, box.right - box.left, heightOf(box));
  context.clip();
  context.fillStyle = line.color === 'black' ? 'white' : 'black';
  context.fillRect(sheetX, sheetY, box.right - box.left, heightOf(box));
  context.fillStyle = line.color;
  context.translate(sheetX + line.x - box.left, sheetY + line.baseline - box.top);
  context.rotate((line.rotate * Math.PI) / 180);
  let x = 0;
  for (const run of runs) {
    context.font = run.font;
    context.direction = run.direction;
    context.fillText(run.text, x, 0);
    x += run.widthDots;
  }
  context.restore();
}

/** The box of an upright line around its start on the baseline, turned as the line is and put on the label. */
function turned({ x, baseline, rotate }: TextCommand, { left, top, right, bottom }: Box): Box {
  if (rotate === 90) return { left: x - bottom, top: baseline + left, right: x - top, bottom: baseline + right };
  if (rotate === 180) return { left: x - right, top: baseline - bottom, right: x - left, bottom: baseline - top };
  if (rotate === 270) return { left: x + top, top: baseline - right, right: x + bottom, bottom: baseline - left };
  return { left: x + left, top: baseline + top, right: x + right, bottom: baseline + bottom };
}

/** Whole dots, with room for smoothed edges, as far as they lie on the label. */
function within(label: { readonly widthDots: number; readonly heightDots: number }, box: Box): Box {
  return {
    left: Math.max(0, Math.floor(box.left) - EDGE_DOTS),
    top: Math.max(0, Math.floor(box.top) - EDGE_DOTS),
    right: Math.min(label.widthDots, Math.ceil(box.right) + EDGE_DOTS),
    bottom: Math.min(label.heightDots, Math.ceil(box.bottom) + EDGE_DOTS),
  };
}
