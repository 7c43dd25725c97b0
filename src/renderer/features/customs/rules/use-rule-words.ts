import { usePreferences } from '#renderer/ui/preferences.ts';

/** Rules carry both languages; this picks the one of the window. Places that a finding fills in stand as an ellipsis. */
export function useRuleWords(): (en: string, zh: string) => string {
  const { language } = usePreferences();
  return (en, zh) => (language === 'zh-CN' ? zh : en).replaceAll(/\{\{\w+\}\}/g, '…');
}
