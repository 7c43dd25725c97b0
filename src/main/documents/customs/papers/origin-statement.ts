import {
  A4,
  SIGNATURE_MM,
  drawGrid,
  drawSignatureBlock,
  drawTitle,
  partyText,
} from '#main/documents/customs/a4-parts.ts';
import { describeLine } from '#main/documents/customs/facts/describe-line.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { countryName, countryWithCode, needed } from '#main/documents/customs/facts/format-facts.ts';
import { quantityInEnglish } from '#main/documents/customs/facts/unit-names.ts';
import { cutIntoPages, drawRows, measureRows } from '#main/documents/customs/flow-rows.ts';
import type { FlowColumn, FlowRow } from '#main/documents/customs/flow-rows.ts';
import { hsCodeOf, overlayOf } from '#main/documents/customs/overlays.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { createSheet } from '#main/documents/customs/sheet.ts';
import type { Sheet } from '#main/documents/customs/sheet.ts';
import { grossKilogramsOf } from '#main/documents/customs/facts/china-export.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

const PAPER = 'origin_statement';
const HEAD_MM = 8;
const BOTTOM = A4.height - 12;
const NEXT_TOP = 28;

const STATEMENT =
  'The exporter of the goods described above declares that each of them was made in the country stated for it. This statement is not a proof of preferential origin by itself.';

const COLUMNS: readonly FlowColumn[] = [
  { title: '8. Item number', w: 14, align: 'center' },
  { title: '8. Description of goods', w: 88 },
  { title: 'HS code', w: 24, align: 'center' },
  { title: '4. Country of origin', w: 32, align: 'center' },
  { title: 'Quantity', w: 28, align: 'center' },
];

/** Where the goods were made, with the data that a movement certificate EUR.1 asks for, box by box. */
export const originStatement: PaperDefinition = {
  kind: PAPER,
  version: 2,
  draw(declaration) {
    if (declaration.lines.length === 0) needed(PAPER, 'lines', '');
    const top = drawHead(createSheet(A4.width, A4.height), declaration, '');
    const pages = cutIntoPages(measureRows(rowsOf(declaration), COLUMNS), {
      firstMm: BOTTOM - top - HEAD_MM,
      otherMm: BOTTOM - NEXT_TOP - HEAD_MM,
      footMm: SIGNATURE_MM + 4,
    });
    return pages.map((rows, index) => {
      const sheet = createSheet(A4.width, A4.height);
      const pageText = `Page ${index + 1} of ${pages.length}`;
      let y = NEXT_TOP;
      if (index === 0) y = drawHead(sheet, declaration, pageText);
      else drawTitle(sheet, 'STATEMENT ON ORIGIN', `Invoice ${declaration.number}, continued`, pageText);
      if (rows.length > 0) y = drawRows(sheet, { x: A4.edge, y, headMm: HEAD_MM }, COLUMNS, rows);
      if (index === pages.length - 1) drawSignatureBlock(sheet, PAPER, y + 3, STATEMENT, declaration);
      return sheet;
    });
  },
};

function drawHead(sheet: Sheet, declaration: CustomsDeclaration, pageText: string): number {
  const origins = [
    ...new Set(declaration.lines.map(({ origin }, index) => needed(PAPER, `lines.${index}.origin`, origin))),
  ];
  const destination = countryName(needed(PAPER, 'recipient.country', declaration.recipient.country));
  let y = drawTitle(sheet, 'STATEMENT ON ORIGIN', 'Data of the movement certificate EUR.1', pageText);
  y = drawGrid(sheet, [A4.edge, y, A4.inner], 2, [
    {
      title: '1. Exporter (name, full address, country)',
      field: 'sender',
      value: partyText(PAPER, 'sender', declaration.sender),
    },
    {
      title: '3. Consignee (name, full address, country)',
      field: 'recipient',
      value: partyText(PAPER, 'recipient', declaration.recipient),
    },
    {
      title: '2. Trade between',
      field: 'trade',
      value: `${countryName(declaration.sender.country)} and ${destination}`,
    },
    {
      title: '6. Transport details',
      field: 'trackingNumber',
      value: [declaration.carrierId.toUpperCase(), declaration.trackingNumber].filter((part) => part !== '').join(' '),
    },
    { title: '4. Country of origin', field: 'origins', value: origins.map(countryWithCode).join(', ') },
    {
      title: '5. Country of destination',
      field: 'recipient.country',
      value: countryWithCode(declaration.recipient.country),
    },
    { title: '7. Remarks', field: 'comments', value: declaration.comments },
    {
      title: '8. Marks and numbers; number and kind of packages',
      field: 'packages',
      value: declaration.packages.map(({ marks, number }) => marks || `Package ${number}`).join(', '),
    },
    { title: '9. Gross mass (kg)', field: 'grossWeightG', value: decimalKilograms(grossKilogramsOf(declaration)) },
    {
      title: '10. Invoices',
      field: 'number',
      value: `${needed(PAPER, 'number', declaration.number)}, ${declaration.shipDate}`,
    },
  ]);
  return y + 3;
}

function rowsOf(declaration: CustomsDeclaration): FlowRow[] {
  const overlay = overlayOf(declaration);
  return declaration.lines.map((line, index) => ({
    cells: [
      { field: `lines.${index}.number`, text: String(index + 1) },
      { field: `lines.${index}.descriptionEn`, text: describeLine(PAPER, line, index) },
      { field: `lines.${index}.hsCodes`, text: hsCodeOf(line, overlay) },
      { field: `lines.${index}.origin`, text: countryWithCode(line.origin) },
      { field: `lines.${index}.quantity`, text: quantityInEnglish(line.quantity, line.unitCode) },
    ],
  }));
}
