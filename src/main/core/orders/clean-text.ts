/** Zero-width, bidirectional and other invisible format characters, and control characters except line breaks. */
// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const INVISIBLE =
  /[\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
const BREAKS = /[\r\n\u2028\u2029]+/g;

/**
 * For names, addresses and notes: no invisible or control character, line breaks kept as one, no space at the ends.
 * Zero-width joiners stay: scripts and emoji need them to be drawn right.
 */
export function cleanProse(text: string): string {
  return text.normalize('NFC').replace(INVISIBLE, '').replace(BREAKS, '\n').trim();
}
