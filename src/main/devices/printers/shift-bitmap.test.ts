import { describe, expect, it } from 'vitest';
import { shiftBitmap } from '#main/devices/printers/shift-bitmap.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** 12 x 3 dots, one black dot at (9, 1). */
const DOT: Bitmap = { widthDots: 12, heightDots: 3, bytesPerRow: 2, data: Uint8Array.of(0, 0, 0, 0x40, 0, 0) };

describe('a picture moved by dots', () => {
  it('moves over the edge of a byte, to all sides', () => {
    expect([...(shiftBitmap(DOT, -2, -1)?.data ?? [])]).toEqual([0x01, 0, 0, 0, 0, 0]);
    expect([...(shiftBitmap(DOT, 2, 1)?.data ?? [])]).toEqual([0, 0, 0, 0, 0, 0x10]);
  });

  it('refuses to lose a dot at an edge, the padding behind the last dot included', () => {
    expect(shiftBitmap(DOT, 3, 0)).toBeNull();
    expect(shiftBitmap(DOT, -10, 0)).toBeNull();
    expect(shiftBitmap(DOT, 0, 2)).toBeNull();
    expect(shiftBitmap(DOT, 0, -2)).toBeNull();
  });
});
