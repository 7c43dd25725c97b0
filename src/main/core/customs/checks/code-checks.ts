import { data as currencies } from 'currency-codes';
import { checkLines } from '#core/customs/checks/check-lines.ts';
import { isCountry } from '#core/customs/iso-countries.ts';
import type { CustomsCheck } from '#core/customs/customs-check.ts';
import { minorDigits } from '#shared/model/money.ts';

const CURRENCY_DIGITS: ReadonlyMap<string, number> = new Map(currencies.map(({ code, digits }) => [code, digits]));

/** Chapter 99 is for national use; codes of nines are what people type to be rid of the field. */
const IS_RESERVED = /^99/;

/** Goods codes, origins and currencies against their published lists (customs.md section 15). */
export const CODE_CHECKS = {
  'hs-exists': {
    limits: [],
    find: ({ declaration, world }) =>
      checkLines(declaration, 'hsCodes', (line) => {
        const unknown = line.hsCodes.find(({ code }) => !IS_RESERVED.test(code) && !world.hsExists(code.slice(0, 6)));
        return unknown ? { code: unknown.code } : null;
      }),
  },

  'hs-reserved': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'hsCodes', (line) => {
        const reserved = line.hsCodes.find(({ code }) => IS_RESERVED.test(code));
        return reserved ? { code: reserved.code } : null;
      }),
  },

  /** All codes of one thing begin with the same six digits. */
  'hs-agree': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'hsCodes', (line) => {
        const base = line.hsCodes.find(({ scheme }) => scheme === 'hs6') ?? line.hsCodes[0];
        const other = line.hsCodes.find(({ code }) => code.slice(0, 6) !== base?.code.slice(0, 6));
        return base && other ? { code: base.code, other: other.code } : null;
      }),
  },

  'origin-iso': {
    limits: [],
    find: ({ declaration }) =>
      checkLines(declaration, 'origin', ({ origin }) => (origin === '' || isCountry(origin) ? null : { origin })),
  },

  'currency-iso': {
    limits: [],
    find({ declaration }) {
      const { currency } = declaration;
      return CURRENCY_DIGITS.get(currency) === minorDigits(currency) ? [] : [{ path: 'currency', data: { currency } }];
    },
  },
} as const satisfies Record<string, CustomsCheck>;
