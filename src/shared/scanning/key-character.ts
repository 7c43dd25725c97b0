/** What of a browser's keyboard event a scan is read from. `code` is the place of the key, whatever layout or input method is on. */
export interface KeyStroke {
  readonly code: string;
  readonly shiftKey: boolean;
}

/** US layout, which is what scanners type unless set up otherwise: plain and with Shift. */
const SYMBOLS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Digit1: ['1', '!'],
  Digit2: ['2', '@'],
  Digit3: ['3', '#'],
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit6: ['6', '^'],
  Digit7: ['7', '&'],
  Digit8: ['8', '*'],
  Digit9: ['9', '('],
  Digit0: ['0', ')'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/'],
  NumpadMultiply: ['*', '*'],
  NumpadSubtract: ['-', '-'],
  NumpadAdd: ['+', '+'],
};

/**
 * The character that a scanner meant, from the place of the key and Shift alone. A Chinese input method hides `key` behind
 * "Process", Caps Lock swaps its case, and foreign layouts change symbols; `code` has none of that (devices.md, section 10.2).
 * Null for keys that make no character.
 */
export function keyCharacter(stroke: KeyStroke): string | null {
  const letter = /^Key([A-Z])$/.exec(stroke.code)?.[1];
  if (letter) return stroke.shiftKey ? letter : letter.toLowerCase();
  const numpadDigit = /^Numpad(\d)$/.exec(stroke.code)?.[1];
  if (numpadDigit) return numpadDigit;
  return SYMBOLS[stroke.code]?.[stroke.shiftKey ? 1 : 0] ?? null;
}
