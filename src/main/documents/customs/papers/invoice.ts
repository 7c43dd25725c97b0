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
import type { GridCell, PartyBlock } from '#main/documents/customs/a4-parts.ts';
import { describeLine } from '#main/documents/customs/facts/describe-line.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { amount, countryWithCode, money, needed } from '#main/documents/customs/facts/format-facts.ts';
import { quantityInEnglish } from '#main/documents/customs/facts/unit-names.ts';
import { cutIntoPages, drawRows, measureRows } from '#main/documents/customs/flow-rows.ts';
import type { FlowColumn, FlowRow } from '#main/documents/customs/flow-rows.ts';
import { hsCodeOf, overlayOf } from '#main/documents/customs/overlays.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import { createSheet } from '#main/documents/customs/sheet.ts';
import type { Sheet } from '#main/documents/customs/sheet.ts';
import { totalsOf } from '#main/documents/customs/totals.ts';
import type { CustomsDeclaration, CustomsPaperKind, ItemCategory } from '#shared/model/customs.ts';

const HEAD_MM = 8;
const BOTTOM = A4.height - 12;

const REASONS: Readonly<Record<ItemCategory, string>> = {
  sale: 'Sale of goods',
  gift: 'Gift',
  documents: 'Documents',
  sample: 'Commercial sample',
  return: 'Returned goods',
  other: 'Other',
};

const TRUE_AND_CORRECT = 'I declare that all information contained in this invoice is true and correct.';

interface InvoiceStyle {
  readonly kind: CustomsPaperKind;
  readonly title: string;
  readonly subtitle: string;
  /** Printed above the statement. */
  readonly note: string;
}

/** Refuses what must not be invoiced this way. */
type Guard = (declaration: CustomsDeclaration, paper: string) => void;

function invoice(style: InvoiceStyle, guard: Guard): PaperDefinition {
  return {
    kind: style.kind,
    version: 2,
    draw(declaration) {
      guard(declaration, style.kind);
      return drawInvoice(style, declaration);
    },
  };
}

/** Height of a line below the totals. */
const NOTE_MM = 5;

const hasValues: Guard = (declaration, paper) => {
  if (declaration.lines.length === 0) needed(paper, 'lines', '');
  needed(paper, 'number', declaration.number);
  // A value of 0 is never accepted: free goods have one all the same.
  for (const [index, line] of declaration.lines.entries())
    if (line.valueMinor === 0) needed(paper, `lines.${index}.unitValueMinor`, '');
};

export const commercialInvoice = invoice(
  { kind: 'commercial_invoice', title: 'COMMERCIAL INVOICE', subtitle: 'FACTURE COMMERCIALE', note: '' },
  hasValues,
);

/** The invoice that travels to the carrier as a file; its data stand beside it in the same package. */
export const paperlessInvoice = invoice(
  {
    kind: 'paperless_invoice',
    title: 'COMMERCIAL INVOICE',
    subtitle: 'Electronic trade document',
    note: '',
  },
  hasValues,
);

export const proformaInvoice = invoice(
  {
    kind: 'proforma_invoice',
    title: 'PROFORMA INVOICE',
    subtitle: 'FACTURE PRO FORMA',
    note: 'Value for customs purposes only.',
  },
  hasValues,
);

function drawInvoice(style: InvoiceStyle, declaration: CustomsDeclaration): Sheet[] {
  const paper = style.kind;
  const { sender, recipient, importer, currency } = declaration;
  const overlay = overlayOf(declaration);
  const columns = columnsOf(currency);
  const parties: PartyBlock[] = [
    { title: 'EXPORTER / SHIPPER', field: 'sender', text: partyText(paper, 'sender', sender) },
    { title: 'CONSIGNEE', field: 'recipient', text: partyText(paper, 'recipient', recipient) },
    ...(importer
      ? [{ title: 'IMPORTER / BUYER', field: 'importer', text: partyText(paper, 'importer', importer) }]
      : []),
  ];
  const head = headCells(declaration);
  const boxes = overlay.boxes(declaration).map(({ caption, field, value }) => ({ title: caption, field, value }));
  const foot = totalCells(declaration);
  const notes = [style.note, exchangeNote(declaration)].filter((note) => note !== '');
  const footMm = 3 + gridHeight(A4.inner, 4, foot) + notes.length * NOTE_MM + 3 + SIGNATURE_MM;

  // The first page decides where its rows begin: drawn once to find out, without its page number.
  const tableTop = drawHead(createSheet(A4.width, A4.height), style, parties, head, boxes, '');
  const nextTop = 32;
  const pages = cutIntoPages(measureRows(rowsOf(paper, declaration), columns), {
    firstMm: BOTTOM - tableTop - HEAD_MM,
    otherMm: BOTTOM - nextTop - HEAD_MM,
    footMm,
  });
  return pages.map((rows, index) => {
    const sheet = createSheet(A4.width, A4.height);
    const pageText = `Page ${index + 1} of ${pages.length}`;
    let y = tableTop;
    if (index === 0) drawHead(sheet, style, parties, head, boxes, pageText);
    else {
      drawTitle(sheet, style.title, style.subtitle, pageText);
      sheet.text(
        'number',
        [A4.edge, 23, A4.inner, 4],
        `Invoice ${declaration.number}, ${declaration.shipDate}, continued`,
        { size: 2.6 },
      );
      y = nextTop;
    }
    if (rows.length > 0) y = drawRows(sheet, { x: A4.edge, y, headMm: HEAD_MM }, columns, rows);
    if (index === pages.length - 1) {
      y = drawGrid(sheet, [A4.edge, y + 3, A4.inner], 4, foot);
      for (const note of notes) {
        sheet.text('note', [A4.edge, y + 1, A4.inner, 4], note, { size: 2.8, weight: note === style.note ? 700 : 400 });
        y += NOTE_MM;
      }
      drawSignatureBlock(sheet, paper, y + 3, TRUE_AND_CORRECT, declaration);
    }
    return sheet;
  });
}

/** By which rate, and of which day, what was paid became what is declared. */
function exchangeNote({ exchange }: CustomsDeclaration): string {
  if (exchange === null) return '';
  const { from, to, rate, day } = exchange;
  return `Values converted at 1 ${from} = ${rate} ${to}, rate of ${day}.`;
}

function drawHead(
  sheet: Sheet,
  style: InvoiceStyle,
  parties: readonly PartyBlock[],
  head: readonly GridCell[],
  boxes: readonly GridCell[],
  pageText: string,
): number {
  let y = drawTitle(sheet, style.title, style.subtitle, pageText);
  y = drawGrid(sheet, [A4.edge, y, A4.inner], 4, head.slice(0, 4));
  y = drawParties(sheet, y + 2, parties);
  y = drawGrid(sheet, [A4.edge, y + 2, A4.inner], 4, head.slice(4));
  if (boxes.length > 0) y = drawGrid(sheet, [A4.edge, y, A4.inner], Math.min(4, boxes.length), boxes);
  return y + 3;
}

function headCells(declaration: CustomsDeclaration): GridCell[] {
  const { incoterm, namedPlace, dutyPayer, category, categoryNote, carrierId } = declaration;
  return [
    { title: 'Invoice number', field: 'number', value: declaration.number },
    { title: 'Invoice date', field: 'shipDate', value: declaration.shipDate },
    { title: 'Order number', field: 'orderNumber', value: declaration.orderNumber },
    { title: 'Air waybill / tracking number', field: 'trackingNumber', value: declaration.trackingNumber },
    { title: 'Terms of delivery (Incoterms 2020)', field: 'incoterm', value: `${incoterm} ${namedPlace}`.trim() },
    { title: 'Currency', field: 'currency', value: declaration.currency },
    {
      title: 'Reason for export',
      field: 'category',
      value: categoryNote === '' ? REASONS[category] : `${REASONS[category]}: ${categoryNote}`,
    },
    { title: 'Payer of duties and taxes', field: 'dutyPayer', value: dutyPayer === 'sender' ? 'Shipper' : 'Receiver' },
    { title: 'Carrier', field: 'carrierId', value: carrierId.toUpperCase() },
    { title: 'Country of export', field: 'sender.country', value: countryWithCode(declaration.sender.country) },
    {
      title: 'Country of destination',
      field: 'recipient.country',
      value: countryWithCode(declaration.recipient.country),
    },
    {
      title: 'Import tax',
      field: 'isTaxPrepaid',
      value: declaration.isTaxPrepaid ? 'Collected at the sale' : 'To be collected at import',
    },
  ];
}

function columnsOf(currency: string): FlowColumn[] {
  return [
    { title: 'No.', w: 8, align: 'center' },
    { title: 'Full description of goods', w: 70 },
    { title: 'HS code', w: 22, align: 'center' },
    { title: 'Country of manufacture', w: 22, align: 'center' },
    { title: 'Quantity', w: 14, align: 'center' },
    { title: 'Net weight\n(kg)', w: 14, align: 'right' },
    { title: `Unit value\n(${currency})`, w: 17, align: 'right' },
    { title: `Line value\n(${currency})`, w: 19, align: 'right' },
  ];
}

function rowsOf(paper: string, declaration: CustomsDeclaration): FlowRow[] {
  const overlay = overlayOf(declaration);
  return declaration.lines.map((line, index) => {
    const path = `lines.${index}`;
    const ids = [
      line.skuCode && `SKU ${line.skuCode}`,
      line.model && `Model ${line.model}`,
      line.brand && `Brand ${line.brand}`,
    ];
    const texts = [
      describeLine(paper, line, index),
      ids.filter((part) => part !== '').join('; '),
      ...overlay.lineTexts(line),
    ].filter((part) => part !== '');
    return {
      cells: [
        { field: `${path}.number`, text: String(index + 1) },
        { field: `${path}.descriptionEn`, text: texts.join('\n') },
        { field: `${path}.hsCodes`, text: hsCodeOf(line, overlay) },
        { field: `${path}.origin`, text: countryWithCode(line.origin) },
        { field: `${path}.quantity`, text: quantityInEnglish(line.quantity, line.unitCode) },
        { field: `${path}.netWeightG`, text: decimalKilograms(line.netWeightG) },
        { field: `${path}.unitValueMinor`, text: amount(line.unitValueMinor, declaration.currency) },
        { field: `${path}.valueMinor`, text: amount(line.valueMinor, declaration.currency) },
      ],
    };
  });
}

function totalCells(declaration: CustomsDeclaration): GridCell[] {
  const { currency } = declaration;
  const totals = totalsOf(declaration);
  const packages = declaration.packages.length;
  return [
    { title: 'Subtotal of goods', field: 'subtotal', value: money(totals.valueMinor, currency) },
    { title: 'Freight', field: 'freightMinor', value: money(declaration.freightMinor, currency) },
    { title: 'Insurance', field: 'insuranceMinor', value: money(declaration.insuranceMinor, currency) },
    { title: 'Other charges', field: 'otherMinor', value: money(declaration.otherMinor, currency) },
    { title: 'Total net weight', field: 'netWeight', value: `${decimalKilograms(totals.netWeightG)} kg` },
    { title: 'Total gross weight', field: 'grossWeightG', value: `${decimalKilograms(declaration.grossWeightG)} kg` },
    {
      title: 'Number and kind of packages',
      field: 'packages',
      value: packages === 0 ? '' : `${packages} ${packages === 1 ? 'carton' : 'cartons'}${parcelOfOrder(declaration)}`,
    },
    { title: 'INVOICE TOTAL', field: 'invoiceTotal', value: money(totals.invoiceMinor, currency) },
  ];
}

/** Each parcel of an order has an invoice of its own; which one this is stands beside the number of packages. */
function parcelOfOrder({ parcelCount, packages }: CustomsDeclaration): string {
  const [only] = packages;
  return parcelCount > 1 && only ? ` (parcel ${only.number} of ${parcelCount})` : '';
}
