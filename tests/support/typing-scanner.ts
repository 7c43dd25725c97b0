/**
 * What the kernel hands on when a scanner types: `struct input_event` of a 64-bit Linux, written from linux/input.h and the HID
 * keyboard page alone, so that the reader's own table is not believed.
 */
const ROWS = ['\u001b1234567890-=\b\tqwertyuiop[]\n', "asdfghjkl;'`", '\\zxcvbnm,./'] as const;
const SHIFTED = ['\u001b!@#$%^&*()_+\b\tQWERTYUIOP{}\n', 'ASDFGHJKL:"~', '|ZXCVBNM<>?'] as const;
/** Number of the first key of each row: KEY_ESC, KEY_A, KEY_BACKSLASH. */
const FIRST = [1, 30, 43] as const;
export const KEYS = { ctrl: 29, shift: 42, capsLock: 58, backspace: 14, bracketRight: 27, enter: 28, f8: 66, alt: 56 };
const SPACE = 57;
const SYN = 0;
const KEY = 1;
const MSC = 4;
const DROPPED = 3;

export function inputEvent(type: number, code: number, value: number): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeBigInt64LE(1_795_000_000n, 0);
  bytes.writeUInt16LE(type, 16);
  bytes.writeUInt16LE(code, 18);
  bytes.writeInt32LE(value, 20);
  return bytes;
}

const report = (number: number, value: number): Buffer =>
  Buffer.concat([inputEvent(MSC, 4, 0x70000 + number), inputEvent(KEY, number, value), inputEvent(SYN, 0, 0)]);

export const down = (number: number): Buffer => report(number, 1);
export const up = (number: number): Buffer => report(number, 0);
export const press = (number: number): Buffer => Buffer.concat([down(number), up(number)]);
export const overflow = (): Buffer => inputEvent(SYN, DROPPED, 0);

/** The keys of a text on a US keyboard. @throws Error for what has no key */
export function typed(text: string): Buffer {
  return Buffer.concat([...text].map(typedCharacter));
}

function typedCharacter(character: string): Buffer {
  if (character === ' ') return press(SPACE);
  if (character === '\u001d') return Buffer.concat([down(KEYS.ctrl), press(KEYS.bracketRight), up(KEYS.ctrl)]);
  for (const [index, first] of FIRST.entries()) {
    const plain = ROWS[index]?.indexOf(character) ?? -1;
    if (plain >= 0) return press(first + plain);
    const shifted = SHIFTED[index]?.indexOf(character) ?? -1;
    if (shifted >= 0) return Buffer.concat([down(KEYS.shift), press(first + shifted), up(KEYS.shift)]);
  }
  throw new Error(`no key for ${JSON.stringify(character)}`);
}
