import { formatKilograms } from '#core/weighing/format-kilograms.ts';
import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelData } from '#shared/model/label-layout.ts';
import { maskPhone } from '#main/documents/layout/templates/mask-phone.ts';

export interface WaybillParty {
  readonly name: string;
  readonly phone: string;
  /** Whole address in one line, country first for Chinese, as the carrier wants it. */
  readonly address: string;
}

/** Everything on the label, as the packing station knows it. Texts only; masking happens here. */
export interface SfWaybill {
  readonly trackingNumber: string;
  readonly carrierName?: string;
  readonly serviceName: string;
  /** The carrier's routing line, e.g. `571W-AB`; the largest text of the label. */
  readonly routeLabel: string;
  readonly sortingCode: string;
  /** Empty when the carrier sends none: the recipient then gets the whole width. */
  readonly twoDimensionCode: string;
  readonly recipient: WaybillParty;
  readonly sender: WaybillParty;
  readonly orderNumber: string;
  readonly goods: readonly { readonly name: string; readonly quantity: number }[];
  readonly weightG: number;
  readonly parcelIndex: number;
  readonly parcelCount: number;
  /** Already in the display zone, e.g. `2026-11-22 10:15`. */
  readonly printedAt: string;
  readonly remark: string;
}

/** Field values for `sf-waybill-100x150`. Phones are masked in part: the courier calls through the handheld. */
export function sfWaybillData(waybill: SfWaybill): LabelData {
  const unitCount = waybill.goods.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    trackingNumber: waybill.trackingNumber,
    trackingNumberSpaced: spaced(waybill.trackingNumber),
    carrierName: waybill.carrierName ?? '',
    serviceName: waybill.serviceName,
    routeLabel: waybill.routeLabel,
    sortingCode: waybill.sortingCode,
    twoDimensionCode: waybill.twoDimensionCode,
    recipientName: waybill.recipient.name,
    recipientPhone: maskPhone(waybill.recipient.phone),
    recipientAddress: waybill.recipient.address,
    senderName: waybill.sender.name,
    senderPhone: maskPhone(waybill.sender.phone),
    senderAddress: waybill.sender.address,
    orderNumber: waybill.orderNumber,
    goods: waybill.goods.map(({ name, quantity }) => ({ goodsName: name, goodsQuantity: `×${quantity}` })),
    unitCount: String(unitCount),
    weight: formatKilograms(waybill.weightG),
    parcel: `${waybill.parcelIndex}/${waybill.parcelCount}`,
    printedAt: waybill.printedAt,
    remark: waybill.remark,
  };
}

/** `SF1040275268927` -> `SF1 0402 7526 8927`: groups of four from the right, which people read out without slips. */
function spaced(trackingNumber: string): string {
  return trackingNumber.replaceAll(/(?<=.)(?=(?:.{4})+$)/g, ' ');
}

/** SF Express waybill, 100 x 150 mm. */
export const sfWaybill100x150 = defineLayout({
  id: 'sf-waybill-100x150',
  kind: 'waybill',
  title: { en: 'SF Express waybill 100 × 150 mm', 'zh-CN': '顺丰面单 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    { kind: 'box', x: 2, y: 2, w: 96, h: 146, thicknessMm: 0.375 },

    { kind: 'text', content: '顺丰速运', x: 5, y: 3, w: 28, h: 9, sizeMm: 6, weight: 700, valign: 'middle' },
    { kind: 'text', content: 'SF EXPRESS', x: 32, y: 3.4, w: 26, h: 9, sizeMm: 4, weight: 700, valign: 'middle' },
    { kind: 'box', x: 64, y: 2, w: 34, h: 11, filled: true },
    {
      kind: 'text',
      name: 'service',
      content: '{{serviceName}}',
      x: 66,
      y: 2,
      w: 30,
      h: 11,
      sizeMm: 5.5,
      minSizeMm: 3,
      weight: 700,
      align: 'center',
      valign: 'middle',
      color: 'white',
      maxLines: 2,
      lineHeight: 1.1,
      overflow: 'ellipsis',
    },
    { kind: 'line', x: 2, y: 13, w: 96, h: 0, thicknessMm: 0.375 },

    {
      kind: 'text',
      name: 'route',
      content: '{{routeLabel}}',
      x: 5,
      y: 13.5,
      w: 68,
      h: 15.5,
      sizeMm: 14,
      minSizeMm: 7,
      weight: 700,
      valign: 'middle',
    },
    { kind: 'line', x: 75, y: 13, w: 0, h: 16.5 },
    { kind: 'text', content: '分拣 SORT', x: 77, y: 14.2, w: 19.5, h: 2.4, sizeMm: 2.4 },
    {
      kind: 'text',
      name: 'sorting code',
      content: '{{sortingCode?}}',
      x: 76.5,
      y: 17,
      w: 20,
      h: 12,
      sizeMm: 9,
      minSizeMm: 4,
      weight: 700,
      align: 'center',
      valign: 'middle',
      overflow: 'ellipsis',
    },
    { kind: 'line', x: 2, y: 29.5, w: 96, h: 0, thicknessMm: 0.375 },

    {
      kind: 'barcode',
      name: 'waybill',
      symbology: 'code128',
      content: '{{trackingNumber}}',
      x: 3,
      y: 31.5,
      w: 94,
      h: 15,
      moduleMm: 0.5,
      minModuleMm: 0.375,
    },
    {
      kind: 'text',
      name: 'waybill number',
      content: '{{trackingNumberSpaced}}',
      x: 5,
      y: 47.5,
      w: 90,
      h: 5.5,
      sizeMm: 5,
      minSizeMm: 3.5,
      weight: 700,
      align: 'center',
      valign: 'middle',
    },
    { kind: 'line', x: 2, y: 54, w: 96, h: 0, thicknessMm: 0.375 },

    { kind: 'box', x: 2, y: 54, w: 9, h: 33, filled: true },
    {
      kind: 'text',
      content: '收',
      x: 2,
      y: 60.5,
      w: 9,
      h: 8,
      sizeMm: 7,
      weight: 700,
      align: 'center',
      valign: 'middle',
      color: 'white',
    },
    { kind: 'text', content: 'TO', x: 2, y: 70.5, w: 9, h: 4, sizeMm: 4, weight: 700, align: 'center', color: 'white' },
    { kind: 'group', x: 13, y: 55, when: 'twoDimensionCode', children: recipientBlock(56) },
    { kind: 'group', x: 13, y: 55, unless: 'twoDimensionCode', children: recipientBlock(83) },
    {
      kind: 'barcode',
      name: '2D code',
      when: 'twoDimensionCode',
      symbology: 'qrcode',
      content: '{{twoDimensionCode}}',
      x: 70,
      y: 56.5,
      w: 27,
      h: 28,
      moduleMm: 0.5,
      minModuleMm: 0.25,
    },
    { kind: 'line', x: 2, y: 87, w: 96, h: 0, thicknessMm: 0.375 },

    { kind: 'box', x: 2, y: 87, w: 9, h: 15, thicknessMm: 0.375 },
    {
      kind: 'text',
      content: '寄',
      x: 2,
      y: 89,
      w: 9,
      h: 6,
      sizeMm: 5.5,
      weight: 700,
      align: 'center',
      valign: 'middle',
    },
    { kind: 'text', content: 'FROM', x: 2, y: 96.5, w: 9, h: 3, sizeMm: 2.6, weight: 700, align: 'center' },
    {
      kind: 'text',
      name: 'sender name',
      content: '{{senderName}}  {{senderPhone}}',
      x: 13,
      y: 88.2,
      w: 83,
      h: 4,
      sizeMm: 3.5,
      minSizeMm: 2.6,
      weight: 500,
      overflow: 'ellipsis',
    },
    {
      kind: 'text',
      name: 'sender address',
      content: '{{senderAddress}}',
      x: 13,
      y: 93,
      w: 83,
      h: 8,
      sizeMm: 3.25,
      minSizeMm: 2.5,
      maxLines: 3,
      overflow: 'ellipsis',
    },
    { kind: 'line', x: 2, y: 102, w: 96, h: 0, thicknessMm: 0.375 },

    { kind: 'text', content: '物品 GOODS', x: 5, y: 103.2, w: 60, h: 2.6, sizeMm: 2.6 },
    { kind: 'text', content: '共 {{unitCount}} 件 PCS', x: 65, y: 103.2, w: 30, h: 2.6, sizeMm: 2.6, align: 'right' },
    {
      kind: 'repeat',
      items: 'goods',
      x: 5,
      y: 107,
      rowHeightMm: 3.9,
      maxRows: 5,
      children: [
        {
          kind: 'text',
          name: 'goods',
          content: '{{goodsName}}',
          x: 0,
          y: 0,
          w: 78,
          h: 3.4,
          sizeMm: 3,
          minSizeMm: 2.5,
          overflow: 'ellipsis',
          missingGlyph: 'replace',
        },
        {
          kind: 'text',
          name: 'quantity',
          content: '{{goodsQuantity}}',
          x: 78,
          y: 0,
          w: 12,
          h: 3.4,
          sizeMm: 3,
          weight: 700,
          align: 'right',
        },
      ],
      more: {
        kind: 'text',
        content: '… 另 {{moreCount}} 种 / {{moreCount}} more',
        x: 0,
        y: 0,
        w: 90,
        h: 3.4,
        sizeMm: 3,
      },
    },
    { kind: 'line', x: 2, y: 127, w: 96, h: 0, thicknessMm: 0.25, dashMm: 1 },

    ...fact(5, '重量 WEIGHT', '{{weight}}', 28),
    ...fact(36, '包裹 PARCEL', '{{parcel}}', 20),
    ...fact(60, '打印 PRINTED', '{{printedAt}}', 35),
    { kind: 'text', content: '订单号 ORDER', x: 5, y: 136.5, w: 20, h: 2.4, sizeMm: 2.4 },
    { kind: 'group', x: 5, y: 135.9, unless: 'printCode', children: orderBlock(90) },
    { kind: 'group', x: 5, y: 135.9, when: 'printCode', children: orderBlock(62) },
    // Printed again: the carrier's barcode is the same on both labels, this code is not.
    {
      kind: 'text',
      content: '补打 第{{printNumber}}次',
      when: 'printCode',
      x: 68,
      y: 137.4,
      w: 17,
      h: 4,
      sizeMm: 3,
      minSizeMm: 2,
      weight: 700,
      align: 'right',
      valign: 'middle',
    },
    {
      kind: 'text',
      content: 'PRINT {{printNumber}}',
      when: 'printCode',
      x: 68,
      y: 141.6,
      w: 17,
      h: 4,
      sizeMm: 3,
      minSizeMm: 2,
      weight: 700,
      align: 'right',
      valign: 'middle',
    },
    {
      kind: 'barcode',
      name: 'print code',
      when: 'printCode',
      symbology: 'datamatrix',
      content: '{{printCode}}',
      x: 86,
      y: 136,
      w: 11,
      h: 11,
      moduleMm: 0.5,
      minModuleMm: 0.25,
    },
  ],
});

/** Number and note of the order; narrower where the code of a reprint stands beside them. */
function orderBlock(widthMm: number) {
  return [
    {
      kind: 'text' as const,
      name: 'order number',
      content: '{{orderNumber}}',
      x: 19,
      y: 0,
      w: widthMm - 19,
      h: 3.6,
      sizeMm: 3.5,
      minSizeMm: 2.5,
      weight: 700 as const,
    },
    {
      kind: 'text' as const,
      name: 'remark',
      content: '备注 NOTE  {{remark}}',
      when: 'remark',
      x: 0,
      y: 4.5,
      w: widthMm,
      h: 7,
      sizeMm: 2.8,
      minSizeMm: 2.4,
      maxLines: 2,
      overflow: 'ellipsis' as const,
      missingGlyph: 'replace' as const,
    },
  ];
}

/** Name and phone above the address; a courier must read all three, so nothing here is ever cut. */
function recipientBlock(widthMm: number) {
  return [
    {
      kind: 'text' as const,
      name: 'recipient name',
      content: '{{recipientName}}',
      x: 0,
      y: 0.5,
      w: widthMm,
      h: 6.6,
      sizeMm: 6,
      minSizeMm: 3,
      weight: 700 as const,
      maxLines: 2,
      lineHeight: 1.1,
      valign: 'middle' as const,
    },
    {
      kind: 'text' as const,
      name: 'recipient phone',
      content: '{{recipientPhone}}',
      x: 0,
      y: 7.6,
      w: widthMm,
      h: 5,
      sizeMm: 4.5,
      minSizeMm: 3.5,
      weight: 500 as const,
      valign: 'middle' as const,
    },
    {
      kind: 'text' as const,
      name: 'recipient address',
      content: '{{recipientAddress}}',
      x: 0,
      y: 13.4,
      w: widthMm,
      h: 17.6,
      sizeMm: 5,
      minSizeMm: 2.6,
      weight: 500 as const,
      maxLines: 6,
      lineHeight: 1.18,
    },
  ];
}

function fact(x: number, label: string, content: string, w: number) {
  return [
    { kind: 'text' as const, content: label, x, y: 128.2, w, h: 2.4, sizeMm: 2.4 },
    {
      kind: 'text' as const,
      name: label,
      content,
      x,
      y: 131,
      w,
      h: 4,
      sizeMm: 3.75,
      minSizeMm: 2.5,
      weight: 700 as const,
    },
  ];
}
