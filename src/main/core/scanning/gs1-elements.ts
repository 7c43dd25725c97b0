import { GROUP_SEPARATOR } from '#shared/scanning/normalise-scan.ts';
import { hasCheckDigit } from '#core/scanning/check-digit.ts';
import { gs1Date } from '#core/scanning/gs1-date.ts';

export interface Gs1Element {
  /** Application identifier, e.g. `01`. */
  readonly ai: string;
  readonly value: string;
}

export type Gs1Outcome =
  | { readonly ok: true; readonly elements: readonly Gs1Element[] }
  | { readonly ok: false; readonly reason: Gs1Fault; readonly ai: string };

export type Gs1Fault =
  | 'unknown_ai'
  | 'too_short'
  | 'too_long'
  | 'not_numeric'
  | 'check_digit'
  | 'no_such_day'
  | 'ambiguous'
  | 'malformed';

/** Digits of an identifier by its first two (GS1 General Specifications, table of application identifiers). */
const AI_LENGTHS: Readonly<Record<string, 2 | 3 | 4>> = {
  '00': 2,
  '01': 2,
  '02': 2,
  '03': 2,
  '04': 2,
  '10': 2,
  '11': 2,
  '12': 2,
  '13': 2,
  '15': 2,
  '16': 2,
  '17': 2,
  '20': 2,
  '21': 2,
  '22': 2,
  '23': 3,
  '24': 3,
  '25': 3,
  '30': 2,
  '31': 4,
  '32': 4,
  '33': 4,
  '34': 4,
  '35': 4,
  '36': 4,
  '37': 2,
  '39': 4,
  '40': 3,
  '41': 3,
  '42': 3,
  '43': 4,
  '70': 4,
  '71': 3,
  '72': 4,
  '80': 4,
  '81': 4,
  '82': 4,
  '90': 2,
  '91': 2,
  '92': 2,
  '93': 2,
  '94': 2,
  '95': 2,
  '96': 2,
  '97': 2,
  '98': 2,
  '99': 2,
};

/** Length of identifier and value together, by the first two digits: these need no separator. All others end at one. */
const PREDEFINED_TOTALS: Readonly<Record<string, number>> = {
  '00': 20,
  '01': 16,
  '02': 16,
  '03': 16,
  '04': 18,
  '11': 8,
  '12': 8,
  '13': 8,
  '14': 8,
  '15': 8,
  '16': 8,
  '17': 8,
  '18': 8,
  '19': 8,
  '20': 4,
  '31': 10,
  '32': 10,
  '33': 10,
  '34': 10,
  '35': 10,
  '36': 10,
  '41': 16,
};

const MAX_VARIABLE = 90;
/** Batch and serial number. */
const MAX_BY_AI: Readonly<Record<string, number>> = { '10': 20, '21': 20, '22': 20, '30': 8, '37': 8 };
const WITH_CHECK_DIGIT = /^(?:00|01|02|41\d)$/;
/** Dates of production, due, packaging, best before, sell by and expiry. */
const IS_DATE = /^1[1-35-7]$/;

export interface Gs1ParseOptions {
  /**
   * False for scanners that drop separators: a value of open length could then have swallowed the next field, so it is refused
   * instead of guessed.
   */
  readonly separatorsArrive: boolean;
}

/** Reads a GS1 element string (no AIM identifier in front) into its fields. */
export function parseGs1Elements(data: string, options: Gs1ParseOptions = { separatorsArrive: true }): Gs1Outcome {
  const elements: Gs1Element[] = [];
  let rest = data.startsWith(GROUP_SEPARATOR) ? data.slice(1) : data;
  while (rest !== '') {
    const ai = rest.slice(0, AI_LENGTHS[rest.slice(0, 2)] ?? 0);
    if (!/^\d{2,4}$/.test(ai)) return fault('unknown_ai', rest.slice(0, 4));
    const total = PREDEFINED_TOTALS[ai.slice(0, 2)];
    const separatorAt = rest.indexOf(GROUP_SEPARATOR);
    if (total === undefined && separatorAt < 0 && !options.separatorsArrive) return fault('ambiguous', ai);
    const end = total ?? (separatorAt < 0 ? rest.length : separatorAt);
    const value = rest.slice(ai.length, end);
    const problem = checkValue(ai, value, total === undefined ? null : total - ai.length);
    if (problem) return fault(problem, ai);
    elements.push({ ai, value });
    rest = rest.slice(end);
    // A separator after a field of fixed length is superfluous and allowed.
    if (rest.startsWith(GROUP_SEPARATOR)) rest = rest.slice(1);
  }
  return elements.length > 0 ? { ok: true, elements } : fault('malformed', '');
}

/** Reads the human form `(01)09521234543213(10)AB-12`, as typed or as some scanners send it. */
export function parseGs1Brackets(text: string): Gs1Outcome {
  const elements: Gs1Element[] = [];
  let rest = text;
  while (rest !== '') {
    const match = /^\((\d{2,4})\)([^()]+)/.exec(rest);
    if (!match) return fault('malformed', '');
    const [whole, ai = '', value = ''] = match;
    if (AI_LENGTHS[ai.slice(0, 2)] !== ai.length) return fault('unknown_ai', ai);
    const total = PREDEFINED_TOTALS[ai.slice(0, 2)];
    const problem = checkValue(ai, value, total === undefined ? null : total - ai.length);
    if (problem) return fault(problem, ai);
    elements.push({ ai, value });
    rest = rest.slice(whole.length);
  }
  return elements.length > 0 ? { ok: true, elements } : fault('malformed', '');
}

/** The value of one field, or null. */
export function gs1Value(elements: readonly Gs1Element[], ai: string): string | null {
  return elements.find((element) => element.ai === ai)?.value ?? null;
}

function checkValue(ai: string, value: string, fixedLength: number | null): Gs1Fault | null {
  if (value === '') return 'too_short';
  if (fixedLength !== null) {
    if (value.length !== fixedLength) return value.length < fixedLength ? 'too_short' : 'too_long';
    if (!/^\d+$/.test(value)) return 'not_numeric';
  } else if (value.length > (MAX_BY_AI[ai] ?? MAX_VARIABLE)) return 'too_long';
  if (IS_DATE.test(ai) && gs1Date(value) === null) return 'no_such_day';
  return WITH_CHECK_DIGIT.test(ai) && !hasCheckDigit(value) ? 'check_digit' : null;
}

function fault(reason: Gs1Fault, ai: string): Gs1Outcome {
  return { ok: false, reason, ai };
}
