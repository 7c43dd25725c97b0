import type { Language } from '#shared/i18n/languages.ts';
import { isLanguage } from '#shared/i18n/languages.ts';

type Texts = Record<string, unknown>;

/** Every locale file as a chunk of its own: a window loads one language, the other only when it is switched. */
const FILES = import.meta.glob<{ default: Texts }>('#resources/locales/*/*.json');

/** Texts of one namespace. An unknown name gives no texts, so that a missing file shows keys instead of a blank window. */
export async function loadLocale(language: string, namespace: string): Promise<Texts> {
  const known: Language = isLanguage(language) ? language : 'en';
  const path = Object.keys(FILES).find((file) => file.endsWith(`/${known}/${namespace}.json`));
  const load = path === undefined ? undefined : FILES[path];
  return load ? (await load()).default : {};
}
