import { characterSet } from '#core/kernel/characters.ts';

const INVISIBLE = characterSet(['invisible', 'control']);
const BREAKS = /[\r\n\u2028\u2029]+/g;

/**
 * For names, addresses and notes: no invisible or control character, line breaks kept as one, no space at the ends.
 * Zero-width joiners stay: scripts and emoji need them to be drawn right.
 */
export function cleanProse(text: string): string {
  return joinBreaks(text.replace(INVISIBLE, '').normalize('NFC')).trim();
}

/** Several line breaks, of whatever kind, become one. */
export function joinBreaks(text: string): string {
  return text.replace(BREAKS, '\n');
}
