import type { GreyImage } from '#main/documents/layout/decode-png.ts';

const THRESHOLD = 128;

/** A grey picture as black dots (1) of a given size: thresholded for line art, error diffusion (Floyd-Steinberg) for photographs. */
export function imageDots(image: GreyImage, w: number, h: number, tone: 'threshold' | 'dither'): Uint8Array {
  const grey = scaled(image, w, h);
  const dots = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const at = y * w + x;
      const value = grey[at] ?? 255;
      const isBlack = value < THRESHOLD;
      if (isBlack) dots[at] = 1;
      if (tone === 'dither') spread(grey, w, h, x, y, value - (isBlack ? 0 : 255));
    }
  }
  return dots;
}

/** Hands what a dot is too dark or too light on to neighbours that are still to come. */
function spread(grey: Float32Array, w: number, h: number, x: number, y: number, error: number): void {
  const give = (dx: number, dy: number, share: number): void => {
    const [column, row] = [x + dx, y + dy];
    if (column < 0 || column >= w || row >= h) return;
    grey[row * w + column] = (grey[row * w + column] ?? 255) + (error * share) / 16;
  };
  give(1, 0, 7);
  give(-1, 1, 3);
  give(0, 1, 5);
  give(1, 1, 1);
}

/** Each dot is the mean of the pixels that it covers, or the pixel that it lies in. */
function scaled(image: GreyImage, w: number, h: number): Float32Array {
  const result = new Float32Array(w * h);
  for (let y = 0; y < h; y += 1) {
    const [top, bottom] = span(y, h, image.height);
    for (let x = 0; x < w; x += 1) {
      const [left, right] = span(x, w, image.width);
      let sum = 0;
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) sum += image.grey[row * image.width + column] ?? 255;
      }
      result[y * w + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return result;
}

function span(dot: number, dots: number, pixels: number): readonly [number, number] {
  const first = Math.min(pixels - 1, Math.floor((dot * pixels) / dots));
  return [first, Math.max(first + 1, Math.min(pixels, Math.floor(((dot + 1) * pixels) / dots)))];
}
