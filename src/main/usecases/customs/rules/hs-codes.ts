import headings from '#resources/customs/hs/hs2022-codes.json' with { type: 'json' };

/** Heading -> the last two digits of its subheadings. */
const SUBHEADINGS: ReadonlyMap<string, string> = new Map(Object.entries(headings));
const CHAPTERS: ReadonlySet<string> = new Set([...SUBHEADINGS.keys()].map((heading) => heading.slice(0, 2)));

/** Whether HS 2022 has this chapter, heading or subheading (2, 4 or 6 digits). */
export function hsExists(code: string): boolean {
  if (code.length === 2) return CHAPTERS.has(code);
  if (code.length === 4) return SUBHEADINGS.has(code);
  return code.length === 6 && (SUBHEADINGS.get(code.slice(0, 4))?.split(' ').includes(code.slice(4)) ?? false);
}
