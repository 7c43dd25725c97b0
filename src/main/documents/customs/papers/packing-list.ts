import {
  A4,
  SIGNATURE_MM,
  drawGrid,
  drawParties,
  drawSignatureBlock,
  drawTitle,
  gridHeight,
  partyText,
} from '#main/documents/customs/a4-parts.ts';
import type { GridCell } from '#main/documents/customs/a4-parts.ts';
import { describeLine } from '#main/documents/customs/facts/describe-line.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { needed } from '#main/documents/customs/facts/format-facts.ts';
import { quantityInEnglish } from '#main/documents/customs/facts/unit-names.ts';
import { cutIntoPages, drawRows, measureRows } from '#main/documents/customs/flow-rows.ts';
import type { FlowColumn, FlowRow } from '#main/documents/customs/flow-rows.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { createSheet } from '#main/documents/customs/sheet.ts';
import type { Sheet } from '#main/documents/customs/sheet.ts';
import { totalsOf } from '#main/documents/customs/totals.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration, CustomsLine, CustomsPackage } from '#shared/model/customs.ts';

const HEAD_MM = 8;
const BOTTOM = A4.height - 12;
const NEXT_TOP = 32;

/** Captions and texts that differ between the common list and the Thai one. */
interface ListStyle {
  readonly kind: 'packing_list' | 'thai_packing_list';
  readonly title: string;
  readonly subtitle: string;
  readonly captions: Readonly<
    Record<
      | 'description'
      | 'quantity'
      | 'net'
      | 'gross'
      | 'package'
      | 'exporter'
      | 'consignee'
      | 'number'
      | 'date'
      | 'packages',
      string
    >
  >;
  readonly extraColumn: FlowColumn | null;
  readonly statement: string;
  describe(line: CustomsLine, index: number): string;
  extra(line: CustomsLine): string;
}

const ENGLISH: ListStyle['captions'] = {
  description: 'Description of goods',
  quantity: 'Quantity',
  net: 'Net weight (kg)',
  gross: 'Gross weight (kg)',
  package: 'Package',
  exporter: 'EXPORTER / SHIPPER',
  consignee: 'CONSIGNEE',
  number: 'Invoice number',
  date: 'Date',
  packages: 'Packages',
};

export const packingList = listOf({
  kind: 'packing_list',
  title: 'PACKING LIST',
  subtitle: 'LISTE DE COLISAGE',
  captions: ENGLISH,
  extraColumn: null,
  statement: 'I declare that the contents of the packages are as stated above.',
  describe: (line, index) => describeLine('packing_list', line, index),
  extra: () => '',
});

/** The packing list with Thai descriptions and TISI licence numbers. @throws AppError where a line has no Thai name */
export const thaiPackingList = listOf({
  kind: 'thai_packing_list',
  title: 'PACKING LIST / ใบรายการบรรจุหีบห่อ',
  subtitle: 'Thailand / ประเทศไทย',
  captions: {
    description: 'รายการสินค้า / Description',
    quantity: 'จำนวน / Quantity',
    net: 'น้ำหนักสุทธิ (กก.) / Net',
    gross: 'น้ำหนักรวม (กก.) / Gross weight',
    package: 'หีบห่อ / Package',
    exporter: 'ผู้ส่งออก / EXPORTER',
    consignee: 'ผู้รับสินค้า / CONSIGNEE',
    number: 'เลขที่ใบกำกับสินค้า / Invoice number',
    date: 'วันที่ / Date',
    packages: 'จำนวนหีบห่อ / Packages',
  },
  extraColumn: { title: 'เลขที่ มอก. / TISI No.', w: 30 },
  statement: 'ข้าพเจ้าขอรับรองว่ารายการข้างต้นถูกต้อง / I declare that the contents of the packages are as stated above.',
  describe: (line, index) =>
    `${needed('thai_packing_list', `lines.${index}.descriptions.th`, line.descriptions.th ?? '')}\n${describeLine('thai_packing_list', line, index)}`,
  extra: (line) =>
    line.certificates
      .filter(({ kind, number }) => kind.toUpperCase() === 'TISI' && number !== '')
      .map(({ number }) => number)
      .join('\n'),
});

function listOf(style: ListStyle): PaperDefinition {
  return {
    kind: style.kind,
    version: 2,
    draw(declaration) {
      checkPackages(style.kind, declaration);
      return drawList(style, declaration);
    },
  };
}

/** What lies in the packages must be what was declared, unit by unit. @throws AppError ERR_CUSTOMS_PAPER_PACKAGES, ERR_CUSTOMS_PAPER_FIELD */
function checkPackages(paper: string, { lines, packages }: CustomsDeclaration): void {
  if (packages.length === 0) needed(paper, 'packages', '');
  for (const [index, line] of lines.entries()) {
    const packed = packages
      .flatMap(({ contents }) => contents)
      .reduce((sum, each) => (each.line === index ? sum + each.quantity : sum), 0);
    if (packed !== line.quantity)
      throw new AppError('ERR_CUSTOMS_PAPER_PACKAGES', { paper, line: index + 1, packed, declared: line.quantity });
  }
}

function drawList(style: ListStyle, declaration: CustomsDeclaration): Sheet[] {
  const { captions } = style;
  const parties = [
    { title: captions.exporter, field: 'sender', text: partyText(style.kind, 'sender', declaration.sender) },
    { title: captions.consignee, field: 'recipient', text: partyText(style.kind, 'recipient', declaration.recipient) },
  ];
  const head: GridCell[] = [
    { title: captions.number, field: 'number', value: needed(style.kind, 'number', declaration.number) },
    { title: captions.date, field: 'shipDate', value: declaration.shipDate },
    { title: 'Order number', field: 'orderNumber', value: declaration.orderNumber },
    { title: 'Air waybill / tracking number', field: 'trackingNumber', value: declaration.trackingNumber },
  ];
  const totals = totalsOf(declaration);
  const foot: GridCell[] = [
    { title: captions.packages, field: 'packages', value: String(declaration.packages.length) },
    { title: captions.quantity, field: 'units', value: String(totals.units) },
    { title: captions.net, field: 'netWeight', value: decimalKilograms(totals.netWeightG) },
    {
      title: captions.gross,
      field: 'grossWeight',
      value: decimalKilograms(declaration.packages.reduce((sum, { grossWeightG }) => sum + grossWeightG, 0)),
    },
  ];
  const columns = columnsOf(style);
  const drawHead = (sheet: Sheet, pageText: string): number => {
    let y = drawTitle(sheet, style.title, style.subtitle, pageText);
    y = drawGrid(sheet, [A4.edge, y, A4.inner], 4, head);
    return drawParties(sheet, y + 2, parties) + 3;
  };
  const top = drawHead(createSheet(A4.width, A4.height), '');
  const pages = cutIntoPages(measureRows(rowsOf(style, declaration), columns), {
    firstMm: BOTTOM - top - HEAD_MM,
    otherMm: BOTTOM - NEXT_TOP - HEAD_MM,
    footMm: 3 + gridHeight(A4.inner, 4, foot) + 3 + SIGNATURE_MM,
  });
  return pages.map((rows, index) => {
    const sheet = createSheet(A4.width, A4.height);
    const pageText = `Page ${index + 1} of ${pages.length}`;
    let y = top;
    if (index === 0) drawHead(sheet, pageText);
    else {
      drawTitle(sheet, style.title, style.subtitle, pageText);
      sheet.text(
        'number',
        [A4.edge, 23, A4.inner, 4],
        `Invoice ${declaration.number}, ${declaration.shipDate}, continued`,
        { size: 2.6 },
      );
      y = NEXT_TOP;
    }
    if (rows.length > 0) y = drawRows(sheet, { x: A4.edge, y, headMm: HEAD_MM }, columns, rows);
    if (index === pages.length - 1) {
      y = drawGrid(sheet, [A4.edge, y + 3, A4.inner], 4, foot);
      drawSignatureBlock(sheet, style.kind, y + 3, style.statement, declaration);
    }
    return sheet;
  });
}

function columnsOf({ captions, extraColumn }: ListStyle): FlowColumn[] {
  const extra = extraColumn ? [extraColumn] : [];
  const rest = A4.inner - 10 - 32 - 24 - 26 - (extraColumn?.w ?? 0);
  return [
    { title: 'No.', w: 10, align: 'center' },
    { title: captions.description, w: rest },
    { title: 'SKU', w: 32 },
    ...extra,
    { title: captions.quantity, w: 24, align: 'center' },
    { title: captions.net, w: 26, align: 'right' },
  ];
}

function rowsOf(style: ListStyle, declaration: CustomsDeclaration): FlowRow[] {
  return declaration.packages.flatMap((each, position): FlowRow[] => [
    {
      isWide: true,
      cells: [
        {
          field: `packages.${position}`,
          text: packageText(style, each, Math.max(declaration.packages.length, declaration.parcelCount)),
          bold: true,
        },
      ],
    },
    ...each.contents.flatMap(({ line: index, quantity }): FlowRow[] => {
      const line = declaration.lines[index];
      if (!line) return [];
      const extra = style.extraColumn ? [{ field: `lines.${index}.certificates`, text: style.extra(line) }] : [];
      return [
        {
          cells: [
            { field: `lines.${index}.number`, text: String(index + 1) },
            { field: `lines.${index}.description`, text: style.describe(line, index) },
            { field: `lines.${index}.skuCode`, text: line.skuCode },
            ...extra,
            { field: `lines.${index}.quantity`, text: quantityInEnglish(quantity, line.unitCode) },
            {
              field: `lines.${index}.netWeightG`,
              text: decimalKilograms(Math.round((line.netWeightG * quantity) / line.quantity)),
            },
          ],
        },
      ];
    }),
  ]);
}

function packageText({ captions }: ListStyle, each: CustomsPackage, count: number): string {
  const size = [each.lengthMm, each.widthMm, each.heightMm].every((side) => side > 0)
    ? `${[each.lengthMm, each.widthMm, each.heightMm].map((mm) => mm / 10).join(' x ')} cm`
    : '';
  return [
    `${captions.package} ${each.number} of ${count}`,
    each.marks,
    size,
    `${captions.gross} ${decimalKilograms(each.grossWeightG)}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
