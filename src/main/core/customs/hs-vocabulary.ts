import { z } from 'zod';
import { editDistance } from '#core/customs/edit-distance.ts';

/**
 * resources/customs/hs/terms-zh.json. `terms`: what shops call goods, Chinese and everyday English, with the headings or subheadings
 * to look at; `words`: materials, uses and wearers with the English words of the HS text.
 */
export const HsTerms = z.object({
  terms: z.array(z.object({ zh: z.array(z.string()), en: z.array(z.string()), hs: z.array(z.string()) })),
  words: z.array(z.object({ zh: z.array(z.string()), words: z.array(z.string()) })),
});
export type HsTerms = z.infer<typeof HsTerms>;

/** A goods term that stands in what was typed, exactly or nearly. */
export interface TermMatch {
  readonly typed: string;
  readonly term: string;
  readonly isExact: boolean;
  /** Headings and subheadings, the likelier first. */
  readonly hs: readonly string[];
}

export interface VocabularyMatch {
  readonly terms: readonly TermMatch[];
  /** English words of the HS text for Chinese words that were typed. */
  readonly translated: readonly { readonly typed: string; readonly word: string }[];
  /** Latin words that belong to a term already. */
  readonly consumed: ReadonlySet<string>;
}

interface ChineseEntry {
  readonly zh: string;
  readonly hs: readonly string[];
  readonly words: readonly string[];
}

const HAN_RUN = /\p{Script=Han}+/gu;
/** Words of one English term at most. */
const LONGEST_PHRASE = 3;
/** Share of a Chinese term's neighbouring pairs that must be there for it to count as mistyped. */
const LIKE_ENOUGH = 0.6;

/** Finds the goods terms in a text; built once, cheap to ask. */
export function createVocabulary(terms: HsTerms): (text: string) => VocabularyMatch {
  const chinese: ChineseEntry[] = [
    ...terms.terms.flatMap(({ zh, hs }) => zh.map((term) => ({ zh: term.toLowerCase(), hs, words: [] }))),
    ...terms.words.flatMap(({ zh, words }) => zh.map((term) => ({ zh: term.toLowerCase(), hs: [], words }))),
  ].toSorted((one, other) => other.zh.length - one.zh.length);
  const english = new Map<string, readonly string[]>();
  for (const { en, hs } of terms.terms)
    for (const alias of en) {
      const key = singular(latinWords(alias.toLowerCase())).join(' ');
      english.set(key, [...(english.get(key) ?? []), ...hs]);
    }

  function matchChinese(text: string): Pick<VocabularyMatch, 'terms' | 'translated'> {
    const found: TermMatch[] = [];
    const translated: { typed: string; word: string }[] = [];
    let rest = text;
    const take = ({ zh, hs, words }: ChineseEntry, typed: string, isExact: boolean): void => {
      if (hs.length > 0) found.push({ typed, term: zh, isExact, hs });
      for (const word of words) translated.push({ typed, word });
    };
    for (const entry of chinese)
      if (stands(rest, entry.zh)) {
        rest = rest.replaceAll(entry.zh, ' ');
        take(entry, entry.zh, true);
      }
    for (const run of rest.match(HAN_RUN) ?? []) {
      const near = run.length < 2 ? undefined : mostLike(run);
      if (near) take(near, run, false);
    }
    return { terms: found, translated };
  }

  function mostLike(run: string): ChineseEntry | undefined {
    let best: ChineseEntry | undefined;
    let bestLikeness = LIKE_ENOUGH;
    for (const entry of chinese) {
      if (entry.zh.length < 3) continue;
      const pairs = entry.zh.length - 1;
      let shared = 0;
      for (let index = 0; index < pairs; index += 1) if (run.includes(entry.zh.slice(index, index + 2))) shared += 1;
      if (shared / pairs > bestLikeness) {
        best = entry;
        bestLikeness = shared / pairs;
      }
    }
    return best;
  }

  function matchEnglish(tokens: readonly string[]): Pick<VocabularyMatch, 'terms' | 'consumed'> {
    const found: TermMatch[] = [];
    const consumed = new Set<string>();
    const plain = singular(tokens);
    // What is written right goes first, or a mistyped longer term would take its words away.
    for (const look of [exactTerm, similarTerm])
      for (let length = Math.min(LONGEST_PHRASE, tokens.length); length >= 1; length -= 1)
        for (let start = 0; start + length <= tokens.length; start += 1) {
          const typed = tokens.slice(start, start + length);
          if (typed.some((token) => consumed.has(token))) continue;
          const hit = look(plain.slice(start, start + length).join(' '));
          if (!hit) continue;
          found.push({ ...hit, typed: typed.join(' ') });
          for (const token of typed) consumed.add(token);
        }
    return { terms: found, consumed };
  }

  function exactTerm(phrase: string): Omit<TermMatch, 'typed'> | undefined {
    const hs = english.get(phrase);
    return hs && { term: phrase, isExact: true, hs };
  }

  function similarTerm(phrase: string): Omit<TermMatch, 'typed'> | undefined {
    const allowed = phrase.length >= 9 ? 2 : phrase.length >= 5 ? 1 : 0;
    if (allowed === 0) return undefined;
    let best: Omit<TermMatch, 'typed'> | undefined;
    let bestDistance = allowed + 1;
    for (const [term, hs] of english) {
      const distance = editDistance(phrase, term, bestDistance - 1);
      if (distance >= bestDistance) continue;
      best = { term, isExact: false, hs };
      bestDistance = distance;
    }
    return best;
  }

  return (text) => {
    const tokens = latinWords(text);
    const zh = matchChinese(text);
    const en = matchEnglish(tokens);
    return { terms: [...zh.terms, ...en.terms], translated: zh.translated, consumed: en.consumed };
  };
}

/** A single sign is part of many words: it counts where little stands around it. */
function stands(text: string, term: string): boolean {
  if (!text.includes(term)) return false;
  return term.length > 1 || (text.match(HAN_RUN) ?? []).some((run) => run.includes(term) && run.length <= 2);
}

/** Words and numbers of any length, "t-shirt" as two; without Chinese signs. */
function latinWords(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+|\p{Script=Han}+/u).filter((word) => word !== '');
}

/** Plurals of everyday words; what is left may be no word, but the same for both. */
function singular(words: readonly string[]): string[] {
  return words.map((word) =>
    word.length > 3 && !word.endsWith('ss') ? word.replace(/ies$/, 'y').replace(/s$/, '') : word,
  );
}
