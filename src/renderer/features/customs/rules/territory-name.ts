import { regionNames } from '#renderer/ui/region-names.ts';

/** Name of a country or own customs territory in a language; the lane's title where the language has no name for it (XI). */
export function territoryName(territory: string, language: string, laneTitle: string): string {
  return (/^[A-Z]{2}$/.test(territory) && territory !== 'XI' && regionNames(language).of(territory)) || laneTitle;
}
