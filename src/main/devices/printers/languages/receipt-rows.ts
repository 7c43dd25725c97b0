import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import type { PagePiece } from '#main/documents/layout/page-piece.ts';
import type { ReceiptPage } from '#main/devices/printers/printer-language.ts';

/** What stands beside each other on a receipt. */
export interface ReceiptRow {
  /** From left to right. */
  readonly pieces: readonly PagePiece[];
  /** The same as it was drawn, with little white above and below; the rows together hold every dot of the page. */
  picture(): Bitmap;
}

/** Of the white around a row, so much stays. */
const MARGIN_ROWS = 4;

/** The rows of a receipt from top to bottom. Pieces are beside each other when the lower half of one does not begin below the other. */
export function receiptRows({ bitmap, pieces }: ReceiptPage): ReceiptRow[] {
  const groups: { pieces: PagePiece[]; top: number; bottom: number }[] = [];
  for (const piece of pieces.toSorted((a, b) => a.y - b.y)) {
    const bottom = piece.y + piece.h;
    const last = groups.at(-1);
    const shared = last ? Math.min(last.bottom, bottom) - piece.y : 0;
    if (last && shared * 2 > Math.min(piece.h, last.bottom - last.top)) {
      last.pieces.push(piece);
      last.bottom = Math.max(last.bottom, bottom);
    } else groups.push({ pieces: [piece], top: piece.y, bottom });
  }
  const edgeAbove = (index: number): number => {
    const [above, below] = [groups[index - 1], groups[index]];
    if (!above) return 0;
    return below ? Math.round((above.bottom + below.top) / 2) : bitmap.heightDots;
  };
  return groups.map((group, index) => ({
    pieces: group.pieces.toSorted((a, b) => a.x - b.x),
    picture: () => strip(bitmap, edgeAbove(index), edgeAbove(index + 1)),
  }));
}

function strip({ data, bytesPerRow, widthDots, heightDots }: Bitmap, from: number, to: number): Bitmap {
  const isWhite = (row: number): boolean =>
    data.subarray(row * bytesPerRow, (row + 1) * bytesPerRow).every((byte) => byte === 0);
  let [top, end] = [Math.max(0, from), Math.min(heightDots, to)];
  while (top < end && isWhite(top)) top += 1;
  while (end > top && isWhite(end - 1)) end -= 1;
  if (top >= end) return { widthDots, bytesPerRow, heightDots: 0, data: new Uint8Array() };
  [top, end] = [Math.max(from, 0, top - MARGIN_ROWS), Math.min(to, heightDots, end + MARGIN_ROWS)];
  const rows = end - top;
  return {
    widthDots,
    bytesPerRow,
    heightDots: rows,
    data: data.subarray(top * bytesPerRow, (top + rows) * bytesPerRow),
  };
}
