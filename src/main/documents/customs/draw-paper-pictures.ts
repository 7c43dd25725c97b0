import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import type { LabelFonts } from '#main/documents/labels/label-fonts.ts';
import { CUSTOMS_PAPERS } from '#main/documents/customs/customs-papers.ts';
import { paperPages } from '#main/documents/customs/draw-customs-paper.ts';
import type { CustomsPaperOrder } from '#main/documents/customs/draw-customs-paper.ts';
import type { DrawCommand } from '#main/documents/layout/draw-list.ts';
import { resolveLayout } from '#main/documents/layout/resolve-layout.ts';
import type { PdfPage } from '#main/documents/pdf/pdf-page.ts';

const DOTS_PER_MM = 600 / 25.4;

export interface PaperPictures {
  readonly pictures: readonly Uint8Array[];
  /** Of the form that drew them. */
  readonly version: number;
}

/** Pages of a paper as grey PNG for the screen. @throws AppError ERR_CUSTOMS_PAPER_*, ERR_LABEL_* */
export function drawPaperPictures({ kind, declaration, options }: CustomsPaperOrder, mostPages: number): PaperPictures {
  const pages = paperPages({ kind, declaration, options }).slice(0, mostPages);
  return {
    pictures: pages.map((page) => new Uint8Array(drawPagePicture(page, SCREEN_DPI).toBuffer('image/png'))),
    version: CUSTOMS_PAPERS[kind].version,
  };
}

const SCREEN_DPI = 110;

/**
 * Draws a page with another library than the PDF is written with, on the same grid: what the screen shows, and what tests hold
 * the PDF against.
 */
export function drawPagePicture({ layout, data, shapes = [], language }: PdfPage, dpi: number): Canvas {
  const fonts = labelFonts(language);
  const list = resolveLayout(layout, data, DOTS_PER_MM, fonts);
  const scale = dpi / 600;
  const canvas = createCanvas(Math.round(list.widthDots * scale), Math.round(list.heightDots * scale));
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  for (const { color, points } of shapes) {
    context.fillStyle = color === 'red' ? '#db141a' : color;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x * DOTS_PER_MM, y * DOTS_PER_MM);
    context.closePath();
    context.fill();
  }
  for (const command of list.commands) drawCommand(context, command, fonts);
  return canvas;
}

function drawCommand(context: SKRSContext2D, command: DrawCommand, fonts: LabelFonts): void {
  if (command.kind === 'rect') {
    context.fillStyle = command.color;
    context.fillRect(command.x, command.y, command.w, command.h);
  } else if (command.kind === 'image') {
    const { width, height, grey } = command.image;
    const picture = createCanvas(width, height);
    const pixels = picture.getContext('2d').createImageData(width, height);
    for (const [index, value] of grey.entries()) pixels.data.set([value, value, value, 255], index * 4);
    picture.getContext('2d').putImageData(pixels, 0, 0);
    context.drawImage(picture, command.x, command.y, command.w, command.h);
  } else {
    context.fillStyle = command.color;
    context.textAlign = 'left';
    let { x } = command;
    for (const run of fonts.runsOf(command.text, command.sizeDots, command.weight, command.direction)) {
      context.font = run.font;
      context.direction = run.direction;
      context.fillText(run.text, x, command.baseline);
      x += run.widthDots;
    }
  }
}
