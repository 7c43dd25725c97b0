import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

export type PhoneReading =
  /** In its one spelling. */
  | { readonly kind: 'read'; readonly phone: string }
  | { readonly kind: 'doubtful' }
  /** Nothing to read: empty, or hidden by the platform. */
  | { readonly kind: 'left' };

export interface PhoneForm {
  readonly foreignForm: 'e164' | 'international';
}

export interface PhoneRule extends PhoneForm {
  /** Platforms write the extension of a virtual number behind the name. */
  readonly extensionFromName: boolean;
}

/** Reads the phone of a recipient as a rule does; what is doubtful there marks the order. */
export function readRecipientPhone(
  { phone, country, name }: { readonly phone: string; readonly country: string; readonly name: string },
  rule: PhoneRule,
): PhoneReading {
  const reading = readPhone(phone, country, rule);
  const inName = rule.extensionFromName && reading.kind === 'read' ? extensionInName(name) : null;
  return reading.kind === 'read' && inName !== null ? withExtension(reading.phone, inName) : reading;
}

/** A virtual number needs its extension; two that differ are a question. */
function withExtension(phone: string, inName: string): PhoneReading {
  if (!/^1\d{10}(?:-|$)/.test(phone)) return { kind: 'read', phone };
  const [main, own] = phone.split('-');
  if (own === undefined) return { kind: 'read', phone: `${main}-${inName}` };
  return own === inName ? { kind: 'read', phone } : { kind: 'doubtful' };
}

/** An extension as shops, platforms and phones write it behind a number: 转1234, -1234, #1234, ext. 1234, (1234), 【1234】. */
const EXTENSION =
  /^(?<main>.*\d)\s*(?:转接?|分机号?|ext(?:ension)?\.?|x|[-‐–—−_#,;.~]|[([{【「])\s*(?:转|分机)?:?\s*(?<extension>\d{1,6})\s*[)\]}】」]?\s*$/iu;
const MOBILE = /^1[3-9]\d{9}$/;
/** Area codes: 010 and 02x have three digits, the others four. */
const LANDLINE = /^(?<area>0(?:10|2\d|[3-9]\d{2}))(?<number>[1-9]\d{6,7})$/;
const SERVICE = /^(?:400|800)\d{7}$|^(?:95|96|12|11|10)\d{1,4}$/;

/**
 * Reads a phone number by the rules of its country. Mainland China (also where no country is given): mobiles as 13800000000, with a
 * virtual number's extension as 13800000000-1234, landlines as 0571-88888888, both without +86. Elsewhere: E.164 or the
 * international form, with its extension.
 */
export function readPhone(text: string, country: string, form: PhoneForm): PhoneReading {
  if (text === '' || text.includes('*')) return { kind: 'left' };
  const folded = text.normalize('NFKC').trim();
  const isForeign = country !== '' && country !== 'CN';
  if (isForeign || /^\+(?!\s*86)/.test(folded) || /^00(?!\s*86)\d/.test(folded))
    return readForeign(folded, country, form);
  return readChinese(folded);
}

function readChinese(text: string): PhoneReading {
  const whole = toDigits(text);
  // Before extensions are looked for: 0571-8888 8888 has none, and 138-0000-0000 neither.
  if (whole !== null) {
    const plain = spell(whole);
    if (plain !== null) return { kind: 'read', phone: plain };
  }
  const split = EXTENSION.exec(text)?.groups;
  const main = split === undefined ? null : toDigits(split['main'] ?? '');
  const spelled = main === null ? null : spell(main);
  return spelled === null ? { kind: 'doubtful' } : { kind: 'read', phone: `${spelled}-${split?.['extension'] ?? ''}` };
}

/** The digits behind the country's code; null where something else stands among them. */
function toDigits(text: string): string | null {
  const digits = text.replace(/[\s\-‐–—−()./·]/gu, '');
  if (!/^\+?\d+$/.test(digits)) return null;
  const own = /^(?:\+|00)?86(?<own>1[3-9]\d{9}|0?[1-9]\d{8,10})$/.exec(digits)?.groups?.['own'];
  if (own === undefined) return digits.startsWith('+') ? null : digits;
  // Behind +86 the trunk's zero of a landline is left out.
  return MOBILE.test(own) || SERVICE.test(own) || own.startsWith('0') ? own : `0${own}`;
}

function spell(digits: string): string | null {
  if (MOBILE.test(digits) || SERVICE.test(digits)) return digits;
  const landline = LANDLINE.exec(digits)?.groups;
  return landline ? `${landline['area']}-${landline['number']}` : null;
}

function readForeign(text: string, country: string, form: PhoneForm): PhoneReading {
  const international = text.startsWith('00') ? `+${text.slice(2)}` : text;
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(international, home === undefined ? undefined : { defaultCountry: home });
  if (!number?.isValid()) return { kind: 'doubtful' };
  if (number.countryCallingCode === '86' && number.country === 'CN') return readChinese(text.replace(/^00/, '+'));
  const main = form.foreignForm === 'e164' ? number.number : number.formatInternational().replace(/ ext\..*$/, '');
  return { kind: 'read', phone: number.ext ? `${main} ext. ${number.ext}` : main };
}

const IN_NAME = /[[【（(［]\s*(?<extension>\d{3,6})\s*[\]】）)］]\s*$/u;

/** The extension of a virtual number that a platform wrote behind the name: 张三[1234]. Null where there is none. */
export function extensionInName(name: string): string | null {
  return IN_NAME.exec(name)?.groups?.['extension'] ?? null;
}
