import { AppError } from '#shared/errors/app-error.ts';
import { BARCODE_FACTS, isLinear } from '#main/documents/layout/symbologies.ts';
import type { ExpectedBarcode } from '#main/documents/layout/draw-list.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import { readBarcodes } from '#main/documents/labels/read-barcodes.ts';
import type { FoundBarcode } from '#main/documents/labels/read-barcodes.ts';

/** Largest distance between where a symbol was drawn and where it was found. */
const TOLERANCE_DOTS = 1;

/** The decoder looks at every few rows of a linear symbol only; its exact height is checked on the dots instead. */
const LINEAR_ROW_TOLERANCE_DOTS = 4;

/**
 * Reads the finished label back and compares it with what was meant. Text alone is no proof: mirrored and half printed
 * labels still decode, so count, kind, place, direction and quiet zones are checked as well.
 * @throws AppError ERR_LABEL_READBACK_FAILED with the first difference in `detail`.
 */
export async function verifyLabel(
  bitmap: Bitmap,
  expected: readonly ExpectedBarcode[],
): Promise<readonly FoundBarcode[]> {
  const found = await readBarcodes(
    bitmap,
    expected.map(({ symbology }) => BARCODE_FACTS[symbology].format),
  );
  if (found.length !== expected.length) throw failed('count', { expected: expected.length, found: found.length });
  for (const barcode of expected) {
    const candidates = found.filter((candidate) => candidate.text === barcode.text);
    const match = candidates.find((candidate) => isInPlace(candidate, barcode));
    const { symbology } = barcode;
    if (candidates.length === 0) throw failed('text', { symbology });
    if (!match) throw failed('position', { symbology });
    if (!BARCODE_FACTS[symbology].aimId.test(match.symbologyId))
      throw failed('kind', { symbology, found: match.symbologyId });
    if (match.rotation !== 0) throw failed('orientation', { symbology, rotation: match.rotation });
    if (match.isMirrored) throw failed('mirrored', { symbology });
    if (isLinear(symbology) && !hasFullBars(bitmap, barcode)) throw failed('height', { symbology });
    if (symbology === 'pdf417' && !hasFullFrame(bitmap, barcode)) throw failed('height', { symbology });
    if (!hasQuietZones(bitmap, barcode)) throw failed('quiet-zone', { symbology });
  }
  return found;
}

function failed(detail: string, data: Readonly<Record<string, string | number>>): AppError {
  return new AppError('ERR_LABEL_READBACK_FAILED', { detail, ...data });
}

/** The decoder names the last dot of linear symbols and the edge after it of matrix symbols; both are within tolerance. */
function isInPlace(found: FoundBarcode, expected: ExpectedBarcode): boolean {
  const rows = isLinear(expected.symbology) ? LINEAR_ROW_TOLERANCE_DOTS : TOLERANCE_DOTS;
  const isNear = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance;
  // Of a PDF417 the decoder names only the rows that it looked at; the frame is checked on the dots instead.
  if (expected.symbology === 'pdf417') {
    const isInside = found.top >= expected.y - rows && found.bottom <= expected.y + expected.h + rows;
    return isInside && isNear(found.left, expected.x, rows) && isNear(found.right, expected.x + expected.w, rows);
  }
  return (
    isNear(found.left, expected.x, TOLERANCE_DOTS) &&
    isNear(found.right, expected.x + expected.w, TOLERANCE_DOTS) &&
    isNear(found.top, expected.y, rows) &&
    isNear(found.bottom, expected.y + expected.h, rows)
  );
}

/** Every row of a linear symbol shows the same bars, from the first row to the last. */
function hasFullBars(bitmap: Bitmap, { x, y, w, h }: ExpectedBarcode): boolean {
  for (let column = x; column < x + w; column += 1) {
    const isBar = isBlack(bitmap, column, y);
    for (let row = y + 1; row < y + h; row += 1) if (isBlack(bitmap, column, row) !== isBar) return false;
  }
  return isBlack(bitmap, x, y);
}

/** The first and the last bar of a PDF417 run from its top to its bottom. */
function hasFullFrame(bitmap: Bitmap, { x, y, w, h }: ExpectedBarcode): boolean {
  for (let row = y; row < y + h; row += 1)
    if (!isBlack(bitmap, x, row) || !isBlack(bitmap, x + w - 1, row)) return false;
  return true;
}

/** Nothing else may be printed where a scanner needs white paper. */
function hasQuietZones(bitmap: Bitmap, { symbology, x, y, w, h, quietDots }: ExpectedBarcode): boolean {
  const above = isLinear(symbology) ? 0 : quietDots;
  const [top, bottom] = [y - above, y + h + above];
  const sides =
    isWhite(bitmap, x - quietDots, top, x, bottom) && isWhite(bitmap, x + w, top, x + w + quietDots, bottom);
  return sides && isWhite(bitmap, x, top, x + w, y) && isWhite(bitmap, x, y + h, x + w, bottom);
}

function isWhite(bitmap: Bitmap, left: number, top: number, right: number, bottom: number): boolean {
  if (left < 0 || top < 0 || right > bitmap.widthDots || bottom > bitmap.heightDots) return false;
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) if (isBlack(bitmap, column, row)) return false;
  }
  return true;
}

function isBlack(bitmap: Bitmap, column: number, row: number): boolean {
  return ((bitmap.data[row * bitmap.bytesPerRow + (column >> 3)] ?? 0) & (0x80 >> (column & 7))) !== 0;
}
