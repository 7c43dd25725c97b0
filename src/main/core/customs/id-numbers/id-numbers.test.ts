import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { formatIdNumber } from '#core/customs/id-numbers/format-id-number.ts';
import { ID_NUMBER_FORMS } from '#core/customs/id-numbers/id-number-table.ts';
import { maskIdNumber } from '#core/customs/id-numbers/mask-id-number.ts';
import { IdNumberKind } from '#shared/model/customs.ts';

type Kind = IdNumberKind | 's10';

/** Published samples and computed ones (customs.md section 11); none belongs to a person. */
const EXAMPLES: readonly (readonly [Kind, string, 'ok' | 'form_only'])[] = [
  ['ioss', 'IM3720000015', 'form_only'],
  ['eori', 'DE123456789012345', 'form_only'],
  ['eori', 'GB123456789000', 'form_only'],
  ['gb_vat', 'GB980780684', 'ok'],
  ['cpf', '52998224725', 'ok'],
  ['cnpj', '12ABC34501DE35', 'ok'],
  ['pccc', 'P250012345674', 'form_only'],
  ['brn', '1168200276', 'ok'],
  ['rfc', 'GODE561231GR8', 'ok'],
  ['curp', 'HEGG560427MVZRRL04', 'ok'],
  ['rut', '12345678-5', 'ok'],
  ['tckn', '10000000146', 'ok'],
  ['inn_person', '500100732259', 'ok'],
  ['inn_company', '7707083893', 'ok'],
  ['ru_passport', '4510123456', 'form_only'],
  ['aadhaar', '234123412346', 'ok'],
  ['pan', 'ACUPA7085R', 'form_only'],
  ['gstin', '27AAPFU0939F1ZV', 'ok'],
  ['th_pin', '1101700203450', 'ok'],
  ['npwp', '013121660091000', 'ok'],
  ['npwp', '3171011708450001', 'ok'],
  ['nik', '3171011708450001', 'form_only'],
  ['mst', '0100233488', 'ok'],
  ['nric', '770305021234', 'form_only'],
  ['uen', '197401143C', 'ok'],
  ['abn', '51824753556', 'ok'],
  ['arn', '300012345678', 'form_only'],
  ['sa_id', '1000000008', 'ok'],
  ['emirates_id', '784198012345678', 'ok'],
  ['uscc', '91110000600037341L', 'ok'],
  ['s10', 'RB102030405CN', 'ok'],
];

/** The kinds that the second library has, by its country and name. */
const SECOND_OPINION: Partial<Record<Kind, (text: string) => boolean | undefined>> = {
  gb_vat: (text) => stdnum.GB?.vat?.validate(text).isValid === true,
  cpf: (text) => stdnum.BR?.cpf?.validate(text).isValid === true,
  cnpj: (text) => stdnum.BR?.cnpj?.validate(text).isValid === true,
  // It also refuses office codes that were never given out, which the published check does not: no opinion on those.
  brn(text) {
    const result = stdnum.KR?.brn?.validate(text);
    return result?.error?.constructor.name === 'InvalidComponent' ? undefined : result?.isValid;
  },
  curp: (text) => stdnum.MX?.curp?.validate(text).isValid === true,
  rut: (text) => stdnum.CL?.rut?.validate(text).isValid === true,
  tckn: (text) => stdnum.TR?.tckimlik?.validate(text).isValid === true,
  tr_vkn: (text) => stdnum.TR?.vkn?.validate(text).isValid === true,
  inn_person: (text) => stdnum.RU?.inn?.validate(text).isValid === true,
  inn_company: (text) => stdnum.RU?.inn?.validate(text).isValid === true,
  aadhaar: (text) => stdnum.IN?.aadhaar?.validate(text).isValid === true,
  gstin: (text) => stdnum.IN?.gstin?.validate(text).isValid === true,
  th_pin: (text) => stdnum.TH?.idnr?.validate(text).isValid === true,
  mst: (text) => stdnum.VN?.mst?.validate(text).isValid === true,
  uen: (text) => stdnum.SG?.uen?.validate(text).isValid === true,
  abn: (text) => stdnum.AU?.abn?.validate(text).isValid === true,
  uscc: (text) => stdnum.CN?.uscc?.validate(text).isValid === true,
};

describe('checkIdNumber', () => {
  it.each(EXAMPLES)('accepts the published %s %s as %s', (kind, value, outcome) => {
    expect(checkIdNumber(kind, value)).toMatchObject({ outcome });
  });

  it('has an answer for every kind', () => {
    for (const kind of IdNumberKind.options) expect(checkIdNumber(kind, '?').outcome).toBe('wrong_form');
  });

  it('reads what people paste: spaces, dots, dashes, full-width digits, invisible signs, small letters', () => {
    expect(checkIdNumber('cpf', ' 529.982.247–25\u200B')).toMatchObject({ outcome: 'ok', normalized: '52998224725' });
    expect(checkIdNumber('cpf', '５２９９８２２４７２５').outcome).toBe('ok');
    expect(checkIdNumber('uscc', '91110000600037341l').outcome).toBe('ok');
  });

  it('refuses intermediaries in place of IOSS numbers, and states that are none', () => {
    expect(checkIdNumber('ioss', 'IN3720000015').outcome).toBe('wrong_form');
    expect(checkIdNumber('ioss', 'IM8260000015').outcome).toBe('wrong_form');
    expect(checkIdNumber('ioss', 'IM9000000015').outcome).toBe('form_only');
    expect(checkIdNumber('eori', 'EL123456789').outcome).toBe('wrong_form');
    expect(checkIdNumber('eori', 'XI123456789000').outcome).toBe('form_only');
    expect(checkIdNumber('eori', 'GB12345').outcome).toBe('wrong_form');
  });

  it('refuses what its check digit allows and its rule does not', () => {
    expect(checkIdNumber('cpf', '11111111111').outcome).toBe('wrong_check_digit');
    expect(checkIdNumber('curp', 'HEGG560431MVZRRL04').outcome).toBe('wrong_form');
    expect(checkIdNumber('rfc', 'GODE561331GR8').outcome).toBe('wrong_form');
    expect(checkIdNumber('nik', '3171013208450001').outcome).toBe('wrong_form');
    expect(checkIdNumber('nik', '3171015708450001').outcome).toBe('form_only');
    expect(checkIdNumber('nric', '771305021234').outcome).toBe('wrong_form');
  });

  it('is never sure where the form is hearsay, nor of the check digit of an RFC', () => {
    expect(checkIdNumber('rfc', 'GODE561231GR9')).toMatchObject({ outcome: 'wrong_check_digit', isSure: false });
    expect(checkIdNumber('arn', '12')).toMatchObject({ outcome: 'wrong_form', isSure: false });
    expect(checkIdNumber('sa_id', '1000000009')).toMatchObject({ outcome: 'wrong_check_digit', isSure: false });
    expect(checkIdNumber('cpf', '52998224726')).toMatchObject({ outcome: 'wrong_check_digit', isSure: true });
  });

  it('survives any text of any length', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Kind>(...IdNumberKind.options, 's10'),
        fc.string({ unit: 'binary' }),
        (kind, text) => {
          expect(['ok', 'form_only', 'wrong_form', 'wrong_check_digit']).toContain(checkIdNumber(kind, text).outcome);
          expect(typeof formatIdNumber(kind, text)).toBe('string');
        },
      ),
    );
    expect(checkIdNumber('cpf', '1'.repeat(100_000)).outcome).toBe('wrong_form');
  });

  /** Changing one digit of these is always found; the others miss some by construction of their check. */
  const STRICT = [
    'cpf',
    'brn',
    'curp',
    'rut',
    'tckn',
    'inn_company',
    'aadhaar',
    'th_pin',
    'abn',
    'uscc',
    's10',
    'gb_vat',
    'gstin',
    'sa_id',
    'emirates_id',
  ] as const;

  it.each(STRICT)('finds one changed digit in a %s', (kind) => {
    const [, example = ''] = EXAMPLES.find(([name]) => name === kind) ?? [];
    const characters = Array.from(example);
    const missed: string[] = [];
    for (const [index, character] of characters.entries()) {
      if (!/\d/.test(character)) continue;
      for (const digit of '0123456789') {
        if (digit === character) continue;
        const changed = characters.with(index, digit).join('');
        if (checkIdNumber(kind, changed).outcome === 'ok') missed.push(changed);
      }
    }
    expect(missed).toEqual(MISSED[kind] ?? []);
  });
});

/** Numbers whose check maps two remainders onto one digit let single changes pass; these are all of the examples above. */
const MISSED: Partial<Record<Kind, readonly string[]>> = {
  // The century of a year of birth weighs nothing modulo ten, and a last digit may be a letter.
  curp: ['HEGG060427MVZRRL04', 'HEGG560407MVZRRL04', 'HEGG560417MVZRRL04', 'HEGG560427MVZRRL54'],
  // The third digit weighs eleven, modulo eleven.
  th_pin: Array.from('123456789', (digit) => `11${digit}1700203450`),
  s10: [
    'RB302030405CN',
    'RB106030405CN',
    'RB102830405CN',
    'RB102010405CN',
    'RB102031405CN',
    'RB102030705CN',
    'RB102030475CN',
  ],
  gb_vat: ['GB920780684', 'GB987780684'],
};

describe('second opinion', () => {
  const kinds = Object.keys(SECOND_OPINION) as Kind[];

  it.each(kinds)('agrees with stdnum on %s, right and wrong', (kind) => {
    const second = SECOND_OPINION[kind];
    const [, example = ''] = EXAMPLES.find(([name]) => name === kind) ?? [kind, '1234567890'];
    const digits = Array.from(example.replaceAll('-', ''));
    const disagreements: string[] = [];
    let right = 0;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: digits.length, maxLength: digits.length }),
        (random) => {
          const trunk = digits.map((character, index) =>
            /\d/.test(character) && index > 1 ? String(random[index]) : character,
          );
          // Every ending of a random trunk: some of them are right.
          for (const end of ENDINGS[kind] ?? TWO_DIGITS) {
            const text = trunk.join('').slice(0, -end.length) + end;
            const ours = checkIdNumber(kind, text).outcome === 'ok';
            if (ours) right += 1;
            if (ours !== (second?.(text) ?? ours)) disagreements.push(`${text} ours ${ours}`);
          }
        },
      ),
      { numRuns: 30, seed: 4 },
    );
    expect(disagreements).toEqual([]);
    expect(right).toBeGreaterThan(5);
  });
});

const TWO_DIGITS = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
const LETTERS = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const ENDINGS: Partial<Record<Kind, readonly string[]>> = { rut: LETTERS, uen: LETTERS, gstin: LETTERS, uscc: LETTERS };

describe('formatIdNumber and maskIdNumber', () => {
  it('shows numbers as their countries write them', () => {
    expect(formatIdNumber('cpf', '52998224725')).toBe('529.982.247-25');
    expect(formatIdNumber('cnpj', '12abc34501de35')).toBe('12.ABC.345/01DE-35');
    expect(formatIdNumber('rut', '123456785')).toBe('12.345.678-5');
    expect(formatIdNumber('gb_vat', 'GB980780684')).toBe('GB 980 7806 84');
    expect(formatIdNumber('s10', 'rb102030405cn')).toBe('RB 102 030 405 CN');
    expect(formatIdNumber('abn', '123')).toBe('123');
  });

  it('formats without losing or adding a character', () => {
    for (const [kind, value] of EXAMPLES)
      expect(checkIdNumber(kind, formatIdNumber(kind, value)).outcome).not.toContain('wrong');
    expect(Object.keys(ID_NUMBER_FORMS)).toHaveLength(IdNumberKind.options.length + 1);
  });

  it('hides all but the end', () => {
    expect(maskIdNumber('529.982.247-25')).toBe('••••••••725');
    expect(maskIdNumber('12')).toBe('••');
    expect(maskIdNumber('')).toBe('');
  });
});
