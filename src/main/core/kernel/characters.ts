import type { CharacterClass } from '#shared/model/cleaning.ts';

/** What each class of characters holds, as the inside of a character set. */
const CLASSES: Readonly<Record<CharacterClass, string>> = {
  // Soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width space, directional marks and embeddings, word joiner and
  // the other invisible operators, isolates, byte order mark, annotation marks.
  invisible: '\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFB',
  // Scripts and emoji need them to be drawn right; numbers never do.
  joiners: '\\u200C\\u200D',
  // Among them the GS and RS that GS1 scanners send; line breaks are a class of their own.
  control: '\\u0000-\\u0009\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F',
  breaks: '\\r\\n\\u2028\\u2029',
};

/** Matches every character of the classes, and the own ones. */
export function characterSet(classes: readonly CharacterClass[], own = ''): RegExp {
  const escaped = [...own].map((letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`).join('');
  return new RegExp(`[${classes.map((name) => CLASSES[name]).join('')}${escaped}]`, 'gu');
}

const UNSEEN = /[\s\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\p{Cc}]/gu;

/** Whether a person sees anything of the text. */
export function isVisible(text: string): boolean {
  return text.replace(UNSEEN, '') !== '';
}

const WIDE = /[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\u3000]/g;

/** Wide letters and digits to ASCII, the wide space to a plain one. Chinese punctuation stays. */
export function foldLettersAndDigits(text: string): string {
  const folded = text.replace(WIDE, (letter) =>
    letter === '\u3000' ? ' ' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
  );
  // A narrow letter may take the accent that stands behind it.
  return folded === text ? text : folded.normalize('NFC');
}
