import { addressLines, numbersText } from '#main/documents/customs/facts/party-facts.ts';
import { needed } from '#main/documents/customs/facts/format-facts.ts';
import { breakablePieces, breakLines } from '#main/documents/layout/break-text.ts';
import { labelFonts } from '#main/documents/labels/label-fonts.ts';
import { CAPTION_MM, LINE_HEIGHT, VALUE_MM } from '#main/documents/customs/sheet.ts';
import type { Box, Sheet } from '#main/documents/customs/sheet.ts';
import type { CustomsDeclaration, CustomsParty } from '#shared/model/customs.ts';

/** Blocks that the papers on A4 share. All draw at a place and say how low they reach. */

export const A4 = { width: 210, height: 297, edge: 12, inner: 186 } as const;

export interface GridCell {
  readonly title: string;
  readonly field: string;
  readonly value: string;
}

const RULE_MM = 0.2;

/** Cells beside and below each other, each as high as the fullest of its row. @returns the lower edge */
export function drawGrid(
  sheet: Sheet,
  [x, y, w]: readonly [number, number, number],
  columns: number,
  cells: readonly GridCell[],
): number {
  const cellW = w / columns;
  let top = y;
  for (let start = 0; start < cells.length; start += columns) {
    const row = cells.slice(start, start + columns);
    const height = Math.max(...row.map(({ value }) => 3.4 + heightOf(value, cellW - 2) + 0.8));
    // Neighbours share their rule.
    const shared = start === 0 ? 0 : RULE_MM;
    sheet.frame([x, top - shared, w, height + shared], RULE_MM);
    for (const [index, cell] of row.entries()) {
      const left = x + index * cellW;
      if (index > 0) sheet.rule(left, top, 0, height);
      sheet.text('head', [left + 1, top + 0.3, cellW - 2, 2.9], cell.title, { size: CAPTION_MM });
      sheet.text(cell.field, [left + 1, top + 3.3, cellW - 2, height - 3.5], cell.value, { lines: 20, valign: 'top' });
    }
    top += height;
  }
  return top;
}

/** How high the grid will be, for what stands above it to be cut to the page. */
export function gridHeight(w: number, columns: number, cells: readonly GridCell[]): number {
  let sum = 0;
  for (let start = 0; start < cells.length; start += columns)
    sum += Math.max(
      ...cells.slice(start, start + columns).map(({ value }) => 3.4 + heightOf(value, w / columns - 2) + 0.8),
    );
  return sum;
}

const DOTS_PER_MM = 600 / 25.4;

/** Height of a wrapped text at the usual size. */
export function heightOf(text: string, widthMm: number, sizeMm: number = VALUE_MM, weight: 500 | 700 = 500): number {
  const sizeDots = Math.round(sizeMm * DOTS_PER_MM);
  const width = (part: string): number => labelFonts().widthOf(part, sizeDots, weight);
  const lines = text
    .split('\n')
    .reduce(
      (sum, part) => sum + breakLines(breakablePieces(part), Math.floor(widthMm * DOTS_PER_MM) - 1, width).length,
      0,
    );
  return sizeMm * (1 + (Math.max(1, lines) - 1) * LINE_HEIGHT) + 0.4;
}

/** A party as a block: address, phone and mail, numbers, names in the local script. */
export function partyText(paper: string, path: string, party: CustomsParty): string {
  return [
    ...addressLines(paper, path, party),
    [party.phone, party.email].filter((part) => part !== '').join(', '),
    numbersText(party),
    party.localName,
    party.localAddress,
  ]
    .filter((part) => part !== '')
    .join('\n');
}

export interface PartyBlock {
  readonly title: string;
  readonly field: string;
  readonly text: string;
}

/** Parties beside each other, equally high. @returns the lower edge */
export function drawParties(sheet: Sheet, y: number, blocks: readonly PartyBlock[]): number {
  const w = A4.inner / blocks.length;
  const height = 4.2 + Math.max(...blocks.map(({ text }) => heightOf(text, w - 2, 2.6))) + 1.2;
  for (const [index, block] of blocks.entries()) {
    const x = A4.edge + index * w;
    sheet.frame([x, y, w, height]);
    sheet.text('head', [x + 1, y + 0.4, w - 2, 3.2], block.title, { size: 2.1, weight: 700 });
    sheet.text(block.field, [x + 1, y + 4, w - 2, height - 4.4], block.text, { size: 2.6, lines: 20, valign: 'top' });
  }
  return y + height;
}

/** Number, page and title that every page of a paper bears. @returns the lower edge */
export function drawTitle(sheet: Sheet, title: string, subtitle: string, pageText: string): number {
  sheet.text('title', [A4.edge, 10, A4.inner - 40, 7.4], title, { size: 5.4, weight: 700 });
  sheet.text('title', [A4.edge, 17.2, A4.inner - 40, 4], subtitle, { size: 2.6 });
  sheet.text('page', [A4.edge + A4.inner - 40, 11, 40, 4], pageText, { size: 2.6, align: 'right' });
  return 22.5;
}

export const SIGNATURE_MM = 26;

/** Statement, place, date, name, signature and stamp. @returns the lower edge */
export function drawSignatureBlock(
  sheet: Sheet,
  paper: string,
  y: number,
  statement: string,
  declaration: CustomsDeclaration,
): number {
  const { signature, shipDate } = declaration;
  const half = A4.inner / 2;
  sheet.frame([A4.edge, y, A4.inner, SIGNATURE_MM]);
  sheet.text('certification', [A4.edge + 1, y + 0.8, half - 3, SIGNATURE_MM - 9], statement, {
    size: 2.3,
    lines: 8,
    valign: 'top',
  });
  sheet.text('head', [A4.edge + 1, y + SIGNATURE_MM - 8, half - 2, 2.8], 'Place, date', { size: CAPTION_MM });
  const placeAndDay = [signature.place, shipDate].filter((part) => part !== '').join(', ');
  sheet.text('signature.place', [A4.edge + 1, y + SIGNATURE_MM - 5.2, half - 2, 4.2], placeAndDay, { size: 2.6 });
  const x = A4.edge + half;
  sheet.rule(x, y, 0, SIGNATURE_MM);
  sheet.text('head', [x + 1, y + 0.6, half - 2, 2.8], 'Name, signature and stamp', { size: CAPTION_MM });
  const pen: Box = [x + 1, y + 4, half - 32, SIGNATURE_MM - 12];
  sheet.image('signature.signaturePng', pen, signature.signaturePng);
  sheet.image('signature.stampPng', [x + half - 30, y + 3.6, 28, SIGNATURE_MM - 5], signature.stampPng);
  sheet.rule(x + 2, y + SIGNATURE_MM - 7, half - 34, 0, 0.15);
  sheet.text(
    'signature.name',
    [x + 1, y + SIGNATURE_MM - 6, half - 32, 4.6],
    needed(paper, 'signature.name', signature.name),
    {
      size: 2.8,
      align: 'center',
    },
  );
  return y + SIGNATURE_MM;
}
