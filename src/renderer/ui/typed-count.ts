/**
 * A whole number as it is typed or pasted, wide digits too: `１２` is 12. Null where it is anything else, so that neither 1.5 nor -5
 * turns into another number on the way.
 */
export function countOf(typed: string): number | null {
  const text = typed.normalize('NFKC').trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
