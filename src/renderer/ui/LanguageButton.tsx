import { Button } from 'antd';
import type { ReactNode } from 'react';
import { preferences, usePreferences } from '#renderer/ui/preferences.ts';
import { LANGUAGE_NAMES } from '#shared/i18n/languages.ts';

/** Switches to the other language, named in its own words: for screens without the status bar. */
export function LanguageButton(): ReactNode {
  const other = usePreferences().language === 'en' ? 'zh-CN' : 'en';
  return (
    <Button type="text" lang={other} onClick={() => preferences.set({ language: other })}>
      {LANGUAGE_NAMES[other]}
    </Button>
  );
}
