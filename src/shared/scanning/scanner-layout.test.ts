import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyCharacter } from '#shared/scanning/key-character.ts';
import { repairLayout, SCANNER_LAYOUTS } from '#shared/scanning/scanner-layout.ts';

/** Keys that a scanner set up for a keyboard presses: place of the key, with Shift or without. */
const GERMAN: Readonly<Record<string, string>> = {
  Z: '+KeyY',
  Y: '+KeyZ',
  '-': 'Slash',
  _: '+Slash',
  '/': '+Digit7',
  ':': '+Period',
  '=': '+Digit0',
  '(': '+Digit8',
  ')': '+Digit9',
  '?': '+Minus',
  '+': 'BracketRight',
};
const FRENCH: Readonly<Record<string, string>> = {
  A: '+KeyQ',
  Q: '+KeyA',
  Z: '+KeyW',
  W: '+KeyZ',
  M: '+Semicolon',
  '1': '+Digit1',
  '2': '+Digit2',
  '9': '+Digit9',
  '0': '+Digit0',
  ':': 'Period',
  '/': '+Period',
  '-': 'Digit6',
  '.': '+Comma',
};

function readBy(keys: Readonly<Record<string, string>>, text: string): string {
  return [...text]
    .map((character) => {
      const key = keys[character] ?? (/\d/.test(character) ? `Digit${character}` : `+Key${character}`);
      return keyCharacter({ code: key.replace('+', ''), shiftKey: key.startsWith('+') }) ?? '';
    })
    .join('');
}

describe('a scanner that was set up for another keyboard', () => {
  it.each(['SF-XYZ-123', 'PB:NEXT', 'HTTPS://ID/01/0(9)=?+_Y'])('German: %s is read as it was meant', (text) => {
    expect(readBy(GERMAN, text)).not.toBe(text);
    expect(repairLayout(readBy(GERMAN, text), 'de')).toBe(text);
  });

  it.each(['PB:WEIGH', 'QAWZM-1290', 'A/1.9'])('French: %s is read as it was meant', (text) => {
    expect(readBy(FRENCH, text)).not.toBe(text);
    expect(repairLayout(readBy(FRENCH, text), 'fr')).toBe(text);
  });

  it('loses no character and merges no two into one', () => {
    const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
    for (const layout of SCANNER_LAYOUTS) {
      const known = printable.filter((character) => repairLayout(character, layout) !== character);
      expect(new Set(known.map((character) => repairLayout(character, layout))).size).toBe(known.length);
      fc.assert(
        fc.property(fc.string(), (text) => {
          expect([...repairLayout(text, layout)]).toHaveLength([...text].length);
        }),
      );
    }
  });
});
