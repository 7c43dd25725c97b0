import { countryName, needed } from '#main/documents/customs/facts/format-facts.ts';
import type { CustomsParty, IdNumberKind } from '#shared/model/customs.ts';

/** Names and address of a party, line by line, as envelopes have them. @throws AppError ERR_CUSTOMS_PAPER_FIELD */
export function addressLines(paper: string, path: string, party: CustomsParty): string[] {
  const name = [party.company, party.name].filter((part) => part !== '');
  if (name.length === 0) needed(paper, `${path}.name`, '');
  return [
    ...name,
    needed(paper, `${path}.street`, party.street),
    [party.city, party.province, party.postcode].filter((part) => part !== '').join(' '),
    countryName(needed(paper, `${path}.country`, party.country)).toUpperCase(),
  ].filter((part) => part !== '');
}

/** The first number of one of these kinds; empty: none. */
export function numberOf(party: CustomsParty | null, kinds: readonly IdNumberKind[]): string {
  for (const kind of kinds) {
    const found = party?.numbers.find((number) => number.kind === kind && number.value.trim() !== '');
    if (found) return found.value.trim();
  }
  return '';
}

/** How each kind of number is called on papers. */
export const NUMBER_NAMES: Readonly<Record<IdNumberKind, string>> = {
  ioss: 'IOSS',
  eori: 'EORI',
  vat: 'VAT',
  gb_vat: 'GB VAT',
  cpf: 'CPF',
  cnpj: 'CNPJ',
  pccc: 'PCCC',
  brn: 'BRN',
  rfc: 'RFC',
  curp: 'CURP',
  rut: 'RUT',
  tckn: 'T.C. Kimlik No',
  tr_vkn: 'VKN',
  inn_person: 'INN',
  inn_company: 'INN',
  ru_passport: 'Passport',
  aadhaar: 'Aadhaar',
  pan: 'PAN',
  gstin: 'GSTIN',
  iec: 'IEC',
  in_passport: 'Passport',
  voter_id: 'Voter ID',
  th_pin: 'Tax ID / PIN',
  npwp: 'NPWP',
  nik: 'NIK',
  mst: 'MST',
  nric: 'NRIC',
  uen: 'UEN',
  abn: 'ABN',
  arn: 'ARN',
  sa_id: 'National ID / Iqama',
  emirates_id: 'Emirates ID',
  uscc: 'USCC',
  cn_customs_code: 'CN customs code',
  my_lvg: 'LVG',
  sg_gst: 'GST Reg. No.',
  nz_gst: 'GST No.',
  cl_sii: 'SII registration',
  voec: 'VOEC',
  tax_id: 'Tax ID',
};

/** All numbers of a party with their names: "USCC 9111..., EORI GB1234...". */
export function numbersText(party: CustomsParty, kinds?: readonly IdNumberKind[]): string {
  return party.numbers
    .filter(({ kind, value }) => value.trim() !== '' && (kinds === undefined || kinds.includes(kind)))
    .map(({ kind, value }) => `${NUMBER_NAMES[kind]} ${value.trim()}`)
    .join(', ');
}
