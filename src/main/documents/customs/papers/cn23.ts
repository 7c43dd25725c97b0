import { drawCategoryBoxes } from '#main/documents/customs/category-boxes.ts';
import { describeLine } from '#main/documents/customs/facts/describe-line.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import { amount, countryName, countryWithCode, money, needed } from '#main/documents/customs/facts/format-facts.ts';
import { numbersText } from '#main/documents/customs/facts/party-facts.ts';
import { quantityInEnglish } from '#main/documents/customs/facts/unit-names.ts';
import { cutIntoPages, drawRows, measureRows } from '#main/documents/customs/flow-rows.ts';
import type { FlowColumn, FlowRow, MeasuredRow } from '#main/documents/customs/flow-rows.ts';
import { hsCodeOf, overlayOf } from '#main/documents/customs/overlays.ts';
import type { PaperDefinition } from '#main/documents/customs/paper-definition.ts';
import type { PaperOptions } from '#shared/model/customs-paper-options.ts';
import { drawCn23Party } from '#main/documents/customs/papers/cn23-party.ts';
import { CAPTION_MM, createSheet } from '#main/documents/customs/sheet.ts';
import type { Box, Sheet } from '#main/documents/customs/sheet.ts';
import { caption, CN23_CERTIFICATION } from '#main/documents/customs/papers/cn23-words.ts';
import { totalsOf } from '#main/documents/customs/totals.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

const PAPER = 'cn23';
const [WIDTH, HEIGHT, EDGE] = [210, 148, 4];
const INNER = WIDTH - 2 * EDGE;
/** Upper and lower edge of the lines on the first page. */
const [TABLE_TOP, TABLE_END] = [58.5, 101];
const HEAD_MM = 8;
const SIZE = 2.2;
/** Upper edge of the lines on a continuation sheet. */
const NEXT_TOP = 24;

/** CN 23, 210 x 148 mm; lines that do not fit stand on continuation sheets. */
export const cn23: PaperDefinition = {
  kind: 'cn23',
  version: 2,
  draw(declaration, options) {
    if (declaration.lines.length === 0) needed(PAPER, 'lines', '');
    const columns = columnsOf(declaration.currency);
    const pages = cutIntoPages(measureRows(rowsOf(declaration), columns, SIZE), {
      firstMm: TABLE_END - TABLE_TOP - HEAD_MM,
      otherMm: HEIGHT - EDGE - NEXT_TOP - HEAD_MM,
      footMm: 0,
    });
    return pages.map((rows, index) => {
      const sheet = createSheet(WIDTH, HEIGHT);
      const pageText = pages.length === 1 ? '' : `${index + 1} / ${pages.length}`;
      if (index === 0) drawFirst(sheet, declaration, options, columns, rows, pageText);
      else drawNext(sheet, declaration, columns, rows, pageText);
      return sheet;
    });
  },
};

function columnsOf(currency: string): FlowColumn[] {
  return [
    { title: 'Detailed description of contents (1)\nDésignation détaillée du contenu', w: 86 },
    { title: 'Quantity (2)\nQuantité', w: 19, align: 'center' },
    { title: 'Net weight (3)\nPoids net (kg)', w: 21, align: 'right' },
    { title: `Value (5)\nValeur (${currency})`, w: 23, align: 'right' },
    { title: 'HS tariff number (7)\nNo tarifaire du SH', w: 25, align: 'center' },
    { title: "Country of origin (8)\nPays d'origine", w: INNER - 174, align: 'center' },
  ];
}

function rowsOf(declaration: CustomsDeclaration): FlowRow[] {
  const overlay = overlayOf(declaration);
  return declaration.lines.map((line, index) => ({
    cells: [
      {
        field: `lines.${index}.descriptionEn`,
        text: [describeLine(PAPER, line, index), overlay.lineTexts(line).join('; ')]
          .filter((part) => part !== '')
          .join('\n'),
      },
      { field: `lines.${index}.quantity`, text: quantityInEnglish(line.quantity, line.unitCode) },
      { field: `lines.${index}.netWeightG`, text: decimalKilograms(line.netWeightG) },
      { field: `lines.${index}.valueMinor`, text: amount(line.valueMinor, declaration.currency) },
      { field: `lines.${index}.hsCodes`, text: hsCodeOf(line, overlay) },
      { field: `lines.${index}.origin`, text: countryWithCode(line.origin) },
    ],
  }));
}

function drawFirst(
  sheet: Sheet,
  declaration: CustomsDeclaration,
  options: PaperOptions,
  columns: readonly FlowColumn[],
  rows: readonly MeasuredRow[],
  pageText: string,
): void {
  const { sender, recipient, importer } = declaration;
  const overlay = overlayOf(declaration);
  const totals = totalsOf(declaration);
  sheet.frame([EDGE, EDGE, INNER, HEIGHT - 2 * EDGE], 0.4);
  const middle = EDGE + 112;
  const right = EDGE + INNER;

  sheet.text(
    'operatorName',
    [EDGE + 1, EDGE + 0.3, 100, 4],
    caption('Designated operator', 'Opérateur désigné', options.operatorName),
    {
      size: 2,
    },
  );
  sheet.rule(EDGE, EDGE + 4.5, middle - EDGE);
  drawCn23Party(sheet, [EDGE, EDGE + 4.5, middle - EDGE, 24], 'From / De', 'sender', sender, [
    `Sender's customs reference (if any) / Référence en douane de l'expéditeur`,
    numbersText(sender),
  ]);
  sheet.rule(EDGE, EDGE + 28.5, middle - EDGE);
  drawCn23Party(sheet, [EDGE, EDGE + 28.5, middle - EDGE, TABLE_TOP - EDGE - 28.5], 'To / À', 'recipient', recipient, [
    recipient.localName || recipient.localAddress
      ? 'Name and address in local script / Nom et adresse en écriture locale'
      : '',
    [recipient.localName, recipient.localAddress].filter((part) => part !== '').join(', '),
  ]);
  sheet.rule(middle, EDGE, 0, TABLE_TOP - EDGE);

  sheet.text('title', [middle + 1, EDGE + 0.4, 60, 4], 'CUSTOMS DECLARATION', { size: 3.2, weight: 700 });
  sheet.text('title', [middle + 1, EDGE + 4.2, 60, 3.2], 'DÉCLARATION EN DOUANE', { size: 2.4, weight: 700 });
  sheet.text('title', [right - 24, EDGE + 0.4, 23, 5], 'CN 23', { size: 4, weight: 700, align: 'right' });
  sheet.text('page', [right - 24, EDGE + 5.2, 23, 2.8], pageText, { size: 2, align: 'right' });
  sheet.rule(middle, EDGE + 8, right - middle);
  sheet.text('head', [middle + 1, EDGE + 8.2, 36, 2.6], "No. of item / No de l'envoi", {
    size: CAPTION_MM,
  });
  sheet.text('head', [right - 53, EDGE + 8.2, 52, 2.6], "May be opened officially / Peut être ouvert d'office", {
    size: CAPTION_MM,
    align: 'right',
  });
  if (declaration.trackingNumber !== '') {
    sheet.code('trackingNumber', [middle + 4, EDGE + 11.2, right - middle - 8, 9.6], declaration.trackingNumber);
    sheet.text('trackingNumber', [middle + 4, EDGE + 20.9, right - middle - 8, 3.4], declaration.trackingNumber, {
      size: 2.9,
      weight: 700,
      align: 'center',
    });
  }
  const [only] = declaration.packages;
  if (declaration.parcelCount > 1 && only)
    sheet.text('packages', [right - 25, EDGE + 20.9, 24, 3.4], `Parcel ${only.number} of ${declaration.parcelCount}`, {
      size: 2.2,
      weight: 700,
      align: 'right',
    });
  const referenceTop = EDGE + 24.6;
  sheet.rule(middle, referenceTop, right - middle);
  sheet.text(
    'head',
    [middle + 1, referenceTop + 0.3, right - middle - 2, 4.8],
    "Importer's/addressee's reference (if any) (tax code/VAT No./importer code) / Référence de l'importateur",
    { size: CAPTION_MM, lines: 2, valign: 'top' },
  );
  const boxes = overlay.boxes(declaration);
  const known = boxes.map(({ value }) => value);
  const others = (importer ?? recipient).numbers.filter(({ value }) => !known.includes(value));
  const reference = [
    ...boxes.map((box) => `${box.caption}: ${box.value}`),
    numbersText({ ...recipient, numbers: others }),
    importer
      ? `Importer: ${[importer.company, importer.name, importer.street, importer.city, countryName(importer.country)].filter((part) => part !== '').join(', ')}`
      : '',
  ].filter((part) => part !== '');
  const contactTop = TABLE_TOP - 6.4;
  sheet.text(
    'recipient.numbers',
    [middle + 1, referenceTop + 5, right - middle - 2, contactTop - referenceTop - 5.4],
    reference.join('\n'),
    {
      size: 2.5,
      weight: 700,
      lines: 8,
      valign: 'top',
    },
  );
  sheet.rule(middle, contactTop, right - middle);
  sheet.text(
    'head',
    [middle + 1, contactTop + 0.2, right - middle - 2, 2.5],
    "Importer's/addressee's telephone/e-mail (if known) / Téléphone, courriel",
    {
      size: CAPTION_MM,
    },
  );
  const contact = importer ?? recipient;
  sheet.text(
    'recipient.phone',
    [middle + 1, contactTop + 2.7, right - middle - 2, 3.4],
    [contact.phone, contact.email].filter((part) => part !== '').join('  '),
    {
      size: 2.4,
    },
  );

  drawRows(sheet, { x: EDGE, y: TABLE_TOP, headMm: HEAD_MM, sizeMm: SIZE }, columns, rows);

  drawFoot(sheet, declaration, totals);
}

function drawFoot(sheet: Sheet, declaration: CustomsDeclaration, totals: ReturnType<typeof totalsOf>): void {
  const { currency, signature } = declaration;
  const right = EDGE + INNER;
  const top = TABLE_END;
  const cells: readonly (readonly [w: number, title: string, field: string, value: string])[] = [
    [50, 'Total gross weight (4) / Poids brut total (kg)', 'grossWeightG', decimalKilograms(declaration.grossWeightG)],
    [50, 'Total value (6) / Valeur totale', 'totalValue', money(totals.valueMinor, currency)],
    [
      INNER - 100,
      'Postal charges/Fees (9) / Frais de port/Frais',
      'postageMinor',
      [
        declaration.postageMinor === null
          ? ''
          : `Postage ${money(declaration.postageMinor, declaration.orderCurrency)}`,
        declaration.insuranceMinor === 0 ? '' : `Insurance ${money(declaration.insuranceMinor, currency)}`,
      ]
        .filter((part) => part !== '')
        .join('   '),
    ],
  ];
  sheet.rule(EDGE, top, INNER, 0, 0.35);
  let x = EDGE;
  for (const [w, title, field, value] of cells) {
    sheet.text('head', [x + 1, top + 0.2, w - 2, 2.7], title, { size: CAPTION_MM });
    sheet.text(field, [x + 1, top + 2.9, w - 2, 3.6], value, { size: 2.6, weight: 700 });
    if (x > EDGE) sheet.rule(x, top, 0, 7);
    x += w;
  }
  const body = top + 7;
  sheet.rule(EDGE, body, INNER);
  const split = EDGE + 128;
  sheet.text('head', [EDGE + 1, body + 0.2, 60, 2.7], "Category of item (10) / Catégorie de l'envoi", {
    size: CAPTION_MM,
  });
  sheet.text('head', [EDGE + 62, body + 0.2, 64, 2.7], 'Explanation / Explication:', { size: CAPTION_MM });
  sheet.text(
    'categoryNote',
    [EDGE + 90, body + 0.2, 37, 2.7],
    declaration.category === 'other'
      ? needed(PAPER, 'categoryNote', declaration.categoryNote)
      : declaration.categoryNote,
    { size: 2 },
  );
  drawCategoryBoxes(sheet, PAPER, [EDGE + 1, body + 3, 126, 8.4], 3, declaration);
  const comments = body + 11.8;
  sheet.rule(EDGE, comments, split - EDGE);
  sheet.text(
    'head',
    [EDGE + 1, comments + 0.2, 126, 2.7],
    'Comments (11): (e.g. goods subject to quarantine, sanitary/phytosanitary inspection or other restrictions) / Observations',
    {
      size: CAPTION_MM,
    },
  );
  sheet.text('comments', [EDGE + 1, comments + 2.9, 126, 6.2], declaration.comments, {
    size: 2.2,
    lines: 3,
    valign: 'top',
  });
  const permits = comments + 9.4;
  sheet.rule(EDGE, permits, split - EDGE);
  const third = (split - EDGE) / 3;
  const numbers: readonly (readonly [title: string, field: string, value: string])[] = [
    ['Licence (12) No(s).', 'licenceNumber', declaration.licenceNumber],
    ['Certificate (13) / Certificat No(s).', 'certificateNumber', declaration.certificateNumber],
    [
      'Invoice (14) / Facture No.',
      'number',
      declaration.category === 'sale' ? needed(PAPER, 'number', declaration.number) : '',
    ],
  ];
  for (const [index, [title, field, value]] of numbers.entries()) {
    const left = EDGE + index * third;
    if (index > 0) sheet.rule(left, permits, 0, HEIGHT - EDGE - permits);
    sheet.tick(left + 1, permits + 0.6, 2.4, value !== '');
    sheet.text('head', [left + 4, permits + 0.4, third - 5, 2.8], title, { size: CAPTION_MM });
    sheet.text(field, [left + 1, permits + 3.6, third - 2, 4.4], value, { size: 2.4, lines: 2 });
  }

  sheet.rule(split, body, 0, HEIGHT - EDGE - body);
  sheet.text(
    'head',
    [split + 1, body + 0.2, right - split - 2, 2.7],
    "Office of origin/Date of posting / Bureau d'origine/Date de dépôt",
    {
      size: CAPTION_MM,
    },
  );
  sheet.text(
    'signature.place',
    [split + 1, body + 3, right - split - 2, 3.4],
    [signature.place, declaration.shipDate].filter((part) => part !== '').join(', '),
    {
      size: 2.5,
    },
  );
  sheet.rule(split, body + 7, right - split);
  sheet.text('certification', [split + 1, body + 7.4, right - split - 2, 11.4], CN23_CERTIFICATION, {
    size: 2,
    lines: 6,
    valign: 'top',
  });
  const sign = body + 19;
  sheet.rule(split, sign, right - split);
  sheet.text(
    'head',
    [split + 1, sign + 0.2, right - split - 2, 2.7],
    "Date and sender's signature (15) / Date et signature de l'expéditeur",
    {
      size: CAPTION_MM,
    },
  );
  drawSignature(sheet, [split + 1, sign + 3, right - split - 2, HEIGHT - EDGE - sign - 3.6], declaration);
}

function drawSignature(sheet: Sheet, [x, y, w, h]: Box, { signature, shipDate }: CustomsDeclaration): void {
  sheet.text('shipDate', [x, y, 19, h], shipDate, { size: 2.5, valign: 'bottom' });
  const stampW = signature.stampPng === '' ? 0 : 16;
  sheet.image('signature.stampPng', [x + w - 16, y, 16, h], signature.stampPng);
  const pen: Box = [x + 20, y, w - 20 - stampW, h];
  if (signature.signaturePng === '')
    sheet.text('signature.name', pen, needed(PAPER, 'signature.name', signature.name), {
      size: 3,
      align: 'center',
      lines: 2,
    });
  else sheet.image('signature.signaturePng', pen, signature.signaturePng);
}

function drawNext(
  sheet: Sheet,
  declaration: CustomsDeclaration,
  columns: readonly FlowColumn[],
  rows: readonly MeasuredRow[],
  pageText: string,
): void {
  sheet.frame([EDGE, EDGE, INNER, HEIGHT - 2 * EDGE], 0.4);
  sheet.text('title', [EDGE + 1, EDGE + 0.6, 110, 4], 'CUSTOMS DECLARATION / DÉCLARATION EN DOUANE', {
    size: 3,
    weight: 700,
  });
  sheet.text('title', [EDGE + 1, EDGE + 5, 110, 3.4], 'Continuation sheet / Feuille complémentaire', { size: 2.6 });
  sheet.text('title', [EDGE + INNER - 25, EDGE + 0.6, 24, 5], 'CN 23', { size: 4, weight: 700, align: 'right' });
  sheet.text('page', [EDGE + INNER - 25, EDGE + 5.6, 24, 3], pageText, { size: 2.2, align: 'right' });
  sheet.rule(EDGE, EDGE + 9.4, INNER);
  const cells: readonly (readonly [title: string, field: string, value: string])[] = [
    ["No. of item / No de l'envoi", 'trackingNumber', declaration.trackingNumber],
    ['Invoice / Facture No.', 'number', declaration.number],
    ['From / De', 'sender.name', declaration.sender.company || declaration.sender.name],
    ['To / À', 'recipient.name', declaration.recipient.name || declaration.recipient.company],
  ];
  const w = INNER / cells.length;
  for (const [index, [title, field, value]] of cells.entries()) {
    sheet.text('head', [EDGE + index * w + 1, EDGE + 9.8, w - 2, 2.8], title, { size: CAPTION_MM });
    sheet.text(field, [EDGE + index * w + 1, EDGE + 12.6, w - 2, 6.6], value, { size: 2.5, lines: 2, valign: 'top' });
  }
  drawRows(sheet, { x: EDGE, y: NEXT_TOP, headMm: HEAD_MM, sizeMm: SIZE }, columns, rows);
}
