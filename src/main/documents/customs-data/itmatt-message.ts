import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { FieldCheck } from '#main/documents/customs-data/field-check.ts';
import type { ExportItem } from '#main/documents/customs-data/customs-format.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { CustomsDeclaration, CustomsLine, CustomsParty } from '#shared/model/customs.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

/** What a post tells the post and the customs of the destination before a parcel arrives (ITMATT, customs.md section 5). */
export interface ItmattItem {
  /** S10. */
  readonly itemId: string;
  readonly orderNumber: string;
  readonly invoiceNumber: string;
  readonly category: string;
  readonly categoryNote: string;
  /** yyyy-mm-dd */
  readonly postingDate: string;
  readonly sender: ItmattParty;
  readonly recipient: ItmattParty;
  /** Kilograms with three decimals. */
  readonly grossWeightKg: string;
  readonly currency: string;
  /** Major units, as decimal text. */
  readonly totalValue: string;
  readonly postage: string;
  readonly lines: readonly ItmattLine[];
}

export interface ItmattParty {
  readonly name: string;
  readonly company: string;
  /** At most three lines of 35. */
  readonly address: readonly string[];
  readonly city: string;
  readonly province: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
  readonly email: string;
  /** In the local script, for the second line of the label. */
  readonly localName: string;
  readonly references: readonly { readonly kind: string; readonly value: string }[];
}

export interface ItmattLine {
  readonly number: number;
  readonly description: string;
  readonly quantity: number;
  readonly netWeightKg: string;
  readonly value: string;
  readonly hsCode: string;
  readonly nationalCode: string;
  readonly origin: string;
}

const NAME_MAX = 35;
const ADDRESS = { max: 35, lines: 3 };
const DESCRIPTION_MAX = 60;
/** Destinations that have no postcodes; not confirmed [M], so it only keeps an empty field from being a problem. */
const NO_POSTCODE = new Set(['AE', 'HK', 'MO', 'QA', 'BS', 'FJ', 'PA', 'JM', 'GH', 'UG', 'ZW', 'BO', 'AO', 'KE']);
/** Mail to the US names the 10-digit code of every line from this day (interim final rules of 2026-06-24). */
const US_HTS_FROM = '2026-07-24';

/** Checks one parcel and writes it in Latin letters; or says, field by field, why it cannot be announced. */
export function itmattItem({ declaration }: ExportItem): ItmattItem | { readonly problems: readonly Problem[] } {
  const check = new FieldCheck();
  const tracking = check.text('trackingNumber', declaration.trackingNumber, { max: 40 });
  const { outcome, normalized: itemId } = checkIdNumber('s10', tracking);
  if (tracking !== '' && outcome !== 'ok') check.refuse('ERR_CUSTOMS_DATA_NOT_S10', 'trackingNumber');
  checkWhole(check, declaration);
  const item: ItmattItem = {
    itemId,
    orderNumber: check.text('orderNumber', declaration.orderNumber, { max: 35, latin: true }),
    invoiceNumber: check.text('number', declaration.number, { max: 35, latin: true, required: false }),
    category: declaration.category,
    categoryNote: check.text('categoryNote', declaration.categoryNote, {
      max: 60,
      latin: true,
      required: declaration.category === 'other',
    }),
    postingDate: declaration.shipDate,
    sender: party(check, 'sender', declaration.sender, declaration.recipient.country),
    recipient: party(check, 'recipient', declaration.recipient, declaration.recipient.country),
    grossWeightKg: check.kilograms('grossWeight', declaration.grossWeightG),
    currency: declaration.currency,
    totalValue: formatDecimalAmount(
      declaration.lines.reduce((sum, line) => sum + line.valueMinor, 0),
      declaration.currency,
    ),
    postage:
      declaration.postageMinor === null ? '' : formatDecimalAmount(declaration.postageMinor, declaration.currency),
    lines: declaration.lines.map((line, index) => itmattLine(check, declaration, line, index + 1)),
  };
  return check.problems.length > 0 ? { problems: check.problems } : item;
}

function checkWhole(check: FieldCheck, declaration: CustomsDeclaration): void {
  check.whole(declaration);
  // One IOSS number per consignment (customs.md section 5).
  if (declaration.sender.numbers.filter(({ kind }) => kind === 'ioss').length > 1)
    check.refuse('ERR_CUSTOMS_DATA_FIELD_INVALID', 'sender.numbers');
}

function party(check: FieldCheck, role: 'sender' | 'recipient', from: CustomsParty, destination: string): ItmattParty {
  const field = (name: string): string => `${role}.${name}`;
  const phone = check.text(field('phone'), from.phone, { max: 30, latin: true, required: false });
  const email = check.text(field('email'), from.email, { max: 100, latin: true, required: false });
  if (phone === '' && email === '') check.refuse('ERR_CUSTOMS_DATA_FIELD_MISSING', field('contact'));
  return {
    name: check.text(field('name'), from.name, { max: NAME_MAX, latin: true }),
    company: check.text(field('company'), from.company, { max: NAME_MAX, latin: true, required: from.isCompany }),
    address: check.lines(field('street'), from.street, ADDRESS),
    city: check.text(field('city'), from.city, { max: NAME_MAX, latin: true }),
    // The full address of 19 CFR 145.74 has the state in it.
    province: check.text(field('province'), from.province, {
      max: NAME_MAX,
      latin: true,
      required: role === 'recipient' && destination === 'US',
    }),
    postcode: check.text(field('postcode'), from.postcode, {
      max: 17,
      latin: true,
      required: !NO_POSTCODE.has(from.country),
    }),
    country: check.text(field('country'), from.country, { max: 2 }),
    phone,
    email,
    localName: check.text(field('localName'), from.localName, { max: 60, required: false }),
    references: from.numbers.map(({ kind, value }) => ({
      kind,
      value: check.idNumber(field('numbers'), kind, value),
    })),
  };
}

function itmattLine(check: FieldCheck, declaration: CustomsDeclaration, line: CustomsLine, number: number): ItmattLine {
  const codes = line.hsCodes.map(({ code }) => code);
  const national = line.hsCodes.find(({ scheme }) => scheme === 'us_hts10')?.code ?? '';
  if (declaration.recipient.country === 'US' && declaration.shipDate >= US_HTS_FROM && national === '')
    check.refuse('ERR_CUSTOMS_DATA_FIELD_MISSING', 'line.usCode', number);
  return {
    number,
    description: check.text('line.description', line.descriptionEn, { max: DESCRIPTION_MAX, latin: true }, number),
    quantity: line.quantity,
    netWeightKg: check.kilograms('line.netWeight', line.netWeightG, number),
    value: check.amount('line.value', line.valueMinor, declaration.currency, number),
    hsCode: check.text('line.hsCode', (codes[0] ?? '').slice(0, 6), { max: 6, pattern: /^\d{6}$/ }, number),
    nationalCode: declaration.recipient.country === 'US' ? national : '',
    origin: check.text('line.origin', line.origin, { max: 2 }, number),
  };
}
