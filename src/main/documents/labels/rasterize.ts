import { blankBitmap, setRun } from '#main/documents/labels/bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { drawTexts, isDark } from '#main/documents/labels/draw-texts.ts';
import type { TextInk } from '#main/documents/labels/draw-texts.ts';
import { imageDots } from '#main/documents/labels/image-dots.ts';
import type { LabelFonts } from '#main/documents/labels/label-fonts.ts';
import type { DrawList, ImageCommand } from '#main/documents/layout/draw-list.ts';

/**
 * Draws a list of commands, one bit per dot, each over the ones before it. Only text goes through the drawing library, on
 * a canvas no larger than the lines are: reading a whole label back from it takes longer than everything else together.
 */
export function rasterize(list: DrawList, fonts: LabelFonts): Bitmap {
  const bitmap = blankBitmap(list.widthDots, list.heightDots);
  const texts = list.commands.filter((command) => command.kind === 'text');
  const inks = new Map(drawTexts(texts, list, fonts).map((ink) => [ink.line, ink]));
  for (const command of list.commands) {
    if (command.kind === 'rect') {
      const { x, y, w, h, color } = command;
      for (let row = y; row < y + h; row += 1) setRun(bitmap, x, row, w, color);
    } else if (command.kind === 'image') {
      stampImage(bitmap, command);
    } else {
      const ink = inks.get(command);
      if (ink) stampText(bitmap, ink);
    }
  }
  return bitmap;
}

function stampText(bitmap: Bitmap, { line, left, top, width, height, dots, start, stride }: TextInk): void {
  const isBlack = line.color === 'black';
  for (let row = 0; row < height; row += 1) {
    const first = start + row * stride;
    for (let from = 0; from < width; from += 1) {
      let to = from;
      while (to < width && isDark(dots[first + to] ?? 0) === isBlack) to += 1;
      if (to > from) setRun(bitmap, left + from, top + row, to - from, line.color);
      from = to;
    }
  }
}

/** Dots are computed here and not by the library, whose smoothing would leave it to chance where a stroke ends. */
function stampImage(bitmap: Bitmap, command: ImageCommand): void {
  const { w, h } = command;
  const dots = imageDots(command.image, w, h, command.tone);
  for (let row = 0; row < h; row += 1) {
    for (let start = 0; start < w; start += 1) {
      let end = start;
      while (end < w && dots[row * w + end] === 1) end += 1;
      if (end > start) setRun(bitmap, command.x + start, command.y + row, end - start, 'black');
      start = end;
    }
  }
}
