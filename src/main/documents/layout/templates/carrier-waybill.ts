import { bandAt, codeAt, ruleAt, softTextAt, textAt } from '#main/documents/layout/templates/elements.ts';
import { defineLayout } from '#shared/model/label-layout.ts';
import type { LabelLayout } from '#shared/model/label-layout.ts';

interface WaybillPaper {
  readonly widthMm: 76 | 100;
  readonly heightMm: 130 | 150 | 180;
  /** 2: the foot is torn off and stays with the shop. */
  readonly parts: 1 | 2;
}

/** Papers that carriers in China hand out, whole and with a stub. */
const PAPERS: readonly WaybillPaper[] = [
  { widthMm: 76, heightMm: 130, parts: 1 },
  { widthMm: 76, heightMm: 130, parts: 2 },
  { widthMm: 100, heightMm: 150, parts: 1 },
  { widthMm: 100, heightMm: 150, parts: 2 },
  { widthMm: 100, heightMm: 180, parts: 1 },
  { widthMm: 100, heightMm: 180, parts: 2 },
];

/** Waybills of any carrier, one layout per paper. */
export const CARRIER_WAYBILLS: readonly LabelLayout[] = PAPERS.map(carrierWaybill);

function carrierWaybill(paper: WaybillPaper): LabelLayout {
  const { widthMm, heightMm, parts } = paper;
  const stubMm = parts === 1 ? 0 : heightMm === 130 ? 38 : 45;
  const size = `${widthMm} × ${heightMm}`;
  return defineLayout({
    id: `waybill-${widthMm}x${heightMm}-${parts === 1 ? 'one' : 'two'}-part`,
    kind: 'waybill',
    title: {
      en: `Waybill ${size} mm, ${parts === 1 ? 'one part' : 'two parts'}`,
      'zh-CN': `面单 ${size} 毫米${parts === 1 ? '一联' : '二联'}`,
    },
    widthMm,
    heightMm,
    elements: [...mainPart(widthMm, heightMm - stubMm), ...(parts === 2 ? stub(widthMm, heightMm, stubMm) : [])],
  });
}

/** What the courier needs, from the top of the paper down to `bottom`. */
function mainPart(width: number, bottom: number) {
  const [left, inner] = [2, width - 4];
  const qr = width === 76 ? 20 : 24;
  const goodsTop = 91;
  return [
    { kind: 'box' as const, x: left, y: 2, w: inner, h: bottom - 4, thicknessMm: 0.375 },
    softTextAt([left + 2, 2.5, inner * 0.6, 9], 5.5, '{{carrierName}}', { weight: 700, minSizeMm: 3 }),
    ...bandAt([left + inner * 0.64, 2, inner * 0.36, 10], 4.5, '{{serviceName}}', { minSizeMm: 2.6, maxLines: 2 }),
    ruleAt(left, 12, inner, { thicknessMm: 0.375 }),
    textAt([left + 2, 12.5, inner * 0.72, 13], 11, '{{routeLabel?}}', { name: 'route', weight: 700, minSizeMm: 5 }),
    softTextAt([left + inner * 0.74, 12.5, inner * 0.24, 13], 6, '{{sortingCode?}}', {
      weight: 700,
      align: 'right',
      minSizeMm: 3,
    }),
    ruleAt(left, 26, inner, { thicknessMm: 0.375 }),
    codeAt([left + 0.5, 27.5, inner - 1, 15], 'code128', '{{trackingNumber}}', 0.5, { name: 'waybill' }),
    textAt([left + 2, 43, inner - 4, 5], 4.5, '{{trackingNumberSpaced}}', {
      weight: 700,
      align: 'center',
      minSizeMm: 3,
    }),
    ruleAt(left, 49, inner, { thicknessMm: 0.375 }),
    ...bandAt([left + 1, 50.5, 6, 6], 4, '收'),
    ...[true, false].flatMap((hasCode) => {
      const w = inner - 10 - (hasCode ? qr : 0);
      const condition = hasCode ? { when: 'twoDimensionCode' } : { unless: 'twoDimensionCode' };
      return [
        textAt([left + 9, 50, w, 7], 4.6, '{{recipientName}}  {{recipientPhone}}', {
          name: 'recipient name',
          weight: 700,
          minSizeMm: 2.6,
          ...condition,
        }),
        textAt([left + 9, 57.5, w, 17], 4.2, '{{recipientAddress}}', {
          name: 'recipient address',
          weight: 500,
          valign: 'top',
          maxLines: 6,
          minSizeMm: 2.4,
          ...condition,
        }),
      ];
    }),
    codeAt([left + inner - qr, 50.5, qr - 1, qr - 1], 'qrcode', '{{twoDimensionCode}}', 0.5, {
      name: 'carrier code',
      when: 'twoDimensionCode',
      ecLevel: 'L',
    }),
    ruleAt(left, 75.5, inner),
    ...bandAt([left + 1, 77, 5, 5], 3.2, '寄'),
    ...[true, false].flatMap((isReprint) => {
      const w = inner - 10 - (isReprint ? 26 : 0);
      const condition = isReprint ? { when: 'printCode' } : { unless: 'printCode' };
      return [
        softTextAt([left + 8, 76.5, w, 5], 3, '{{senderName}}  {{senderPhone}}', condition),
        softTextAt([left + 8, 81.5, w, 8], 2.8, '{{senderAddress}}', { maxLines: 2, valign: 'top', ...condition }),
      ];
    }),
    // Printed again: the carrier's barcode is the same on both labels, this code is not.
    softTextAt([left + inner - 27, 77, 13, 5], 2.8, '补打 {{printNumber}}', { when: 'printCode', weight: 700 }),
    codeAt([left + inner - 12.5, 76.8, 11.5, 11.5], 'datamatrix', '{{printCode}}', 0.5, {
      name: 'print code',
      when: 'printCode',
    }),
    ...(bottom > goodsTop + 14 ? goodsPart(left, inner, goodsTop, bottom) : []),
  ];
}

/** As many goods as there is room for; what does not fit is counted. */
function goodsPart(left: number, inner: number, top: number, bottom: number) {
  const rows = Math.floor((bottom - 2 - top - 8) / 4.2);
  return [
    ruleAt(left, top - 0.5, inner),
    softTextAt([left + 2, top, inner * 0.66, 4], 2.8, '{{orderNumber}}', { weight: 500 }),
    softTextAt([left + inner * 0.68, top, inner * 0.3, 4], 2.8, '{{parcel}} · {{weight}}', { align: 'right' }),
    ...(rows > 0
      ? [
          {
            kind: 'repeat' as const,
            items: 'goods',
            x: left + 2,
            y: top + 4.2,
            rowHeightMm: 4.2,
            maxRows: rows,
            children: [
              softTextAt([0, 0, inner - 18, 4], 2.8, '{{goodsName}}'),
              textAt([inner - 17, 0, 13, 4], 2.8, '{{goodsQuantity}}', { align: 'right' }),
            ],
            more: softTextAt([0, 0, inner - 4, 4], 2.8, '… +{{moreCount}}'),
          },
        ]
      : []),
    softTextAt([left + 2, bottom - 6.2, inner * 0.6, 4], 2.6, '{{remark?}}'),
    softTextAt([left + inner * 0.62, bottom - 6.2, inner * 0.36, 4], 2.6, '{{printedAt}}', { align: 'right' }),
  ];
}

/** The shop's copy: enough to find the parcel again. */
function stub(width: number, height: number, stubMm: number) {
  const [left, inner, top] = [2, width - 4, height - stubMm];
  return [
    ruleAt(0, top - 0.5, width, { dashMm: 2 }),
    codeAt([left, top + 1.5, inner, 9], 'code128', '{{trackingNumber}}', 0.375, { name: 'stub' }),
    textAt([left + 2, top + 11, inner - 4, 4], 3.4, '{{trackingNumberSpaced}}', {
      weight: 700,
      align: 'center',
      minSizeMm: 2.6,
    }),
    softTextAt([left + 2, top + 15.5, inner - 4, 4], 3, '{{recipientName}}  {{recipientPhone}}', { weight: 700 }),
    softTextAt([left + 2, top + 19.5, inner - 4, 7], 2.6, '{{recipientAddress}}', { maxLines: 2, valign: 'top' }),
    softTextAt([left + 2, top + 27, inner * 0.6, 4], 2.6, '{{orderNumber}}'),
    softTextAt([left + inner * 0.62, top + 27, inner * 0.36, 4], 2.6, '{{parcel}} · {{weight}}', { align: 'right' }),
    softTextAt([left + 2, top + 31, inner * 0.6, 4], 2.6, '{{carrierName}} {{serviceName}}'),
    softTextAt([left + inner * 0.62, top + 31, inner * 0.36, 4], 2.6, '{{printedAt}}', { align: 'right' }),
  ];
}
