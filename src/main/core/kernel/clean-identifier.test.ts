import { describe, expect, it } from 'vitest';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';

describe('cleanIdentifier', () => {
  it.each([
    ['\u200B123\u200B456', '123456'],
    ['\uFEFFSF1234\r\n', 'SF1234'],
    ['\u202A12\u202C34\u2060', '1234'],
    ['１２３ＡＢ', '123AB'],
    ['\u3000A 1\u00A0', 'A 1'],
    ['(01)\u001D123', '(01)123'],
    ['a-B_c/1', 'a-B_c/1'],
  ])('reads %j as %j', (text, clean) => {
    expect(cleanIdentifier(text)).toBe(clean);
  });
});
