import type { CustomsCheck, CustomsHit } from '#core/customs/customs-check.ts';
import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { maskIdNumber } from '#core/customs/id-numbers/mask-id-number.ts';
import { numbersOf } from '#core/customs/numbers-of.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';

/** Every number that was given, whether or not a rule asks for it (customs.md section 11). */
export const NUMBER_CHECKS = {
  'number-form': { limits: [], find: ({ declaration }) => wrongNumbers(declaration, 'wrong_form', true) },
  'number-check-digit': { limits: [], find: ({ declaration }) => wrongNumbers(declaration, 'wrong_check_digit', true) },
  'number-doubtful': {
    limits: [],
    find: ({ declaration }) => [
      ...wrongNumbers(declaration, 'wrong_form', false),
      ...wrongNumbers(declaration, 'wrong_check_digit', false),
    ],
  },
} as const satisfies Record<string, CustomsCheck>;

/** Masked: findings travel through logs and screens. */
function wrongNumbers(
  declaration: CustomsDeclaration,
  outcome: 'wrong_form' | 'wrong_check_digit',
  isSure: boolean,
): CustomsHit[] {
  return numbersOf(declaration).flatMap(({ kind, value, path }) => {
    const checked = checkIdNumber(kind, value);
    return checked.outcome === outcome && checked.isSure === isSure
      ? [{ path, data: { kind, number: maskIdNumber(value) } }]
      : [];
  });
}
