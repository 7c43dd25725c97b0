/** Languages whose printers may or may not know the smallest form of a picture (ZPL: Z64): Zebra's own do, others differ. */
const LANGUAGES: ReadonlySet<string> = new Set(['zpl-compatible', 'zpl-no-status']);

/** Whether a printer of this language has to be asked, with a test label, which form of pictures it knows. */
export function choosesSmallPictures(languageId: string): boolean {
  return LANGUAGES.has(languageId);
}
