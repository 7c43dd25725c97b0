import { characterSet } from '#core/kernel/characters.ts';

/** What scanners, spreadsheets and chat windows slip into numbers without anybody seeing it. */
const UNSEEN = characterSet(['invisible', 'joiners', 'control', 'breaks']);

/** Most numbers are plain already; then nothing below would change them. */
const PLAIN = /^[\u0021-\u007E]*$/;

/**
 * A number or code as it is compared and stored: invisible and control characters gone, full-width forms folded to ASCII (NFKC turns
 * the ideographic space and no-break spaces into plain ones), trimmed. Inner spaces and letter case stay: they can be significant.
 */
export function cleanIdentifier(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(UNSEEN, '').normalize('NFKC').trim();
}
