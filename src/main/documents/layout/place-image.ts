import { AppError } from '#shared/errors/app-error.ts';
import { decodePng } from '#main/documents/layout/decode-png.ts';
import type { Pen } from '#main/documents/layout/pen.ts';
import type { ImageElement } from '#shared/model/label-layout.ts';

/**
 * Places a picture as large as its box allows without changing its proportions.
 * @throws AppError ERR_LABEL_IMAGE_INVALID
 */
export function placeImage(pen: Pen, element: ImageElement): void {
  const name = element.name ?? 'image';
  const image = decodePng(Buffer.from(element.png, 'base64'));
  if ('fault' in image) throw new AppError('ERR_LABEL_IMAGE_INVALID', { element: name, detail: image.fault });
  const box = { x: pen.dots(element.x), y: pen.dots(element.y), w: pen.dots(element.w), h: pen.dots(element.h) };
  const scale = Math.min(box.w / image.width, box.h / image.height);
  const w = Math.max(1, Math.floor(image.width * scale));
  const h = Math.max(1, Math.floor(image.height * scale));
  const factor = { left: 0, center: 0.5, right: 1 }[element.align];
  pen.pieces.push({ kind: 'picture', ...box });
  pen.commands.push({
    kind: 'image',
    x: box.x + Math.round((box.w - w) * factor),
    y: box.y + Math.round((box.h - h) / 2),
    w,
    h,
    image,
    tone: element.tone,
  });
}
