import { useEffect } from 'react';
import { preferences } from '#renderer/ui/preferences.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';

/** Gives a window that nobody has adjusted the language and colours of the workstation. */
export function useWorkstationDefaults(): void {
  const mode = useStatusPart((status) => status.mode);
  const language = useSetting('language');
  const theme = useSetting('theme');
  useEffect(() => {
    // Before the first run is finished the settings say nothing about the people here.
    if (mode === 'ready') preferences.adopt({ language, theme });
  }, [mode, language, theme]);
}
