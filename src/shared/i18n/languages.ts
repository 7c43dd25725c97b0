/** Languages of the product, in the order in which they are offered. */
export const LANGUAGES = ['en', 'zh-CN'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each language under its own name, so that a person who reads only one of them finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', 'zh-CN': '简体中文' };

/** Whether a text names a language of the product; guards data from storage and from the system. */
export function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** Picks the language for a list of wishes such as `navigator.languages`: any Chinese gives zh-CN, all else English. */
export function pickLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    if (wish.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (wish.toLowerCase().startsWith('en')) return 'en';
  }
  return 'en';
}

/** The language of a terminal or a PC: what its environment names, else what its system is set to. */
export function languageOfPc(env: Readonly<Record<string, string | undefined>>): Language {
  const named = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return pickLanguage([named, new Intl.NumberFormat().resolvedOptions().locale]);
}
