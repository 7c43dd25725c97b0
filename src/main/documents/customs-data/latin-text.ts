import { transliterate } from 'transliteration';
import { cleanProse } from '#core/orders/clean-text.ts';

/** Stands where the tables know no Latin letters, e.g. for an emoji. */
const UNKNOWN = '\uE000';
const PRINTABLE = /^[\u0020-\u007E]*$/;
const SPACES = /\s+/g;

/** What stands for lost characters, and the two that no XML document may hold. */
const NO_TEXT = /[\uFFFD-\uFFFF]/g;

/** One line without invisible characters, lone halves of characters, what XML cannot hold, or runs of spaces. */
export function cleanLine(text: string): string {
  return cleanProse(text.toWellFormed().replaceAll(NO_TEXT, '')).replace(SPACES, ' ').trim();
}

/**
 * The text in plain Latin letters, as posts ask for it; accents fall away. Null when a character has no Latin form: it must
 * not vanish unseen.
 */
export function latinText(text: string): string | null {
  const clean = cleanLine(text);
  if (PRINTABLE.test(clean)) return clean;
  if (clean.includes(UNKNOWN)) return null;
  const latin = transliterate(clean.normalize('NFKC'), { unknown: UNKNOWN }).replace(SPACES, ' ').trim();
  return latin !== '' && PRINTABLE.test(latin) ? latin : null;
}
