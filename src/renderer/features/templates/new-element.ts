import { LayoutElement } from '#shared/model/label-layout.ts';

export const ADDABLE = ['text', 'barcode', 'qrcode', 'line', 'box', 'image', 'table'] as const;
export type Addable = (typeof ADDABLE)[number];

/** A white dot, until a picture is chosen. */
const EMPTY_PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2RgAAAABJRU5ErkJggg==';

/** @param field a text field of the kind, so that the new element shows something. @param list a list field for tables */
export function newElement(kind: Addable, field: string, list: string): LayoutElement {
  const at = { x: 5, y: 5 };
  const shapes: Record<Addable, unknown> = {
    text: {
      kind: 'text',
      ...at,
      w: 40,
      h: 6,
      sizeMm: 4,
      minSizeMm: 2.4,
      content: `{{${field}?}}`,
      overflow: 'ellipsis',
    },
    barcode: { kind: 'barcode', ...at, w: 60, h: 15, symbology: 'code128', content: 'ABC-123', moduleMm: 0.375 },
    qrcode: { kind: 'barcode', ...at, w: 22, h: 22, symbology: 'qrcode', content: 'ABC-123', moduleMm: 0.5 },
    line: { kind: 'line', ...at, w: 40, h: 0 },
    box: { kind: 'box', ...at, w: 30, h: 15 },
    image: { kind: 'image', ...at, w: 20, h: 20, png: EMPTY_PNG },
    table: {
      kind: 'table',
      ...at,
      items: list,
      rowHeightMm: 6,
      maxRows: 5,
      columns: [{ title: '#', content: '{{rowNumber}}', w: 40 }],
      moreText: '… +{{moreCount}}',
    },
  };
  return LayoutElement.parse(shapes[kind]);
}
