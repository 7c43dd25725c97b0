import type { Language } from '#shared/i18n/languages.ts';
import { isLanguage } from '#shared/i18n/languages.ts';

type Texts = Record<string, unknown>;

/** A window loads one language, the other only when it is switched. */
const LANGUAGES: Readonly<Record<Language, () => Promise<{ readonly TEXTS: Readonly<Record<string, Texts>> }>>> = {
  en: () => import('#renderer/i18n/texts-en.ts'),
  'zh-CN': () => import('#renderer/i18n/texts-zh-cn.ts'),
};

/** Texts of one namespace. An unknown name gives no texts, so that a missing file shows keys instead of a blank window. */
export async function loadLocale(language: string, namespace: string): Promise<Texts> {
  const { TEXTS } = await LANGUAGES[isLanguage(language) ? language : 'en']();
  const path = Object.keys(TEXTS).find((file) => file.endsWith(`/${namespace}.json`));
  return (path !== undefined && TEXTS[path]) || {};
}
