/**
 * Characters that scanners, spreadsheets and chat windows slip into numbers without anybody seeing them: soft hyphen, Arabic letter
 * mark, Mongolian vowel separator, zero-width space, joiners, directional marks and embeddings, word joiner, isolates, byte order mark.
 */
const INVISIBLE = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g;
/** Control characters, among them the GS and RS that GS1 scanners send and the CR that ends a scan. */
// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/g;

/** Most numbers are plain already; then nothing below would change them. */
const PLAIN = /^[\u0021-\u007E]*$/;

/**
 * A number or code as it is compared and stored: invisible and control characters gone, full-width forms folded to ASCII (NFKC turns
 * the ideographic space and no-break spaces into plain ones), trimmed. Inner spaces and letter case stay: they can be significant.
 */
export function cleanIdentifier(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.normalize('NFKC').replace(INVISIBLE, '').replace(CONTROL, '').trim();
}
