/** Name of a country or own customs territory in a language; the lane's title where the language has no name for it (XI). */
export function territoryName(territory: string, language: string, laneTitle: string): string {
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  return (/^[A-Z]{2}$/.test(territory) && territory !== 'XI' && names.of(territory)) || laneTitle;
}
