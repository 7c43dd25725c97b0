import type { Format } from '#renderer/ui/format.ts';
import { createFormat } from '#renderer/ui/format.ts';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import type { Language } from '#shared/i18n/languages.ts';

/** One for all that is drawn: making the formats of `Intl` anew takes longer than drawing a line with them. */
let latest: { readonly language: Language; readonly zone: string; readonly format: Format } | null = null;

/** Formats of this window: its language, the warehouse's zone. UTC until the zone is known. */
export function useFormat(): Format {
  const { language } = usePreferences();
  const zone = useStatusPart((status) => status.zone);
  return formatOf(language, zone ?? 'UTC');
}

function formatOf(language: Language, zone: string): Format {
  if (latest?.language !== language || latest.zone !== zone) {
    latest = { language, zone, format: createFormat(language, zone) };
  }
  return latest.format;
}
