import { NUMBER_NAMES, numberOf } from '#main/documents/customs/facts/party-facts.ts';
import type { CustomsDeclaration, CustomsLine, HsScheme, IdNumberKind } from '#shared/model/customs.ts';

/** A box that a destination adds to the common English and French form. */
export interface OverlayBox {
  readonly caption: string;
  readonly value: string;
  /** Field of the declaration that it shows. */
  readonly field: string;
}

/** What a destination adds (customs.md section 10, "Template overlays"). Values that are not there leave no box. */
export interface Overlay {
  readonly id: string;
  readonly territories: readonly string[];
  /** Longest goods code that its papers show, where the line has it; else the six digits of the world. */
  readonly hsScheme: HsScheme;
  /** Descriptions in this language stand beneath the English ones. */
  readonly language: string | null;
  boxes(declaration: CustomsDeclaration): readonly OverlayBox[];
  /** Texts beneath the description of a line. */
  lineTexts(line: CustomsLine): readonly string[];
}

type BoxOf = (declaration: CustomsDeclaration) => OverlayBox;

function senderNumber(...kinds: readonly [IdNumberKind, ...IdNumberKind[]]): BoxOf {
  return ({ sender }) => {
    const kind = kinds.find((each) => numberOf(sender, [each]) !== '') ?? kinds[0];
    const party = sender.numbers.length > 0 ? sender : null;
    return { caption: `Seller ${NUMBER_NAMES[kind]}`, value: numberOf(party, [kind]), field: `sender.numbers.${kind}` };
  };
}

/** Of the importer where there is one, else of the recipient. */
function receiverNumber(...kinds: readonly [IdNumberKind, ...IdNumberKind[]]): BoxOf {
  return ({ importer, recipient }) => {
    const party = importer ?? recipient;
    const path = importer ? 'importer' : 'recipient';
    const kind = kinds.find((each) => numberOf(party, [each]) !== '') ?? kinds[0];
    return { caption: NUMBER_NAMES[kind], value: numberOf(party, [kind]), field: `${path}.numbers.${kind}` };
  };
}

function text(caption: string, field: string, read: (declaration: CustomsDeclaration) => string): BoxOf {
  return (declaration) => ({ caption, value: read(declaration), field });
}

const taxPrepaid = (caption: string): BoxOf =>
  text(caption, 'isTaxPrepaid', ({ isTaxPrepaid }) => (isTaxPrepaid ? 'PAID' : 'NOT PAID'));
const localName = (caption: string): BoxOf =>
  text(caption, 'recipient.localName', ({ recipient }) => recipient.localName);
const phone: BoxOf = text('Recipient phone', 'recipient.phone', ({ recipient }) => recipient.phone);

interface OverlayFacts {
  readonly territories: readonly string[];
  readonly hsScheme?: HsScheme;
  readonly language?: string;
  readonly boxes?: readonly BoxOf[];
  readonly lineTexts?: (line: CustomsLine) => readonly string[];
}

function overlay(id: string, facts: OverlayFacts): Overlay {
  return {
    id,
    territories: facts.territories,
    hsScheme: facts.hsScheme ?? 'hs6',
    language: facts.language ?? null,
    boxes: (declaration) =>
      (facts.boxes ?? []).map((boxOf) => boxOf(declaration)).filter(({ value }) => value.trim() !== ''),
    lineTexts: (line) =>
      [
        ...(facts.language === undefined ? [] : [line.descriptions[facts.language] ?? '']),
        ...(facts.lineTexts?.(line) ?? []),
      ].filter((each) => each.trim() !== ''),
  };
}

const EU27 = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');

/** Merchant's and manufacturer's numbers per line: mandatory in the EU from 2026-11-01 (customs.md section 10). */
function productIds(line: CustomsLine): string[] {
  const ids: readonly (readonly [name: string, value: string])[] = [
    ['Merch. product ID', line.skuCode],
    ['Manuf. product ID', line.manufacturerProductId],
    ['GTIN', line.gtin],
  ];
  return ids.filter(([, value]) => value !== '').map(([name, value]) => `${name} ${value}`);
}

function certificateNumbers(line: CustomsLine, kind: string): string[] {
  return line.certificates
    .filter((certificate) => certificate.kind.toUpperCase() === kind && certificate.number !== '')
    .map(({ number }) => `${kind} ${number}`);
}

/** Every destination with boxes of its own; a new one is one entry. */
export const OVERLAYS: readonly Overlay[] = [
  overlay('EU', {
    territories: EU27,
    hsScheme: 'eu_taric10',
    boxes: [senderNumber('ioss'), receiverNumber('eori', 'vat')],
    lineTexts: productIds,
  }),
  overlay('GB', {
    territories: ['GB', 'IM', 'XI'],
    hsScheme: 'uk10',
    boxes: [senderNumber('gb_vat', 'vat'), senderNumber('eori')],
  }),
  overlay('US', {
    territories: ['US'],
    hsScheme: 'us_hts10',
    boxes: [
      text('Duties paid by', 'dutyPayer', ({ dutyPayer }) => (dutyPayer === 'sender' ? 'SENDER (DDP)' : 'RECIPIENT')),
    ],
  }),
  overlay('TH', {
    territories: ['TH'],
    language: 'th',
    boxes: [receiverNumber('th_pin', 'tax_id'), phone],
    lineTexts: (line) => certificateNumbers(line, 'TISI'),
  }),
  overlay('KR', {
    territories: ['KR'],
    hsScheme: 'kr10',
    boxes: [receiverNumber('pccc', 'brn'), localName('수취인 성명')],
  }),
  overlay('JP', {
    territories: ['JP'],
    hsScheme: 'jp9',
    boxes: [
      text('Platform', 'platformName', ({ platformName }) => platformName),
      text('Mail-order sale', 'isMailOrder', ({ isMailOrder }) => (isMailOrder ? 'YES' : 'NO')),
      localName('受取人氏名'),
    ],
  }),
  overlay('BR', {
    territories: ['BR'],
    language: 'pt',
    boxes: [receiverNumber('cpf', 'cnpj'), text('Seller brand', 'sellerBrand', ({ sellerBrand }) => sellerBrand)],
  }),
  overlay('MX', { territories: ['MX'], boxes: [receiverNumber('rfc', 'curp')] }),
  overlay('CL', { territories: ['CL'], boxes: [receiverNumber('rut'), senderNumber('cl_sii')] }),
  overlay('TR', { territories: ['TR'], boxes: [receiverNumber('tckn', 'tr_vkn')] }),
  overlay('RU', {
    territories: ['RU'],
    language: 'ru',
    boxes: [receiverNumber('ru_passport'), receiverNumber('inn_person', 'inn_company'), localName('Ф.И.О. получателя')],
  }),
  overlay('IN', {
    territories: ['IN'],
    boxes: [
      receiverNumber('pan', 'aadhaar', 'in_passport', 'voter_id'),
      receiverNumber('gstin'),
      receiverNumber('iec'),
    ],
  }),
  overlay('SA', { territories: ['SA'], hsScheme: 'sa12', boxes: [receiverNumber('sa_id'), localName('اسم المستلم')] }),
  overlay('AE', {
    territories: ['AE'],
    hsScheme: 'sa12',
    boxes: [receiverNumber('emirates_id'), localName('اسم المستلم')],
  }),
  overlay('AU', { territories: ['AU'], boxes: [senderNumber('abn', 'arn'), taxPrepaid('GST')] }),
  overlay('NZ', { territories: ['NZ'], boxes: [senderNumber('nz_gst'), taxPrepaid('GST')] }),
  overlay('SG', { territories: ['SG'], boxes: [senderNumber('sg_gst'), taxPrepaid('GST')] }),
  overlay('MY', { territories: ['MY'], boxes: [senderNumber('my_lvg'), taxPrepaid('Sales tax')] }),
  overlay('ID', { territories: ['ID'], boxes: [receiverNumber('nik', 'npwp')] }),
  overlay('PH', {
    territories: ['PH'],
    boxes: [
      text('Recipient e-mail', 'recipient.email', ({ recipient }) => recipient.email),
      text('Recipient mobile', 'recipient.phone', ({ recipient }) => recipient.phone),
    ],
  }),
  overlay('VN', { territories: ['VN'], boxes: [receiverNumber('mst'), phone] }),
];

const BASE = overlay('base', { territories: [] });

/** The overlay of the declaration's territory, else the common form. */
export function overlayOf({ territory }: CustomsDeclaration): Overlay {
  return OVERLAYS.find(({ territories }) => territories.includes(territory)) ?? BASE;
}

/** The goods code that a paper for this destination shows; empty: the line has none. */
export function hsCodeOf(line: CustomsLine, { hsScheme }: Overlay): string {
  const find = (scheme: HsScheme): string | undefined => line.hsCodes.find((code) => code.scheme === scheme)?.code;
  return find(hsScheme) ?? find('hs6') ?? line.hsCodes[0]?.code.slice(0, 6) ?? '';
}
