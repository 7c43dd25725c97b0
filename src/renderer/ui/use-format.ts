import { useMemo } from 'react';
import type { Format } from '#renderer/ui/format.ts';
import { createFormat } from '#renderer/ui/format.ts';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { useSystemStatus } from '#renderer/ui/use-system-status.ts';

/** Formats of this window: its language, the warehouse's zone. UTC until the zone is known. */
export function useFormat(): Format {
  const { language } = usePreferences();
  const zone = useSystemStatus()?.zone ?? 'UTC';
  return useMemo(() => createFormat(language, zone), [language, zone]);
}
