/** One word as poppler reads it from a page, in points from the top left corner. */
export interface PdfWord {
  readonly text: string;
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** The words of every page in what `pdftotext -bbox` says. */
export function wordsOfPages(html: string): PdfWord[][] {
  return html
    .split('<page ')
    .slice(1)
    .map((page) =>
      [
        ...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/gs),
      ].map(([, xMin, yMin, xMax, yMax, text]) => ({
        text: unescape(text ?? ''),
        xMin: Number(xMin),
        yMin: Number(yMin),
        xMax: Number(xMax),
        yMax: Number(yMax),
      })),
    );
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&(?:#39|apos);/g, "'")
    .replaceAll('&amp;', '&');
}

/** Without blanks and in one order: what two readers of bidirectional text can agree on. */
export function lettersOf(text: string): string {
  return Array.from(text.normalize('NFC').replaceAll(/[\s\p{Cf}]/gu, ''))
    .toSorted()
    .join('');
}
