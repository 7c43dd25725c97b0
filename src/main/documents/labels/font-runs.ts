import type { FontCoverage } from '#main/documents/labels/font-coverage.ts';

/** A part of a line that one font draws. */
export interface FontRun {
  readonly text: string;
  /** Index into the families, in order of preference. */
  readonly family: number;
}

/** Words of alphabets stay together, so that no word mixes two fonts; everything else goes character by character. */
const TOKEN =
  /[\p{Script=Latin}\p{Script=Thai}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\u200c\p{M}'’-]+|\p{Any}\p{M}*/gu;
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/**
 * Decides which family draws which part of a line. The drawing library's own fallback must not: it takes a letter that
 * the first font lacks apart and misplaces the accent (`ź` as `z` and a stray mark), although the second font has it.
 */
export function splitFontRuns(text: string, families: readonly FontCoverage[], japanese?: JapaneseFont): FontRun[] {
  const runs: { text: string; family: number }[] = [];
  const append = (part: string, family: number): void => {
    const last = runs.at(-1);
    if (last?.family === family) last.text += part;
    else runs.push({ text: part, family });
  };
  const normal = text.normalize('NFC');
  const isJapanese = japanese !== undefined && isCoveredBy(japanese.coverage, normal.match(EAST_ASIAN)?.join('') ?? '');
  for (const [token] of normal.matchAll(TOKEN)) {
    if (isJapanese && token.match(EAST_ASIAN)) {
      append(token, japanese.family);
      continue;
    }
    const family = familyOf(token, families);
    if (family >= 0) append(token, family);
    else for (const [cluster] of token.matchAll(CLUSTER)) append(cluster, Math.max(0, familyOf(cluster, families)));
  }
  return runs;
}

/** Kana, and characters that China and Japan write differently. */
const EAST_ASIAN = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu;

/**
 * Draws kana and kanji in the shapes that Japan knows, but never half a line: one that holds a character of China alone is Chinese,
 * a sender's name for one.
 */
export interface JapaneseFont {
  readonly family: number;
  readonly coverage: FontCoverage;
}

function isCoveredBy(coverage: FontCoverage, text: string): boolean {
  return Array.from(text).every((character) => coverage.has(character.codePointAt(0) ?? 0));
}

/** Characters, with their marks, that no family can draw. */
export function uncoveredClusters(text: string, families: readonly FontCoverage[]): string[] {
  const clusters = Array.from(text.normalize('NFC').matchAll(CLUSTER), ([cluster]) => cluster);
  return [...new Set(clusters.filter((cluster) => !/^\s$/.test(cluster) && familyOf(cluster, families) < 0))];
}

/** First family that has every character of the text, or -1. */
function familyOf(text: string, families: readonly FontCoverage[]): number {
  return families.findIndex((family) => isCoveredBy(family, text));
}
