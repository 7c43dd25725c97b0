const MADE = new Map<string, Intl.DisplayNames>();

/** Names of countries and regions by their ISO codes; made once for each language, since making them takes longer than drawing a verdict. */
export function regionNames(language: string): Intl.DisplayNames {
  const made = MADE.get(language) ?? new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  MADE.set(language, made);
  return made;
}
