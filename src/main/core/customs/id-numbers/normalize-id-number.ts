/**
 * A number as it is stored and compared: upper case, without spaces, dots, dashes and slashes. Full-width characters become ASCII, and
 * invisible ones, which come along with copied text, go.
 */
export function normalizeIdNumber(value: string): string {
  return value
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.\-/\p{Pd}\p{Cf}]/gu, '');
}
