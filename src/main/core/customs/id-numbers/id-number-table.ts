import { CHECK_DIGITS } from '#core/customs/id-numbers/check-digits.ts';
import { isRealDate } from '#core/customs/id-numbers/real-date.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

/** How one kind of number looks and is checked. */
export interface IdNumberForm {
  /** Over the normalised text. */
  readonly form: RegExp;
  /** More that the form asks for than a regular expression says. */
  readonly also?: (text: string) => boolean;
  /** The public check digit; missing: only the form can be checked. */
  readonly check?: (text: string) => boolean;
  /** From general knowledge only: a wrong form warns, it does not block. */
  readonly isFormUnsure?: true;
  /** A wrong check digit warns only: it is unsure, or wrong in real numbers. */
  readonly isCheckUnsure?: true;
  /** How it is shown by its length: `#` is the next character. */
  readonly shown?: readonly string[];
}

/** ISO 3166-1 numeric codes of the states of the EU, and 900 for Northern Ireland: the first three digits of an IOSS number. */
const IOSS_STATES = new Set(
  '040 056 100 191 196 203 208 233 246 250 276 300 348 372 380 428 440 442 470 528 616 620 642 703 705 724 752 900'.split(
    ' ',
  ),
);

/** Greece is GR in EORI numbers, not EL. */
const EORI_STATES = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE XI GB'.split(' '),
);

const GB_EORI = /^GB\d{12}(\d{3})?$/;

/** Every kind of number (customs.md section 11) and the S10 item identifier (section 4). */
export const ID_NUMBER_FORMS: Readonly<Record<IdNumberKind | 's10', IdNumberForm>> = {
  ioss: { form: /^IM\d{10}$/, also: (text) => IOSS_STATES.has(text.slice(2, 5)) },
  eori: {
    form: /^[A-Z]{2}[A-Z0-9]{1,15}$/,
    also: (text) => EORI_STATES.has(text.slice(0, 2)) && (!text.startsWith('GB') || GB_EORI.test(text)),
  },
  vat: { form: /^[A-Z]{2}[A-Z0-9+*]{2,13}$/, isFormUnsure: true },
  gb_vat: { form: /^(GB)?\d{9}(\d{3})?$/, check: CHECK_DIGITS.gb_vat, shown: ['GB ### #### ##', '### #### ##'] },
  cpf: { form: /^\d{11}$/, check: CHECK_DIGITS.cpf, shown: ['###.###.###-##'] },
  cnpj: { form: /^[0-9A-Z]{12}\d{2}$/, check: CHECK_DIGITS.cnpj, shown: ['##.###.###/####-##'] },
  pccc: { form: /^P\d{12}$/ },
  brn: { form: /^\d{10}$/, check: CHECK_DIGITS.brn, shown: ['###-##-#####'] },
  rfc: {
    form: /^[A-ZÑ&]{3,4}\d{6}[0-9A-Z]{3}$/,
    also: (text) => isDateAt(text, text.length - 9),
    check: CHECK_DIGITS.rfc,
    isCheckUnsure: true,
  },
  curp: {
    form: /^[A-Z]{4}\d{6}[HM][A-Z]{5}[0-9A-Z]\d$/,
    also: (text) => isDateAt(text, 4),
    check: CHECK_DIGITS.curp,
  },
  rut: { form: /^\d{7,8}[\dK]$/, check: CHECK_DIGITS.rut, shown: ['##.###.###-#', '#.###.###-#'] },
  tckn: { form: /^[1-9]\d{10}$/, check: CHECK_DIGITS.tckn },
  tr_vkn: { form: /^\d{10}$/, check: CHECK_DIGITS.tr_vkn, isFormUnsure: true, isCheckUnsure: true },
  inn_person: { form: /^\d{12}$/, check: CHECK_DIGITS.inn_person },
  inn_company: { form: /^\d{10}$/, check: CHECK_DIGITS.inn_company },
  ru_passport: { form: /^\d{10}$/, shown: ['#### ######'] },
  aadhaar: { form: /^[2-9]\d{11}$/, check: CHECK_DIGITS.aadhaar, shown: ['#### #### ####'] },
  pan: { form: /^[A-Z]{3}[ABCFGHJLPTK][A-Z]\d{4}[A-Z]$/ },
  gstin: { form: /^\d{2}[A-Z]{3}[ABCFGHJLPTK][A-Z]\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/, check: CHECK_DIGITS.gstin },
  iec: { form: /^[A-Z0-9]{10}$/, isFormUnsure: true },
  in_passport: { form: /^[A-Z]\d{7}$/, isFormUnsure: true },
  voter_id: { form: /^[A-Z]{3}\d{7}$/, isFormUnsure: true },
  th_pin: { form: /^[1-8]\d{12}$/, check: CHECK_DIGITS.th_pin, shown: ['#-####-#####-##-#'] },
  npwp: { form: /^\d{15,16}$/, check: CHECK_DIGITS.npwp, shown: ['##.###.###.#-###.###'] },
  nik: { form: /^\d{16}$/, also: CHECK_DIGITS.nik },
  mst: { form: /^\d{10}(\d{3})?$/, check: CHECK_DIGITS.mst, shown: ['##########-###'] },
  nric: { form: /^\d{12}$/, also: (text) => isDateAt(text, 0), shown: ['######-##-####'] },
  uen: { form: /^(\d{8,9}[A-Z]|[RST]\d{2}[A-Z]{2}\d{4}[A-Z])$/, check: CHECK_DIGITS.uen },
  abn: { form: /^[1-9]\d{10}$/, check: CHECK_DIGITS.abn, shown: ['## ### ### ###'] },
  arn: { form: /^\d{12}$/, isFormUnsure: true },
  sa_id: { form: /^[12]\d{9}$/, check: CHECK_DIGITS.sa_id, isFormUnsure: true, isCheckUnsure: true },
  emirates_id: {
    form: /^784\d{12}$/,
    check: CHECK_DIGITS.emirates_id,
    isFormUnsure: true,
    isCheckUnsure: true,
    shown: ['###-####-#######-#'],
  },
  uscc: { form: /^[0-9A-HJ-NPQRTUWXY]{18}$/, check: CHECK_DIGITS.uscc },
  cn_customs_code: { form: /^[0-9A-Z]{10}$/, isFormUnsure: true },
  my_lvg: { form: /^[A-Z0-9]{6,20}$/, isFormUnsure: true },
  sg_gst: { form: /^[A-Z0-9]{8,12}$/, isFormUnsure: true },
  nz_gst: { form: /^\d{8,9}$/, isFormUnsure: true },
  cl_sii: { form: /^[A-Z0-9]{6,20}$/, isFormUnsure: true },
  voec: { form: /^(VOEC)?\d{7}$/, isFormUnsure: true },
  tax_id: { form: /^[A-Z0-9]{4,20}$/, isFormUnsure: true },
  s10: { form: /^[A-Z]{2}\d{9}[A-Z]{2}$/, check: CHECK_DIGITS.s10, shown: ['## ### ### ### ##'] },
};

/** YYMMDD at a place. */
function isDateAt(text: string, at: number): boolean {
  return isRealDate(text.slice(at, at + 2), text.slice(at + 2, at + 4), text.slice(at + 4, at + 6));
}
