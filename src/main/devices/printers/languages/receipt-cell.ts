/** Font A at the 180 and 203 dpi of most receipt printers: 12 x 24 dots, in which a line of 80 mm paper has 48 cells. */
const USUAL_CELL_DOTS = 12;
const USUAL_DOTS_PER_MM = 8;

/**
 * How many times finer than usual a head is, in halves: printers of 300 dpi draw their font one and a half times as many dots
 * wide, so that it stays as large and a line has as many cells. Where one does not, its columns are narrow, and none breaks.
 */
export function receiptFineness(dotsPerMm: number): number {
  return Math.max(1, Math.round((dotsPerMm / USUAL_DOTS_PER_MM) * 2) / 2);
}

/** Dots from one character of the printer's font to the next. */
export function receiptCellDots(dotsPerMm: number): number {
  return USUAL_CELL_DOTS * receiptFineness(dotsPerMm);
}
