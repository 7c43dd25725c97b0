/**
 * The small code on a label that was printed again, e.g. `SF1040275268927.P2`: the barcode of the carrier is the same on
 * both pieces of paper, so only this code tells the valid one from the void one.
 */
export function formatPrintCode(number: string, printNumber: number): string {
  return `${number}.P${printNumber}`;
}

/** Null for any other code. */
export function readPrintCode(code: string): { readonly number: string; readonly printNumber: number } | null {
  const found = /^(?<number>.+)\.P(?<print>[1-9]\d{0,3})$/.exec(code);
  if (!found?.groups) return null;
  return { number: found.groups['number'] ?? '', printNumber: Number(found.groups['print']) };
}
