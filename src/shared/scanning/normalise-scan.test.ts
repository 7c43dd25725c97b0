import { describe, expect, it } from 'vitest';
import { normaliseScan, scanKey } from '#shared/scanning/normalise-scan.ts';

describe('a scanned text', () => {
  it.each([
    ['full-width digits and letters', '６９０１ＡＢ－１', '6901AB-1'],
    ['zero-width characters', '\ufeff69\u200b01\u2060', '6901'],
    ['control characters', '\u0002ABC\r\n\u0003', 'ABC'],
    ['directional marks of a chat window', '\u202a12345\u202c', '12345'],
    ['no-break and ideographic spaces around it', '\u00a0ABC\u3000', 'ABC'],
  ])('loses %s', (_, raw, expected) => {
    expect(normaliseScan(raw)).toBe(expected);
  });

  it('keeps case, inner spaces and group separators', () => {
    expect(normaliseScan('10aB c\u001d21X')).toBe('10aB c\u001d21X');
  });

  it('compares without regard to Caps Lock and separators', () => {
    expect(scanKey('10ab\u001d21x')).toBe(scanKey('10AB21X'));
  });
});
