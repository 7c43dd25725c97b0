import { checkLines } from '#core/customs/checks/check-lines.ts';
import type { CheckInput, CustomsCheck, CustomsHit } from '#core/customs/customs-check.ts';
import { isPostal } from '#core/customs/postal-form.ts';

/** Latin letters with their marks, digits, and signs that no script owns. */
const LATIN_ONLY = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;

const PARTY_TEXTS = ['name', 'company', 'street', 'city', 'province'] as const;

/** Descriptions and addresses (customs.md sections 2, 5, 9.1, 9.3). */
export const TEXT_CHECKS = {
  /** Refused as the whole text, also in plural; "cotton bags" passes. */
  'vague-words': {
    limits: [],
    find({ declaration, words }) {
      const vague = new Set(words.vague.flatMap((word) => singulars(plainWords(word))));
      return checkLines(declaration, 'descriptionEn', (line) => {
        const text = plainWords(line.descriptionEn);
        return text !== '' && singulars(text).some((one) => vague.has(one))
          ? { text: line.descriptionEn.trim() }
          : null;
      });
    },
  },

  'prohibited-words': {
    limits: [],
    find({ declaration, words }) {
      return checkLines(declaration, 'descriptionEn', (line) => {
        const text = ` ${plainWords(`${line.descriptionEn} ${line.material} ${line.use}`)} `;
        const zh = line.descriptions['zh'] ?? '';
        const found = words.prohibited.find((word) =>
          /^[\p{ASCII}]+$/u.test(word) ? hasWord(text, plainWords(word)) : zh.includes(word),
        );
        return found === undefined ? null : { word: found };
      });
    },
  },

  /** Postal forms are filled in in Latin letters; the local script goes onto the label as a second line. */
  'latin-only': {
    limits: [],
    find({ declaration }) {
      if (!isPostal(declaration)) return [];
      return [
        ...partyHits(declaration, (text) => (LATIN_ONLY.test(text) ? null : { text })),
        ...checkLines(declaration, 'descriptionEn', (line) =>
          LATIN_ONLY.test(line.descriptionEn) ? null : { text: line.descriptionEn },
        ),
      ];
    },
  },

  /** Longer texts are cut off in the data that posts send each other. */
  'postal-lengths': {
    limits: ['line', 'description'],
    find({ declaration, limit }) {
      if (!isPostal(declaration)) return [];
      const tooLong = (text: string, most: number) =>
        [...text].length > most ? { text: `${text.slice(0, 40)}…`, most } : null;
      return [
        ...partyHits(declaration, (text) => tooLong(text, limit('line'))),
        ...checkLines(declaration, 'descriptionEn', (line) => tooLong(line.descriptionEn, limit('description'))),
      ];
    },
  },
} as const satisfies Record<string, CustomsCheck>;

/** Small letters and single blanks, without signs, accents and invisible characters: what people read. */
function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{Cf}\p{M}]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A text and what it could be the plural of. */
function singulars(text: string): readonly string[] {
  return [text, text.replace(/s$/, ''), text.replace(/es$/, ''), text.replace(/ies$/, 'y')];
}

function hasWord(text: string, word: string): boolean {
  return text.includes(` ${word} `) || text.includes(` ${word}s `) || text.includes(` ${word}es `);
}

function partyHits(
  declaration: CheckInput['declaration'],
  wrong: (text: string) => CustomsHit['data'] | null,
): CustomsHit[] {
  return (['sender', 'recipient'] as const).flatMap((place) =>
    PARTY_TEXTS.flatMap((field) => {
      const lines = field === 'street' ? declaration[place].street.split('\n') : [declaration[place][field]];
      const data = lines.map(wrong).find((one) => one !== null);
      return data ? [{ path: `${place}.${field}`, data }] : [];
    }),
  );
}
