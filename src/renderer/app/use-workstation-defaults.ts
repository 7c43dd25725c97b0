import { useEffect } from 'react';
import { preferences } from '#renderer/ui/preferences.ts';
import { useKnownSetting } from '#renderer/ui/use-setting.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';

/** Gives a window that nobody has adjusted the language and colours of the workstation. */
export function useWorkstationDefaults(): void {
  const mode = useStatusPart((status) => status.mode);
  const language = useKnownSetting('language');
  const theme = useKnownSetting('theme');
  useEffect(() => {
    // Before the first run is finished the settings say nothing about the people here.
    if (mode === 'ready' && language !== undefined && theme !== undefined) preferences.adopt({ language, theme });
  }, [mode, language, theme]);
}
