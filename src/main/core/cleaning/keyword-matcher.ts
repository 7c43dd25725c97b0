import type { DefinitionOf } from '#shared/model/cleaning.ts';

/** Whether a note asks for the flag: an included word stands in it that no excluded one covers. */
export function keywordMatcher({
  include,
  exclude,
}: Pick<DefinitionOf<'keyword_flag'>, 'include' | 'exclude'>): (note: string) => boolean {
  const wanted = new RegExp(anyOf(include), 'u');
  const unwanted = exclude.length === 0 ? null : new RegExp(anyOf(exclude), 'gu');
  return (note) => {
    if (note === '') return false;
    const text = plain(note);
    return wanted.test(unwanted === null ? text : text.replace(unwanted, ' '));
  };
}

/** Width, case and gaps inside do not count: 发 票, ＶＩＰ. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[^ -~])\s+(?=[^ -~])/gu, '');
}

/** Longest first, so that a longer word covers all of itself. Latin words stand by themselves: no gift in gifted. */
function anyOf(words: readonly string[]): string {
  return words
    .map(plain)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => {
      const text = word.replace(/[\\^$.*+?()[\]{}|/-]/g, (letter) => `\\${letter}`);
      return `${/^[a-z0-9]/.test(word) ? '(?<![a-z0-9])' : ''}${text}${/[a-z0-9]$/.test(word) ? '(?![a-z0-9])' : ''}`;
    })
    .join('|');
}
