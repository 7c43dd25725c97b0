import type { Box, Sheet } from '#main/documents/customs/sheet.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration, ItemCategory } from '#shared/model/customs.ts';

/** The six boxes of CN22 and CN23, in the order of the form. */
const CATEGORIES: readonly (readonly [category: ItemCategory, caption: string])[] = [
  ['gift', 'Gift / Cadeau'],
  ['documents', 'Documents'],
  ['sale', 'Sale of goods / Vente de marchandises'],
  ['sample', 'Commercial sample / Échantillon commercial'],
  ['return', 'Returned goods / Retour de marchandise'],
  ['other', 'Other / Autre'],
];

const SIDE = 2.6;

/**
 * Draws the boxes with exactly one ticked.
 * @throws AppError ERR_CUSTOMS_PAPER_CATEGORY where something that was paid for calls itself anything but a sale or a return
 */
export function drawCategoryBoxes(
  sheet: Sheet,
  paper: string,
  [x, y, w, h]: Box,
  columns: number,
  { category, isPaid }: CustomsDeclaration,
): void {
  if (isPaid && category !== 'sale' && category !== 'return')
    throw new AppError('ERR_CUSTOMS_PAPER_CATEGORY', { paper });
  const rows = Math.ceil(CATEGORIES.length / columns);
  const [cellW, cellH] = [w / columns, h / rows];
  for (const [index, [each, caption]] of CATEGORIES.entries()) {
    const left = x + Math.floor(index / rows) * cellW;
    const top = y + (index % rows) * cellH;
    sheet.tick(left, top + (cellH - SIDE) / 2, SIDE, each === category);
    sheet.text('category', [left + SIDE + 0.8, top, cellW - SIDE - 1.2, cellH], caption, { size: 2, lines: 2 });
  }
}
