import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { DrawList, TextCommand } from '#main/documents/layout/draw-list.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import type { LabelFonts } from '#main/documents/labels/label-fonts.ts';

/** Grey below this becomes black. */
const THRESHOLD = 128;

/** Draws a list of commands and packs the result to one bit per dot. */
export function rasterize(list: DrawList, fonts: LabelFonts): Bitmap {
  const canvas = createCanvas(list.widthDots, list.heightDots);
  drawCommands(canvas.getContext('2d'), list, fonts);
  return packBitmap(canvas);
}

/** Draws on any canvas whose unit is one dot; a PDF page scaled to dots serves as well. */
export function drawCommands(context: SKRSContext2D, list: DrawList, fonts: LabelFonts): void {
  context.fillStyle = 'white';
  context.fillRect(0, 0, list.widthDots, list.heightDots);
  for (const command of list.commands) {
    context.fillStyle = command.color;
    if (command.kind === 'rect') {
      context.fillRect(command.x, command.y, command.w, command.h);
    } else {
      drawLine(context, command, fonts);
    }
  }
}

function drawLine(context: SKRSContext2D, line: TextCommand, fonts: LabelFonts): void {
  let x = line.x;
  for (const run of fonts.runsOf(line.text, line.sizeDots, line.weight)) {
    context.font = run.font;
    context.fillText(run.text, x, line.baseline);
    x += run.widthDots;
  }
}

/** Everything drawn is grey on opaque white, so any one colour channel tells the darkness. */
function packBitmap(canvas: Canvas): Bitmap {
  const { width, height } = canvas;
  const bytesPerRow = Math.ceil(width / 8);
  const data = new Uint8Array(bytesPerRow * height);
  const pixels = canvas.data();
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  for (let y = 0; y < height; y += 1) {
    const rowStart = y * width;
    for (let column = 0; column < bytesPerRow; column += 1) {
      const start = rowStart + column * 8;
      const end = Math.min(start + 8, rowStart + width);
      let byte = 0;
      for (let at = start, bit = 0x80; at < end; at += 1, bit >>= 1) {
        if (((words[at] ?? 0) & 0xff) < THRESHOLD) byte |= bit;
      }
      if (byte !== 0) data[y * bytesPerRow + column] = byte;
    }
  }
  return { widthDots: width, heightDots: height, bytesPerRow, data };
}
