import { useEffect } from 'react';
import { preferences } from '#renderer/ui/preferences.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import { useSystemStatus } from '#renderer/ui/use-system-status.ts';

/** Gives a window that nobody has adjusted the language and colours of the workstation. */
export function useWorkstationDefaults(): void {
  const mode = useSystemStatus()?.mode;
  const language = useSetting('language');
  const theme = useSetting('theme');
  useEffect(() => {
    // Before the first run is finished the settings say nothing about the people here.
    if (mode === 'ready') preferences.adopt({ language, theme });
  }, [mode, language, theme]);
}
