import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { ready } from 'zpl-renderer-js';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { jobSettings, sampleWaybill } from './printing-bed.ts';

const ZPL = PRINTER_LANGUAGES.all.filter(({ id }) => id.startsWith('zpl'));

/** Black dots of a picture that somebody else's renderer made, one bit each, rows padded to bytes. */
async function dotsOf(base64: string): Promise<{ width: number; height: number; dots: Uint8Array }> {
  const image = await loadImage(Buffer.from(base64, 'base64'));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const bytesPerRow = Math.ceil(width / 8);
  const dots = new Uint8Array(bytesPerRow * height);
  for (let index = 0; index < width * height; index++) {
    if ((data[index * 4] ?? 255) >= 128) continue;
    const at = Math.floor(index / width) * bytesPerRow + ((index % width) >> 3);
    dots[at] = (dots[at] ?? 0) | (0x80 >> ((index % width) & 7));
  }
  return { width, height, dots };
}

/** A renderer that shares nothing with us reads the same label (devices.md section 13). */
describe.each(ZPL)('$id, read by an independent renderer', (language) => {
  test('shows no dot that differs from the drawn waybill', async () => {
    const label = await sampleWaybill(8);
    const { api } = await ready;
    const job = Buffer.from(language.encode(label.bitmap, jobSettings(8))).toString('latin1');
    const { width, height, dots } = await dotsOf(await api.zplToBase64Async(job, 100, 150, 8));
    expect([width, height]).toEqual([label.bitmap.widthDots, label.bitmap.heightDots]);
    expect(Buffer.from(dots).equals(label.bitmap.data)).toBe(true);
  });
});
