import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { imageDots } from '#main/documents/labels/image-dots.ts';
import type { DrawList, ImageCommand, TextCommand } from '#main/documents/layout/draw-list.ts';
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

/** Draws on any canvas whose unit is one dot. */
function drawCommands(context: SKRSContext2D, list: DrawList, fonts: LabelFonts): void {
  context.fillStyle = 'white';
  context.fillRect(0, 0, list.widthDots, list.heightDots);
  for (const command of list.commands) {
    if (command.kind === 'image') {
      drawImage(context, command);
    } else if (command.kind === 'rect') {
      context.fillStyle = command.color;
      context.fillRect(command.x, command.y, command.w, command.h);
    } else {
      context.fillStyle = command.color;
      drawText(context, command, fonts);
    }
  }
}

function drawText(context: SKRSContext2D, line: TextCommand, fonts: LabelFonts): void {
  if (line.rotate === 0) return drawLine(context, line, fonts);
  context.save();
  context.translate(line.x, line.baseline);
  context.rotate((line.rotate * Math.PI) / 180);
  drawLine(context, { ...line, x: 0, baseline: 0 }, fonts);
  context.restore();
}

/** Dots are computed here and not by the library, whose smoothing would leave it to chance where a stroke ends. */
function drawImage(context: SKRSContext2D, command: ImageCommand): void {
  const { w, h } = command;
  const dots = imageDots(command.image, w, h, command.tone);
  context.fillStyle = 'black';
  for (let row = 0; row < h; row += 1) {
    for (let start = 0; start < w; start += 1) {
      let end = start;
      while (end < w && dots[row * w + end] === 1) end += 1;
      if (end > start) context.fillRect(command.x + start, command.y + row, end - start, 1);
      start = end;
    }
  }
}

function drawLine(context: SKRSContext2D, line: TextCommand, fonts: LabelFonts): void {
  let x = line.x;
  // Also for right-to-left runs: each begins at its left edge.
  context.textAlign = 'left';
  for (const run of fonts.runsOf(line.text, line.sizeDots, line.weight, line.direction)) {
    context.font = run.font;
    context.direction = run.direction;
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
