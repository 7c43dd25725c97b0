import { createInputEventDecoder } from '#main/devices/scanners/input-events.ts';
import type { InputEvent } from '#main/devices/scanners/input-events.ts';
import { inputKey } from '#main/devices/scanners/input-keys.ts';
import type { ScanFramer, ScanReports } from '#main/devices/scanners/scan-framer.ts';
import { keyCharacter } from '#shared/scanning/key-character.ts';
import { GROUP_SEPARATOR } from '#shared/scanning/normalise-scan.ts';
import { repairLayout } from '#shared/scanning/scanner-layout.ts';
import type { ScannerLayout } from '#shared/scanning/scanner-layout.ts';

export interface KeyScanOptions {
  readonly layout: ScannerLayout;
  /** Set up to press Enter or Tab after each code: then only that ends one. Else a silence does. */
  readonly hasEndKey: boolean;
}

const EV_SYN = 0;
const EV_KEY = 1;
const SYN_REPORT = 0;
const SYN_DROPPED = 3;
const UP = 0;
const DOWN = 1;

/** A scanner types a character in a few milliseconds, a slow one over the air in some sixty. */
const SILENCE_MS = 100;
/** So long nothing: the end key does not come any more. */
const SILENCE_BEFORE_END_KEY_MS = 600;
/** Twice the longest symbol there is. */
const LIMIT_CHARACTERS = 16_384;
/** What scanners press for control characters: Ctrl and the key of the character 64 further on. */
const CONTROL_SEPARATOR = 'BracketRight';
const CONTROL_ENDS: ReadonlySet<string> = new Set(['KeyM', 'KeyJ']);

/**
 * Puts the keys of a scanner that types like a keyboard together to codes, from the `input_event` records of its node. Keys are
 * read by their places, as in the window (shared/scanning). A code of which keys are missing is told as torn and is no code;
 * keys that only people press give the device back.
 */
export function createKeyScanFramer(options: KeyScanOptions, reports: ScanReports): ScanFramer {
  const decoder = createInputEventDecoder();
  const held = new Set<number>();
  let text = '';
  let isTorn = false;
  let isSkipping = false;

  function finish(): string | null {
    const code = isTorn ? null : text;
    text = '';
    if (isTorn) reports.torn();
    isTorn = false;
    return code === null || code === '' ? null : repairLayout(code, options.layout);
  }

  function isHeld(kind: 'shift' | 'control' | 'other-modifier'): boolean {
    return [...held].some((number) => inputKey(number).kind === kind);
  }

  function press(number: number): string | null {
    const key = inputKey(number);
    if (key.kind === 'person') reports.refuse('ERR_SCANNER_IS_KEYBOARD');
    if (key.kind === 'end') return finish();
    if (key.kind === 'separator') add(GROUP_SEPARATOR);
    if (key.kind !== 'character') return null;
    if (isHeld('control') && CONTROL_ENDS.has(key.code)) return finish();
    if (isHeld('control') && key.code === CONTROL_SEPARATOR) add(GROUP_SEPARATOR);
    else if (isHeld('control') || isHeld('other-modifier')) isTorn = true;
    else add(keyCharacter({ code: key.code, shiftKey: isHeld('shift') }) ?? '');
    return null;
  }

  function add(character: string): void {
    if (text.length >= LIMIT_CHARACTERS) isTorn = true;
    else text += character;
  }

  function take(event: InputEvent): string | null {
    if (event.type === EV_SYN) {
      // The kernel's store was full: what was lost, nobody knows; up to the next report it is the rest of what was lost.
      if (event.code === SYN_DROPPED) {
        isTorn = true;
        isSkipping = true;
        held.clear();
      } else if (event.code === SYN_REPORT) isSkipping = false;
      return null;
    }
    if (event.type !== EV_KEY || isSkipping) return null;
    if (event.value === UP) held.delete(event.code);
    if (event.value !== DOWN) return null;
    held.add(event.code);
    return press(event.code);
  }

  return {
    push: (bytes) =>
      decoder
        .push(bytes)
        .map(take)
        .filter((code) => code !== null),
    endBySilence() {
      if (options.hasEndKey && text !== '') isTorn = true;
      return finish();
    },
    get isPending() {
      return text !== '' || isTorn;
    },
    silenceMs: options.hasEndKey ? SILENCE_BEFORE_END_KEY_MS : SILENCE_MS,
  };
}
