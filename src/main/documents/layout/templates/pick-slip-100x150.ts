import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelData } from '#shared/model/label-layout.ts';

export interface PickSlipLine {
  readonly location: string;
  readonly skuCode: string;
  /** Title and variant in one line. */
  readonly title: string;
  readonly quantity: number;
  /** Order, or slot of the cart, that this line belongs to. */
  readonly orderNumber: string;
}

/** One pick slip: the lines of one order or of a wave of orders, in walking order. */
export interface PickSlip {
  /** What the packing screen scans. */
  readonly slipNumber: string;
  readonly shopName: string;
  readonly orderCount: number;
  readonly lines: readonly PickSlipLine[];
  readonly printedAt: string;
  readonly note: string;
}

const LINES_PER_PAGE = 11;

/** One label per page; every line of the slip is on exactly one of them. */
export function pickSlipPages(slip: PickSlip): LabelData[] {
  const pageCount = Math.max(1, Math.ceil(slip.lines.length / LINES_PER_PAGE));
  const unitCount = slip.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return Array.from({ length: pageCount }, (_, page) => ({
    slipNumber: slip.slipNumber,
    shopName: slip.shopName,
    orderCount: String(slip.orderCount),
    lineCount: String(slip.lines.length),
    unitCount: String(unitCount),
    printedAt: slip.printedAt,
    note: slip.note,
    page: `${page + 1}/${pageCount}`,
    lines: slip.lines.slice(page * LINES_PER_PAGE, (page + 1) * LINES_PER_PAGE).map((line) => ({
      location: line.location,
      skuCode: line.skuCode,
      title: line.title,
      quantity: String(line.quantity),
      orderNumber: line.orderNumber,
    })),
  }));
}

/** Pick slip, 100 x 150 mm. */
export const pickSlip100x150 = defineLayout({
  id: 'pick-slip-100x150',
  kind: 'pick_slip',
  title: { en: 'Pick slip 100 × 150 mm', 'zh-CN': '拣货单 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    { kind: 'text', content: '拣货单', x: 4, y: 3, w: 30, h: 8, sizeMm: 7, weight: 700, valign: 'middle' },
    { kind: 'text', content: 'PICK SLIP', x: 28, y: 3.6, w: 30, h: 8, sizeMm: 4.5, weight: 700, valign: 'middle' },
    {
      kind: 'text',
      content: '{{page}}',
      x: 70,
      y: 3,
      w: 26,
      h: 8,
      sizeMm: 7,
      weight: 700,
      align: 'right',
      valign: 'middle',
    },
    {
      kind: 'text',
      name: 'shop',
      content: '{{shopName?}}',
      x: 4,
      y: 12,
      w: 58,
      h: 4,
      sizeMm: 3.2,
      minSizeMm: 2.6,
      overflow: 'ellipsis',
      missingGlyph: 'replace',
    },
    { kind: 'text', content: '{{printedAt}}', x: 62, y: 12, w: 34, h: 4, sizeMm: 3.2, minSizeMm: 2.6, align: 'right' },
    {
      kind: 'barcode',
      name: 'slip',
      symbology: 'code128',
      content: '{{slipNumber}}',
      x: 3,
      y: 17.5,
      w: 94,
      h: 12,
      moduleMm: 0.5,
      minModuleMm: 0.25,
    },
    {
      kind: 'text',
      content: '{{slipNumber}}',
      x: 4,
      y: 30.2,
      w: 92,
      h: 4.4,
      sizeMm: 4,
      minSizeMm: 3,
      weight: 700,
      align: 'center',
    },
    { kind: 'box', x: 3, y: 35.5, w: 94, h: 6, filled: true },
    {
      kind: 'text',
      content: '{{orderCount}} 单 orders · {{lineCount}} 行 lines · {{unitCount}} 件 units',
      x: 4,
      y: 35.5,
      w: 92,
      h: 6,
      sizeMm: 3.5,
      minSizeMm: 2.6,
      weight: 700,
      color: 'white',
      align: 'center',
      valign: 'middle',
    },
    { kind: 'text', content: '库位 Location', x: 4, y: 43, w: 24, h: 2.6, sizeMm: 2.4 },
    { kind: 'text', content: '商品 Item', x: 29, y: 43, w: 40, h: 2.6, sizeMm: 2.4 },
    { kind: 'text', content: '数量 Qty', x: 78, y: 43, w: 18, h: 2.6, sizeMm: 2.4, align: 'right' },
    { kind: 'line', x: 3, y: 46.2, w: 94, h: 0, thicknessMm: 0.375 },
    {
      kind: 'repeat',
      items: 'lines',
      x: 3,
      y: 46.6,
      rowHeightMm: 8.6,
      maxRows: LINES_PER_PAGE,
      children: [
        {
          kind: 'text',
          name: 'location',
          content: '{{location?}}',
          x: 1,
          y: 0.4,
          w: 24,
          h: 4.4,
          sizeMm: 4,
          minSizeMm: 2.6,
          weight: 700,
          valign: 'middle',
        },
        {
          kind: 'text',
          name: 'order',
          content: '{{orderNumber?}}',
          x: 1,
          y: 5,
          w: 24,
          h: 2.8,
          sizeMm: 2.4,
          minSizeMm: 2,
          overflow: 'ellipsis',
        },
        {
          kind: 'text',
          name: 'SKU',
          content: '{{skuCode}}',
          x: 26,
          y: 0.4,
          w: 54,
          h: 4.4,
          sizeMm: 3.6,
          minSizeMm: 2.4,
          weight: 700,
          valign: 'middle',
        },
        {
          kind: 'text',
          name: 'title',
          content: '{{title?}}',
          x: 26,
          y: 5,
          w: 54,
          h: 3,
          sizeMm: 2.8,
          minSizeMm: 2.4,
          overflow: 'ellipsis',
          missingGlyph: 'replace',
        },
        {
          kind: 'text',
          name: 'quantity',
          content: '{{quantity}}',
          x: 80,
          y: 0.4,
          w: 13,
          h: 7.4,
          sizeMm: 6,
          minSizeMm: 3,
          weight: 700,
          align: 'right',
          valign: 'middle',
        },
        { kind: 'line', x: 0, y: 8.4, w: 94, h: 0, thicknessMm: 0.125 },
      ],
    },
    {
      kind: 'text',
      name: 'note',
      content: '{{note}}',
      when: 'note',
      x: 4,
      y: 142.6,
      w: 92,
      h: 6,
      sizeMm: 2.8,
      minSizeMm: 2.4,
      maxLines: 2,
      overflow: 'ellipsis',
      missingGlyph: 'replace',
    },
  ],
});
