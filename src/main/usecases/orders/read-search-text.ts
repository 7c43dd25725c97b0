import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { ReadDb } from '#main/db/handles.ts';

/** What a text in the search field asks for. */
export type SearchText =
  /** The text is a whole outside number; then it means that order and nothing else. */
  | { readonly kind: 'number'; readonly orderIds: readonly string[] }
  /** Words in lower case that must all occur, and the same as an FTS5 expression. */
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly match: string }
  /** Nothing that could be looked for, or a word that occurs nowhere. */
  | { readonly kind: 'nothing' };

/** Longer texts are pasted by mistake; their first words decide. */
const MOST_WORDS = 8;
/** Orders that share one number (a payment for several) are few. */
const MOST_ORDERS_OF_NUMBER = 100;
/** Han, kana and hangul: there a single character can be a word. */
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * Reads a search text: a whole number finds its order, otherwise each word must occur somewhere in the order's text, in any
 * order. Words may be parts of longer ones; from two characters, in Chinese, Japanese and Korean from one.
 */
export function readSearchText(db: ReadDb, text: string): SearchText {
  const orderIds = db
    .pluck<[string, number], string>('SELECT DISTINCT order_id FROM external_ids WHERE value = ? LIMIT ?')
    .all(cleanIdentifier(text), MOST_ORDERS_OF_NUMBER);
  if (orderIds.length > 0) return { kind: 'number', orderIds };
  const words = cleanProse(text).toLowerCase().split(/\s+/u).filter(isSearchable).slice(0, MOST_WORDS);
  const parts = words.map((word) => matchWord(db, word));
  if (parts.length === 0 || parts.includes('')) return { kind: 'nothing' };
  return { kind: 'words', words, match: `text : (${parts.join(' AND ')})` };
}

function isSearchable(word: string): boolean {
  return [...word].length >= 2 || IDEOGRAPH.test(word);
}

/** The index knows three characters at a time: a shorter word stands for all trigrams that begin with it. */
function matchWord(db: ReadDb, word: string): string {
  if ([...word].length >= 3) return phrase(word);
  const trigrams = trigramsFrom(db, word);
  return trigrams.length === 0 ? '' : `(${trigrams.map(phrase).join(' OR ')})`;
}

function phrase(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The trigrams in use that begin with the word: one seek each, from one to the next. */
function trigramsFrom(db: ReadDb, word: string): string[] {
  const seek = db.pluck<[string], string>('SELECT term FROM order_search_terms WHERE term >= ? LIMIT 1');
  const found: string[] = [];
  let term = seek.get(word);
  while (term?.startsWith(word)) {
    found.push(term);
    term = seek.get(nextText(term));
  }
  return found;
}

/** The smallest text of the same length that sorts behind this one. */
function nextText(text: string): string {
  const points = [...text];
  const last = points.pop()?.codePointAt(0) ?? 0;
  // U+D800 to U+DFFF are no characters.
  return points.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : last + 1);
}
