import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCrockford, normalizeCrockford } from '#core/kernel/crockford.ts';

describe('crockford base 32', () => {
  it('takes five bits a character, most significant first', () => {
    expect(encodeCrockford(new Uint8Array([0b00000_000, 0b01_00010_0, 0b0011_0000]), 4)).toBe('0123');
    expect(encodeCrockford(new Uint8Array([255, 255, 255, 255, 255]), 8)).toBe('ZZZZZZZZ');
  });

  it('reads what it wrote, however it was typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 20 }), (bytes) => {
        const text = encodeCrockford(bytes, 8);
        expect(normalizeCrockford(` ${text.slice(0, 4).toLowerCase()} - ${text.slice(4)} `)).toBe(text);
      }),
    );
  });

  it('takes O for 0 and I and L for 1, and refuses what is none of its characters', () => {
    expect(normalizeCrockford('oOiIlL')).toBe('001111');
    expect(normalizeCrockford('ABCU')).toBeNull();
    expect(normalizeCrockford('AB!C')).toBeNull();
  });
});
