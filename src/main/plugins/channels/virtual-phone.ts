/** A number that stands in for the buyer's own and ends by itself: with its extension behind a dash, where it has one. Empty: none. */
export function virtualPhone(number: string, extension: string): string {
  return [number, extension].filter((part) => part !== '').join('-');
}
