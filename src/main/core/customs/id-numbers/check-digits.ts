import { luhnHolds } from '#core/customs/id-numbers/luhn.ts';
import { isRealDate } from '#core/customs/id-numbers/real-date.ts';
import { verhoeffHolds } from '#core/customs/id-numbers/verhoeff.ts';
import { weightedSum } from '#core/customs/id-numbers/weighted-sum.ts';

/** The public check of each kind of number that has one, over the normalised text in its right form (customs.md section 11). */
export const CHECK_DIGITS = {
  /** Weights 8..2, then the last two digits; 0 modulo 97. Numbers of the newer range (from 100...) may be 55 more or less. */
  gb_vat(text: string): boolean {
    const digits = text.replace(/^GB/, '');
    const sum = weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) + Number(digits.slice(7, 9));
    return (digits.startsWith('0') ? [0] : [0, 42, 55]).includes(sum % 97);
  },

  cpf(text: string): boolean {
    if (/^(\d)\1*$/.test(text)) return false;
    return [9, 10].every((length) => {
      const rest = 11 - (weightedSum(text, downFrom(length + 1, length)) % 11);
      return (rest > 9 ? 0 : rest) === Number(text[length]);
    });
  },

  /** Letters are allowed since July 2026; each counts as its character code less 48. */
  cnpj(text: string): boolean {
    const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
    return [12, 13].every((length) => {
      const rest = weightedSum(text, weights.slice(13 - length)) % 11;
      return (rest < 2 ? 0 : 11 - rest) === Number(text[length]);
    });
  },

  brn(text: string): boolean {
    const sum = weightedSum(text, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(text[8]) * 5) / 10);
    return (10 - (sum % 10)) % 10 === Number(text[9]);
  },

  /** Wrong in some 1.5 % of numbers in use: never more than a warning. */
  rfc(text: string): boolean {
    const alphabet = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';
    const sum = Array.from(text.slice(0, -1).padStart(12, ' ')).reduce(
      (total, character, index) => total + alphabet.indexOf(character) * (13 - index),
      0,
    );
    return '0123456789A'[(11 - (sum % 11)) % 11] === text.at(-1);
  },

  curp(text: string): boolean {
    const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
    const sum = Array.from(text.slice(0, 17)).reduce(
      (total, character, index) => total + alphabet.indexOf(character) * (18 - index),
      0,
    );
    return (10 - (sum % 10)) % 10 === Number(text[17]);
  },

  rut(text: string): boolean {
    const sum = Array.from(text.slice(0, -1))
      .toReversed()
      .reduce((total, digit, index) => total + Number(digit) * ((index % 6) + 2), 0);
    return '0123456789K'[(11 - (sum % 11)) % 11] === text.at(-1);
  },

  tckn(text: string): boolean {
    const odd = weightedSum(text, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
    const even = weightedSum(text, [0, 1, 0, 1, 0, 1, 0, 1]);
    const tenth = (((7 * odd - even) % 10) + 10) % 10;
    return tenth === Number(text[9]) && (odd + even + tenth) % 10 === Number(text[10]);
  },

  tr_vkn(text: string): boolean {
    const sum = Array.from(text.slice(0, 9), Number).reduce((total, digit, index) => {
      const moved = (digit + 9 - index) % 10;
      return total + (moved === 0 ? 0 : (moved * 2 ** (9 - index)) % 9 || 9);
    }, 0);
    return (10 - (sum % 10)) % 10 === Number(text[9]);
  },

  inn_person(text: string): boolean {
    const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    return [10, 11].every(
      (length) => (weightedSum(text, weights.slice(11 - length)) % 11) % 10 === Number(text[length]),
    );
  },

  inn_company(text: string): boolean {
    return (weightedSum(text, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10 === Number(text[9]);
  },

  aadhaar(text: string): boolean {
    return text !== Array.from(text).toReversed().join('') && verhoeffHolds(text);
  },

  gstin(text: string): boolean {
    return luhnHolds(text, 36);
  },

  th_pin(text: string): boolean {
    return (11 - (weightedSum(text, downFrom(13, 12)) % 11)) % 10 === Number(text[12]);
  },

  /** 15 digits: Luhn over the first nine. 16 digits with a leading 0: Luhn over the first ten; else a person's number with the date of birth. */
  npwp(text: string): boolean {
    if (text.length === 15) return luhnHolds(text.slice(0, 9));
    return text.startsWith('0') ? luhnHolds(text.slice(0, 10)) : CHECK_DIGITS.nik(text);
  },

  /** Day, month and year of birth at places 7 to 12; women's days count 40 more. No check digit. */
  nik(text: string): boolean {
    const day = Number(text.slice(6, 8));
    return isRealDate(text.slice(10, 12), text.slice(8, 10), String(day > 40 ? day - 40 : day).padStart(2, '0'));
  },

  mst(text: string): boolean {
    return 10 - (weightedSum(text, [31, 29, 23, 19, 17, 13, 7, 5, 3]) % 11) === Number(text[9]);
  },

  uen(text: string): boolean {
    if (/^\d{8}[A-Z]$/.test(text))
      return 'XMKECAWLJDB'[weightedSum(text, [10, 4, 9, 3, 8, 2, 7, 1]) % 11] === text.at(-1);
    if (/^\d{9}[A-Z]$/.test(text))
      return 'ZKCMDNERGWH'[weightedSum(text, [10, 8, 6, 4, 9, 7, 5, 3, 1]) % 11] === text.at(-1);
    const alphabet = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';
    const weights = [4, 3, 5, 3, 10, 2, 2, 5, 7];
    const sum = weights.reduce((total, weight, index) => total + weight * alphabet.indexOf(text[index] ?? ''), 0);
    return alphabet[(((sum - 5) % 11) + 11) % 11] === text.at(-1);
  },

  abn(text: string): boolean {
    const first = String(Number(text[0]) - 1);
    return weightedSum(`${first}${text.slice(1)}`, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
  },

  sa_id: (text: string): boolean => luhnHolds(text),

  emirates_id: (text: string): boolean => luhnHolds(text),

  uscc(text: string): boolean {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    let weight = 1;
    let sum = 0;
    for (const character of text.slice(0, 17)) {
      sum += alphabet.indexOf(character) * weight;
      weight = (weight * 3) % 31;
    }
    return alphabet[(31 - (sum % 31)) % 31] === text.at(-1);
  },

  /** UPU S10: weights over the eight digits of the serial. */
  s10(text: string): boolean {
    const check = 11 - (weightedSum(text.slice(2), [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
    return (check === 10 ? 0 : check === 11 ? 5 : check) === Number(text[10]);
  },
} as const;

/** `first, first - 1 ...`, so many. */
function downFrom(first: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first - index);
}
