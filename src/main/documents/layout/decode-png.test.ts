import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePng } from '#main/documents/layout/decode-png.ts';

function pngOf(draw: (context: ReturnType<ReturnType<typeof createCanvas>['getContext']>) => void): Buffer {
  const canvas = createCanvas(12, 5);
  draw(canvas.getContext('2d'));
  return canvas.toBuffer('image/png');
}

const sample = pngOf((context) => {
  context.fillStyle = 'black';
  context.fillRect(0, 0, 3, 5);
  context.fillStyle = '#808080';
  context.fillRect(3, 0, 3, 5);
});

/** The same file with one field of its header changed; the checksum is not looked at. */
function withHeader(offset: number, bytes: readonly number[]): Buffer {
  const copy = Buffer.from(sample);
  copy.set(bytes, 16 + offset);
  return copy;
}

describe('decodePng', () => {
  it('gives darkness on white paper; what is transparent is paper', () => {
    const image = decodePng(sample);
    if ('fault' in image) throw new Error(image.fault);
    expect([image.width, image.height]).toEqual([12, 5]);
    expect([...image.grey.subarray(48, 60)]).toEqual([0, 0, 0, 128, 128, 128, 255, 255, 255, 255, 255, 255]);
  });

  it.each([
    ['something else', Buffer.from('GIF89a'), 'not a PNG'],
    ['a cut file', sample.subarray(0, 60), 'damaged'],
    ['a width of four thousand million', withHeader(0, [0xff, 0xff, 0xff, 0xff]), 'larger than 2400 pixels'],
    ['no width', withHeader(0, [0, 0, 0, 0]), 'damaged'],
    ['more rows than there are', withHeader(4, [0, 0, 4, 0]), 'damaged'],
    ['16 bits', withHeader(8, [16]), '16 bits or interlaced'],
    ['interlacing', withHeader(12, [1]), '16 bits or interlaced'],
  ])('refuses %s', (_, file, fault) => {
    expect(decodePng(file)).toEqual({ fault });
  });

  it('never throws, whatever byte was changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: sample.length - 1 }), fc.nat({ max: 255 }), (at, byte) => {
        const copy = Buffer.from(sample);
        copy[at] = byte;
        expect(decodePng(copy)).toBeDefined();
      }),
    );
  });
});
