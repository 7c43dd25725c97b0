import { Button, Segmented, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '#renderer/ui/Panel.tsx';
import { preferences, usePreferences } from '#renderer/ui/preferences.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#shared/i18n/languages.ts';

/** Looks and sounds of this window only. */
export function AppearancePanel(): ReactNode {
  const { t } = useTranslation('settings');
  const { language, theme, sound, sidebarFolded } = usePreferences();
  return (
    <Panel title={t('tab.window')}>
      <div className="setting">
        <strong className="setting-words">{t('window.language')}</strong>
        <Segmented
          value={language}
          onChange={(next) => preferences.set({ language: next })}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
        />
      </div>
      <div className="setting">
        <strong className="setting-words">{t('window.theme')}</strong>
        <Segmented
          value={theme}
          onChange={(next) => preferences.set({ theme: next })}
          options={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: t(`window.${value}`) }))}
        />
      </div>
      <div className="setting">
        <strong className="setting-words">{t('window.sound')}</strong>
        <Switch aria-label={t('window.sound')} checked={sound} onChange={(next) => preferences.set({ sound: next })} />
      </div>
      <div className="setting">
        <strong className="setting-words">{t('window.sidebar')}</strong>
        <Button onClick={() => preferences.set({ sidebarFolded: !sidebarFolded })}>
          {t(sidebarFolded ? 'window.unfold' : 'window.fold')}
        </Button>
      </div>
    </Panel>
  );
}
