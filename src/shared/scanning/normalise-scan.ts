/** FNC1 between the fields of a GS1 code, as scanners send it. The one control character that carries meaning. */
export const GROUP_SEPARATOR = '\u001d';

/** What scanners, spreadsheets and chat windows slip in unseen: joiners, directional marks, byte order mark. */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;
// oxlint-disable-next-line no-control-regex -- control characters are what is removed, all but the group separator
const CONTROL = /[\u0000-\u001C\u001E\u001F\u007F-\u009F]/g;

/**
 * A scanned or typed code as it is read on: full-width digits and letters of a Chinese input method folded to ASCII, invisible
 * and control characters gone, trimmed. Letter case and group separators stay.
 */
export function normaliseScan(raw: string): string {
  return raw.normalize('NFKC').replace(INVISIBLE, '').replace(CONTROL, '').trim();
}

/** The form in which two scans of the same symbol are equal, whatever Caps Lock and the scanner's separator setting did. */
export function scanKey(text: string): string {
  return normaliseScan(text).replaceAll(GROUP_SEPARATOR, '').toUpperCase();
}
