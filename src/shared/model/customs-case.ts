import { z } from 'zod';
import {
  CustomsChannel,
  CustomsPaperKind,
  IdNumberKind,
  Incoterm,
  ItemCategory,
  SupervisionMode,
} from '#shared/model/customs.ts';
import type { IdNumberKind as NumberKind } from '#shared/model/customs.ts';

/** not_needed: stays in the country; warned: may go; overridden: a person with the right lets it go with its findings. */
export const CaseState = z.enum(['not_needed', 'complete', 'warned', 'blocked', 'overridden']);
export type CaseState = z.infer<typeof CaseState>;

/** Who said a value. */
export const ValueSource = z.enum(['clerk', 'buyer']);
export type ValueSource = z.infer<typeof ValueSource>;

const text = (longest: number) => z.string().trim().min(1).max(longest);
const yesNo = z.enum(['true', 'false']);

/** What a clerk can say of one order beyond the data of the shop, with what it may be. Every value is stored as text. */
const PLAIN_CASE_FIELDS = {
  channel: CustomsChannel,
  category: ItemCategory,
  categoryNote: text(120),
  supervisionMode: SupervisionMode,
  incoterm: Incoterm,
  dutyPayer: z.enum(['sender', 'recipient']),
  isTaxPrepaid: yesNo,
  comments: text(300),
  licenceNumber: text(60),
  certificateNumber: text(60),
  'recipient.name': text(200),
  'recipient.company': text(200),
  'recipient.isCompany': yesNo,
  'recipient.street': text(400),
  'recipient.city': text(200),
  'recipient.province': text(200),
  'recipient.postcode': text(20),
  'recipient.phone': text(40),
  'recipient.email': z.email().max(200),
  'recipient.localName': text(200),
} as const;

export type PlainCaseField = keyof typeof PLAIN_CASE_FIELDS;
export const PLAIN_CASE_FIELD_NAMES: readonly PlainCaseField[] = Object.keys(PLAIN_CASE_FIELDS).filter(isPlainField);

const NUMBER_FIELD = 'recipient.numbers.';

/** A field of a case: one of the plain ones, or `recipient.numbers.<kind>`. */
export const CaseField = z
  .string()
  .max(60)
  .refine((field) => isPlainField(field) || numberKindOf(field) !== null);

/** The kind of number that a field holds; null for other fields. */
export function numberKindOf(field: string): NumberKind | null {
  if (!field.startsWith(NUMBER_FIELD)) return null;
  const kind = IdNumberKind.safeParse(field.slice(NUMBER_FIELD.length));
  return kind.success ? kind.data : null;
}

/** `recipient.numbers.<kind>` */
export function numberField(kind: NumberKind): string {
  return `${NUMBER_FIELD}${kind}`;
}

function isPlainField(field: string): field is PlainCaseField {
  return Object.hasOwn(PLAIN_CASE_FIELDS, field);
}

/**
 * A value as it may be stored for a plain field; null when it does not fit. Numbers have checks of their own
 * (core/customs/id-numbers).
 */
export function readPlainValue(field: string, value: string): string | null {
  if (!isPlainField(field)) return null;
  const read = PLAIN_CASE_FIELDS[field].safeParse(value.trim());
  return read.success ? read.data : null;
}

/** What a plain field may be, for a choice on the screen; null: free text. */
export function choicesOf(field: string): readonly string[] | null {
  if (!isPlainField(field)) return null;
  const schema = PLAIN_CASE_FIELDS[field];
  return schema instanceof z.ZodEnum ? schema.options.map(String) : null;
}

/** Where a finding is mended: on the order itself, in the goods, in the shop's profile, or by the rules (rates, rule pack). */
export const MendPlace = z.enum(['case', 'goods', 'profile', 'other']);
export type MendPlace = z.infer<typeof MendPlace>;

/** Papers that a parcel needs, as the rules say. */
export const CasePapers = z.array(CustomsPaperKind);
