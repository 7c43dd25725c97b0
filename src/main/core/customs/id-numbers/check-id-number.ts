import { ID_NUMBER_FORMS } from '#core/customs/id-numbers/id-number-table.ts';
import { normalizeIdNumber } from '#core/customs/id-numbers/normalize-id-number.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

/** `form_only`: the form is right, and more cannot be checked without a look-up. */
export type IdNumberOutcome = 'ok' | 'wrong_form' | 'wrong_check_digit' | 'form_only';

export interface CheckedIdNumber {
  readonly outcome: IdNumberOutcome;
  /** As it is stored: upper case, without spaces, dots, dashes, slashes. */
  readonly normalized: string;
  /** False where the form or the check digit is not known well enough to refuse the number: warn only. */
  readonly isSure: boolean;
}

/** Checks form and check digit of a number as it was typed. `s10` is the item identifier of the post. */
export function checkIdNumber(kind: IdNumberKind | 's10', value: string): CheckedIdNumber {
  const form = ID_NUMBER_FORMS[kind];
  const normalized = normalizeIdNumber(value);
  if (!form.form.test(normalized) || form.also?.(normalized) === false)
    return { outcome: 'wrong_form', normalized, isSure: form.isFormUnsure !== true };
  if (form.check === undefined) return { outcome: 'form_only', normalized, isSure: form.isFormUnsure !== true };
  if (form.check(normalized)) return { outcome: 'ok', normalized, isSure: true };
  return { outcome: 'wrong_check_digit', normalized, isSure: form.isCheckUnsure !== true };
}
