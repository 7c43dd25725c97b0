import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { loadLocale } from '#renderer/i18n/load-locale.ts';
import type { Language } from '#shared/i18n/languages.ts';
import { NAMESPACES } from '#shared/i18n/namespaces.ts';

/** Starts translation in one language and waits for its texts, so that no screen ever flashes keys. */
export async function startI18n(language: Language): Promise<void> {
  i18next.use(initReactI18next).use({
    type: 'backend',
    read(lng: string, namespace: string, done: (error: Error | null, texts: Record<string, unknown> | null) => void) {
      loadLocale(lng, namespace).then(
        (texts) => done(null, texts),
        (cause: unknown) => done(new Error(`locale ${lng}/${namespace}`, { cause }), null),
      );
    },
  });
  await i18next.init({
    lng: language,
    fallbackLng: false,
    load: 'currentOnly',
    ns: [...NAMESPACES],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: true },
  });
  document.documentElement.lang = language;
  // Told only of the language that stays: of two switches in quick succession the first may end last.
  i18next.on('languageChanged', (shown) => {
    document.documentElement.lang = shown;
  });
}

/** Switches the language of the whole window; forms keep what was typed. */
export async function switchLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
}
