import type { DrawCommand, ExpectedBarcode, TextMeasurer } from '#main/documents/layout/draw-list.ts';
import type { PagePiece } from '#main/documents/layout/page-piece.ts';
import type { BoxElement, LineElement } from '#shared/model/label-layout.ts';

/** Collects the commands of one label while its elements are resolved. */
export interface Pen {
  readonly commands: DrawCommand[];
  readonly barcodes: ExpectedBarcode[];
  readonly pieces: PagePiece[];
  readonly replacedCharacters: Set<string>;
  readonly measurer: TextMeasurer;
  /** Nearest whole dot. */
  dots(mm: number): number;
  line(line: LineElement): void;
  box(box: BoxElement): void;
}

export function createPen(dotsPerMm: number, measurer: TextMeasurer): Pen {
  const commands: DrawCommand[] = [];
  const pieces: PagePiece[] = [];
  const dots = (mm: number): number => Math.round(mm * dotsPerMm);
  const thickness = (mm: number): number => Math.max(1, dots(mm));
  const fill = (x: number, y: number, w: number, h: number): void => {
    commands.push({ kind: 'rect', x, y, w, h, color: 'black' });
  };

  /** Right and bottom edges are rounded as positions, so that elements that touch in millimetres touch in dots. */
  const edges = (rect: { x: number; y: number; w: number; h: number }): [number, number, number, number] => {
    const [x, y] = [dots(rect.x), dots(rect.y)];
    return [x, y, dots(rect.x + rect.w) - x, dots(rect.y + rect.h) - y];
  };

  return {
    commands,
    barcodes: [],
    pieces,
    replacedCharacters: new Set(),
    measurer,
    dots,
    line(line) {
      const [x, y, w, h] = edges(line);
      const thick = thickness(line.thicknessMm);
      const isHorizontal = w >= h;
      pieces.push(isHorizontal ? { kind: 'rule', x, y, w, h: thick } : { kind: 'picture', x, y, w: thick, h });
      const length = isHorizontal ? w : h;
      const dash = line.dashMm === undefined ? length : Math.max(1, dots(line.dashMm));
      for (let at = 0; at < length; at += 2 * dash) {
        const part = Math.min(dash, length - at);
        if (isHorizontal) fill(x + at, y, part, thick);
        else fill(x, y + at, thick, part);
      }
    },
    box(box) {
      const [x, y, w, h] = edges(box);
      pieces.push({ kind: 'picture', x, y, w, h });
      if (box.filled) return fill(x, y, w, h);
      const thick = thickness(box.thicknessMm);
      fill(x, y, w, thick);
      fill(x, y + h - thick, w, thick);
      fill(x, y, thick, h);
      fill(x + w - thick, y, thick, h);
    },
  };
}
