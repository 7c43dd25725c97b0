import { blankBitmap, setRun } from '#main/documents/labels/bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { drawTexts } from '#main/documents/labels/draw-texts.ts';
import type { TextInk } from '#main/documents/labels/draw-texts.ts';
import { imageDots } from '#main/documents/labels/image-dots.ts';
import type { LabelFonts } from '#main/documents/labels/label-fonts.ts';
import type { DrawList, InkColor } from '#main/documents/layout/draw-list.ts';

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
      // Dots are computed here and not by the library, whose smoothing would leave it to chance where a stroke ends.
      const { x, y, w, h, image, tone } = command;
      stamp(bitmap, { left: x, top: y, width: w, height: h, dots: imageDots(image, w, h, tone) }, 'black');
    } else {
      const ink = inks.get(command);
      if (ink) stamp(bitmap, ink, command.color);
    }
  }
  return bitmap;
}

type Dots = Pick<TextInk, 'left' | 'top' | 'width' | 'height' | 'dots'>;

function stamp(bitmap: Bitmap, { left, top, width, height, dots }: Dots, color: InkColor): void {
  for (let row = 0; row < height; row += 1) {
    const first = row * width;
    for (let from = 0; from < width; from += 1) {
      let to = from;
      while (to < width && dots[first + to] === 1) to += 1;
      if (to > from) setRun(bitmap, left + from, top + row, to - from, color);
      from = to;
    }
  }
}
