/** Numbers that Linux gives to the places of keys (linux/input-event-codes.h), in the browser's names of the same places. */
const ROWS: readonly (readonly [first: number, names: readonly string[]])[] = [
  [2, ['Digit1', 'Digit2', 'Digit3', 'Digit4', 'Digit5', 'Digit6', 'Digit7', 'Digit8', 'Digit9', 'Digit0']],
  [12, ['Minus', 'Equal']],
  [16, ['KeyQ', 'KeyW', 'KeyE', 'KeyR', 'KeyT', 'KeyY', 'KeyU', 'KeyI', 'KeyO', 'KeyP', 'BracketLeft', 'BracketRight']],
  [30, ['KeyA', 'KeyS', 'KeyD', 'KeyF', 'KeyG', 'KeyH', 'KeyJ', 'KeyK', 'KeyL', 'Semicolon', 'Quote', 'Backquote']],
  [43, ['Backslash', 'KeyZ', 'KeyX', 'KeyC', 'KeyV', 'KeyB', 'KeyN', 'KeyM', 'Comma', 'Period', 'Slash']],
  [55, ['NumpadMultiply']],
  [57, ['Space']],
  [71, ['Numpad7', 'Numpad8', 'Numpad9', 'NumpadSubtract', 'Numpad4', 'Numpad5', 'Numpad6', 'NumpadAdd']],
  [79, ['Numpad1', 'Numpad2', 'Numpad3', 'Numpad0', 'NumpadDecimal']],
  [98, ['NumpadDivide']],
];

const CODE_OF: ReadonlyMap<number, string> = new Map(
  ROWS.flatMap(([first, names]) => names.map((name, index): [number, string] => [first + index, name])),
);

/** What a key of a scanner is for. */
export type InputKey =
  | { readonly kind: 'character'; readonly code: string }
  | { readonly kind: 'shift' | 'control' | 'other-modifier' }
  /** Enter, Tab. */
  | { readonly kind: 'end' }
  /** F8: what scanners are set to for the separator of GS1 (devices.md, section 10.4). */
  | { readonly kind: 'separator' }
  /** Locks and function keys: part of no code, and no sign of a person. */
  | { readonly kind: 'silent' }
  /** Escape, Backspace, arrows: no scanner presses these. */
  | { readonly kind: 'person' };

const F8 = 66;
const SHIFT = new Set([42, 54]);
const CONTROL = new Set([29, 97]);
/** Alt, AltGr, both Meta. */
const OTHER_MODIFIERS = new Set([56, 100, 125, 126]);
const ENDS = new Set([15, 28, 96]);
/** Escape, Backspace, Home, Up, Page Up, Left, Right, End, Down, Page Down, Insert, Delete. */
const PERSON = new Set([1, 14, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111]);

/** @param number of the key, as Linux counts them */
export function inputKey(number: number): InputKey {
  const code = CODE_OF.get(number);
  if (code !== undefined) return { kind: 'character', code };
  if (SHIFT.has(number)) return { kind: 'shift' };
  if (CONTROL.has(number)) return { kind: 'control' };
  if (OTHER_MODIFIERS.has(number)) return { kind: 'other-modifier' };
  if (ENDS.has(number)) return { kind: 'end' };
  if (number === F8) return { kind: 'separator' };
  return { kind: PERSON.has(number) ? 'person' : 'silent' };
}
