import type { LayoutElement } from '#shared/model/label-layout.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** The part of the label that an element may fill, in millimetres. */
export function elementBox(element: LayoutElement): Box {
  const { x, y } = element;
  switch (element.kind) {
    case 'line':
      return { x, y, w: Math.max(element.w, element.thicknessMm), h: Math.max(element.h, element.thicknessMm) };
    case 'repeat': {
      const { w } = around(element.children.map(elementBox));
      const width = element.columns > 1 ? (element.columnWidthMm ?? w) * element.columns : w;
      return { x, y, w: Math.max(2, width), h: element.maxRows * element.rowHeightMm };
    }
    case 'table':
      return {
        x,
        y,
        w: element.columns.reduce((sum, column) => sum + column.w, 0),
        h: element.headHeightMm + element.maxRows * element.rowHeightMm,
      };
    case 'group': {
      const inner = around(element.children.map(elementBox));
      return { x, y, w: Math.max(2, inner.w), h: Math.max(2, inner.h) };
    }
    default:
      return { x, y, w: element.w, h: element.h };
  }
}

/** Only elements with a box of their own; tables and repeats are as large as their rows. */
export function canResize(element: LayoutElement): boolean {
  return ['text', 'barcode', 'box', 'image', 'line'].includes(element.kind);
}

function around(boxes: readonly Box[]): { w: number; h: number } {
  return {
    w: Math.max(0, ...boxes.map((box) => box.x + box.w)),
    h: Math.max(0, ...boxes.map((box) => box.y + box.h)),
  };
}
