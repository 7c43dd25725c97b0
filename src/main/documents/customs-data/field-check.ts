import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { decimalKilograms } from '#core/weighing/format-kilograms.ts';
import type { Problem } from '#shared/contract/common.ts';
import { cleanLine, latinText } from '#main/documents/customs-data/latin-text.ts';
import type { CustomsDeclaration, IdNumberKind } from '#shared/model/customs.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

interface TextRule {
  /** Most characters (code points). */
  readonly max: number;
  /** True unless said otherwise. */
  readonly required?: boolean;
  readonly latin?: boolean;
  readonly pattern?: RegExp;
}

/** Reads the fields of one parcel for one format and gathers what is wrong with them, so that a person sees all of it at once. */
export class FieldCheck {
  readonly problems: Problem[] = [];

  /** Never cuts: a text that is too long is a problem that names its field. */
  text(field: string, value: string, rule: TextRule, line: number | null = null): string {
    const clean = cleanLine(value);
    const text = rule.latin ? latinText(value) : clean;
    if (clean === '') {
      if (rule.required ?? true) this.#add('ERR_CUSTOMS_DATA_FIELD_MISSING', field, line);
      return '';
    }
    if (text === null) {
      this.#add('ERR_CUSTOMS_DATA_FIELD_NOT_LATIN', field, line);
      return '';
    }
    const { length } = [...text];
    if (length > rule.max) this.#add('ERR_CUSTOMS_DATA_FIELD_TOO_LONG', field, line, { limit: rule.max, length });
    else if (rule.pattern && !rule.pattern.test(text)) this.#add('ERR_CUSTOMS_DATA_FIELD_INVALID', field, line);
    return text;
  }

  /** A text over several lines, broken between words; a word that is longer than a line is a problem. */
  lines(field: string, value: string, rule: { max: number; lines: number }): string[] {
    const text = latinText(value);
    if (text === null) this.#add('ERR_CUSTOMS_DATA_FIELD_NOT_LATIN', field, null);
    else if (text === '') this.#add('ERR_CUSTOMS_DATA_FIELD_MISSING', field, null);
    if (text === null || text === '') return [];
    const broken = breakWords(text, rule.max);
    if (broken.length > rule.lines || broken.some((part) => part.length > rule.max))
      this.#add('ERR_CUSTOMS_DATA_FIELD_TOO_LONG', field, null, {
        limit: rule.max * rule.lines,
        length: text.length,
      });
    return broken;
  }

  /** A number of a party without signs between; what is surely wrong in form or check digit is a problem. */
  idNumber(field: string, kind: IdNumberKind, value: string): string {
    const text = this.text(field, value, { max: 40, latin: true });
    const { outcome, normalized, isSure } = checkIdNumber(kind, text);
    if (text !== '' && isSure && (outcome === 'wrong_form' || outcome === 'wrong_check_digit'))
      this.#add('ERR_CUSTOMS_DATA_NUMBER_WRONG', field, null, { kind });
    return normalized;
  }

  /** Grams as kilograms with three decimals. */
  kilograms(field: string, grams: number, line: number | null = null): string {
    if (grams <= 0) this.#add('ERR_CUSTOMS_DATA_FIELD_MISSING', field, line);
    return decimalKilograms(grams);
  }

  /** An amount above zero, as decimal text in major units. */
  amount(field: string, minor: number, currency: string, line: number | null = null): string {
    if (minor <= 0) this.#add('ERR_CUSTOMS_DATA_FIELD_MISSING', field, line);
    return formatDecimalAmount(minor, currency);
  }

  refuse(code: Problem['code'], field: string, line: number | null = null, data: Problem['data'] = {}): void {
    this.#add(code, field, line, data);
  }

  /** What every message asks of a parcel as a whole: goods, and no more of them than the parcel weighs. */
  whole({ lines, grossWeightG }: Pick<CustomsDeclaration, 'lines' | 'grossWeightG'>): void {
    if (lines.length === 0) this.refuse('ERR_CUSTOMS_DATA_FIELD_MISSING', 'lines');
    const netG = lines.reduce((sum, line) => sum + line.netWeightG, 0);
    if (grossWeightG > 0 && netG > grossWeightG)
      this.refuse('ERR_CUSTOMS_DATA_WEIGHTS', 'grossWeight', null, { netG, grossG: grossWeightG });
  }

  #add(code: Problem['code'], field: string, line: number | null, data: Problem['data'] = {}): void {
    this.problems.push({ code, data: { field, line, ...data } });
  }
}

function breakWords(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
