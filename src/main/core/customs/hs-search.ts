import MiniSearch from 'minisearch';
import type { SearchResult } from 'minisearch';
import { cleanIdentifier } from '#core/kernel/clean-identifier.ts';
import type { HsBook } from '#core/customs/hs-book.ts';
import { createVocabulary } from '#core/customs/hs-vocabulary.ts';
import type { HsTerms, TermMatch, VocabularyMatch } from '#core/customs/hs-vocabulary.ts';
import type { HsHit, HsReason } from '#shared/contract/customs-hs.ts';

/** Ranked hits with the reasons of each. Nothing is padded: what matches nothing gives nothing. */
export interface HsSearch {
  readonly book: HsBook;
  find(text: string, limit: number): HsHit[];
}

/** Words that say nothing about goods, many of them in every second heading. */
const STOP = new Set(
  `a an the of or and for in on at by to with without not no other than others nec etc whether like kind kinds used use from its their
this that these thereof therefor therewith item heading headings chapter including excluding containing having being put up similar
such any all parts part articles article new set pcs piece pack`.split(/\s+/),
);
const FIELDS = ['subheading', 'heading', 'chapter'] as const;
type Field = (typeof FIELDS)[number];

/** A term of the vocabulary outweighs words that merely stand somewhere in a text. */
const TERM_WEIGHT = 12;
const SIMILAR_TERM_WEIGHT = 7;
/** Less for each further code of the same term: the likelier stand first. */
const ORDER_STEP = 0.25;
const WORD_WEIGHT = 10;
/** Of hits in which no word stands as it was typed. */
const UNSURE = 0.6;
/** Documents added between two turns of the event loop while the index is built. */
const CHUNK = 100;

/** Indexes an edition in slices, so that the event loop never waits long. */
export async function createHsSearch(book: HsBook, terms: HsTerms): Promise<HsSearch> {
  const index = new MiniSearch<{ id: string } & Record<Field, string>>({
    fields: [...FIELDS],
    tokenize: wordsOf,
    processTerm: (term) => (STOP.has(term) ? null : term),
  });
  const documents = book.entries.map(({ code, text }) => ({
    id: code,
    subheading: code.length === 6 ? text : '',
    heading: book.text(code.slice(0, 4)) ?? '',
    chapter: book.text(code.slice(0, 2)) ?? '',
  }));
  await index.addAllAsync(documents, { chunkSize: CHUNK });
  const known = new Set(documents.flatMap((document) => FIELDS.flatMap((field) => wordsOf(document[field]))));
  const vocabulary = createVocabulary(terms);

  function find(text: string, limit: number): HsHit[] {
    const clean = cleanIdentifier(text).toLowerCase().slice(0, 120);
    const digits = clean.replaceAll(/[\s.-]/g, '');
    if (/^\d{2,13}$/.test(digits)) return findDigits(digits.slice(0, 6), limit);
    const named = vocabulary(clean);
    const tokens = wordsOf(clean).filter((word) => !STOP.has(word) && /[a-z]/.test(word));
    const hits = new Map<string, { score: number; reasons: HsReason[] }>();
    const add = (code: string, score: number, reasons: readonly HsReason[]): void => {
      const hit = hits.get(code) ?? { score: 0, reasons: [] };
      hit.score += score;
      hit.reasons.push(...reasons);
      hits.set(code, hit);
    };
    for (const term of named.terms) addTerm(term, add);
    addWords(tokens, named, add);
    return [...hits]
      .toSorted(([oneCode, one], [otherCode, other]) => other.score - one.score || (oneCode < otherCode ? -1 : 1))
      .slice(0, limit)
      .map(([code, { score, reasons }]) => hitOf(code, score, reasons));
  }

  function findDigits(digits: string, limit: number): HsHit[] {
    return book.entries
      .filter(({ code }) => code.startsWith(digits))
      .slice(0, limit)
      .map(({ code }) => hitOf(code, 1, [{ typed: digits, found: digits, how: 'digits', part: partOf(digits) }]));
  }

  /** A heading that a term names brings its subheadings along: one of them is to be chosen. */
  function addTerm(match: TermMatch, add: (code: string, score: number, reasons: readonly HsReason[]) => void): void {
    const how = match.isExact ? 'term' : 'similar_term';
    const weight = match.isExact ? TERM_WEIGHT : SIMILAR_TERM_WEIGHT;
    const reason: HsReason = { typed: match.typed, found: match.term, how, part: 'vocabulary' };
    const named = new Set<string>();
    for (const [order, hs] of match.hs.entries())
      for (const { code } of book.entries) {
        if (!code.startsWith(hs) || named.has(code)) continue;
        named.add(code);
        add(code, weight - order * ORDER_STEP, [reason]);
      }
  }

  function addWords(
    tokens: readonly string[],
    named: VocabularyMatch,
    add: (code: string, score: number, reasons: readonly HsReason[]) => void,
  ): void {
    const words = [...new Set([...tokens, ...named.translated.flatMap(({ word }) => wordsOf(word))])];
    if (words.length === 0) return;
    const results = index.search(words.join(' '), {
      boost: { subheading: 3, heading: 1.5, chapter: 0.4 },
      prefix: (term) => term.length >= 3,
      fuzzy: (term) => (known.has(term) || named.consumed.has(term) ? false : allowedEdits(term)),
      maxFuzzy: 2,
      weights: { fuzzy: 0.35, prefix: 0.5 },
    });
    const best = results[0]?.score ?? 1;
    const needed = named.terms.length > 0 ? 1 : Math.ceil(words.length / 2);
    for (const result of results) {
      if (result.queryTerms.length < needed) continue;
      // The best of weak hits is weak: how many words it has, and whether one of them stands there as it was typed.
      const share = result.queryTerms.length / words.length;
      const isSure = result.terms.some((term) => result.queryTerms.includes(term));
      const weight = WORD_WEIGHT * (0.4 + 0.6 * share) * (isSure ? 1 : UNSURE);
      add(String(result.id), (result.score / best) * weight, reasonsOf(result, named));
    }
  }

  function reasonsOf(result: SearchResult, named: VocabularyMatch): HsReason[] {
    return Object.entries(result.match).map(([found, fields]) => {
      const typed = closest(result.queryTerms, found);
      const zh = named.translated.find(({ word }) => wordsOf(word).includes(typed));
      const part = FIELDS.find((field) => fields.includes(field)) ?? 'heading';
      if (zh) return { typed: zh.typed, found, how: 'translated', part };
      const how = typed === found ? 'word' : found.startsWith(typed) ? 'beginning' : 'similar';
      return { typed, found, how, part };
    });
  }

  function hitOf(code: string, score: number, reasons: readonly HsReason[]): HsHit {
    return {
      code,
      text: book.text(code) ?? '',
      path: book.path(code),
      isSubheading: code.length === 6,
      reasons: reasons.slice(0, 8),
      score: Math.round(score * 100) / 100,
    };
  }

  return { book, find };
}

/** Lower-case words of two letters or more; what stands between them is dropped. */
function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 2);
}

/** A word that no text has may be mistyped: one edit from four letters on, two from nine. */
function allowedEdits(word: string): number | false {
  if (word.length < 4) return false;
  return word.length < 9 ? 1 : 2;
}

function partOf(digits: string): HsReason['part'] {
  if (digits.length <= 3) return 'chapter';
  return digits.length <= 5 ? 'heading' : 'subheading';
}

/** Which of the typed words the found one was found by. */
function closest(typed: readonly string[], found: string): string {
  return (
    typed.find((word) => word === found) ??
    typed.find((word) => found.startsWith(word)) ??
    typed.toSorted((one, other) => sharedStart(other, found) - sharedStart(one, found))[0] ??
    found
  );
}

function sharedStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
