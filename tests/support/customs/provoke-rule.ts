import type { CustomsWorld } from '#core/customs/customs-check.ts';
import type { CustomsDeclaration, CustomsLine, GoodsCertificate } from '#shared/model/customs.ts';
import type { CustomsRule, RuleCondition, RuleEffect } from '#shared/model/customs-rules.ts';
import { minorDigits, parseDecimalAmount } from '#shared/model/money.ts';
import { sampleDeclaration, sampleLine, sampleParty } from '#tests/support/customs/sample-declaration.ts';
import { sampleWorld } from '#tests/support/customs/sample-world.ts';

export interface Provocation {
  readonly declaration: CustomsDeclaration;
  readonly world: CustomsWorld;
}

const COMPANION = { line: 0, quantity: 1 };
const certificate = (change: Partial<GoodsCertificate>): GoodsCertificate => ({
  kind: 'CE',
  number: '1',
  issuer: '',
  validFrom: null,
  validTo: null,
  ...change,
});
const battery = (change: Partial<CustomsLine['battery']>, more: Partial<CustomsLine> = {}) => ({
  lines: [sampleLine({ battery: { ...sampleLine().battery, kind: 'ion_alone', ...change }, ...more })],
});
const numbered = (kind: 'cpf' | 'arn' | 'ioss', ...values: string[]) => ({
  sender: sampleParty({ numbers: values.map((value) => ({ kind, value })) }),
});
const ems = { channel: 'ems' as const };
const letter = { channel: 'letter_post' as const };

/** For each check a parcel that it must find fault with. A check without one fails the test of the rule files. */
export const PROVOKED_CHECKS: Readonly<Record<string, Partial<CustomsDeclaration>>> = {
  'letter-weight': { ...letter, grossWeightG: 2001 },
  'cn23-from': { ...letter, lines: [sampleLine({ quantity: 1, unitValueMinor: 37_500, valueMinor: 37_500 })] },
  'low-value-list': { supervisionMode: '9710', currency: 'CNY', orderCurrency: 'CNY' },
  'sdr-near': { ...letter, lines: [sampleLine({ quantity: 1, unitValueMinor: 37_000, valueMinor: 37_000 })] },
  'sdr-missing': { ...letter, currency: 'KWD' },
  'letter-with-parcel-number': { ...letter, trackingNumber: 'CP123456785CN' },
  'item-number-service': { ...ems, trackingNumber: 'RB102030405CN' },
  'item-number-form': { ...ems, trackingNumber: 'EB102030406CN' },
  'vague-words': { lines: [sampleLine({ descriptionEn: 'gifts' })] },
  'prohibited-words': { lines: [sampleLine({ descriptionEn: 'small airsoft pistol' })] },
  'latin-only': { ...ems, recipient: sampleParty({ name: '李伟' }) },
  'postal-lengths': { ...ems, recipient: sampleParty({ street: 'x'.repeat(36) }) },
  'line-value': { lines: [sampleLine({ valueMinor: 1999 })] },
  'net-over-gross': { grossWeightG: 399 },
  'package-weights': {
    packages: [{ number: 1, marks: '', grossWeightG: 1, lengthMm: 0, widthMm: 0, heightMm: 0, contents: [COMPANION] }],
  },
  'package-contents': {
    packages: [
      { number: 1, marks: '', grossWeightG: 500, lengthMm: 0, widthMm: 0, heightMm: 0, contents: [COMPANION] },
    ],
  },
  'hs-exists': { lines: [sampleLine({ hsCodes: [{ scheme: 'hs6', code: '610999' }] })] },
  'hs-reserved': { lines: [sampleLine({ hsCodes: [{ scheme: 'hs6', code: '999999' }] })] },
  'hs-agree': {
    lines: [
      sampleLine({
        hsCodes: [
          { scheme: 'hs6', code: '610910' },
          { scheme: 'cn10', code: '6109909010' },
        ],
      }),
    ],
  },
  'origin-iso': { lines: [sampleLine({ origin: 'ZZ' })] },
  'currency-iso': { currency: 'ZZZ' },
  'value-below-paid': { lines: [sampleLine({ paidMinor: 2100 })] },
  'paid-not-comparable': { orderCurrency: 'THB' },
  'incoterm-payer': { incoterm: 'DDP', dutyPayer: 'recipient' },
  'number-form': numbered('cpf', '123'),
  'number-check-digit': numbered('cpf', '52998224726'),
  'number-doubtful': numbered('arn', '123'),
  'one-ioss': numbered('ioss', 'IM3720000015', 'IM2760000015'),
  'item-fee': {},
  'certificate-expired': { lines: [sampleLine({ certificates: [certificate({ validTo: '2000-01-01' })] })] },
  'certificate-not-yet': { lines: [sampleLine({ certificates: [certificate({ validFrom: '2099-01-01' })] })] },
  'battery-entry': battery({}),
  'battery-energy': battery({ kind: 'ion_in_device', batteryMwh: 100_001 }),
  'battery-energy-unknown': battery({}),
  'battery-charge': battery({ chargePercent: 31 }),
  'battery-charge-unknown': battery({}),
  'battery-cargo-only': battery({ kind: 'metal_alone' }),
  'battery-mark': battery({ kind: 'ion_in_device', batteryCount: 2 }),
  'battery-by-post': { ...ems, ...battery({}) },
  'battery-papers': battery({}),
};

/** A parcel that a rule must speak about, made from the rule's own condition and effect; `shift` moves the value by minor units from its limit. */
export function provokeRule(rule: CustomsRule, territory: string, day: string, shift = 0): Provocation {
  const { condition, effect } = rule;
  const provoked = effect.do === 'check' ? (PROVOKED_CHECKS[effect.check] ?? null) : {};
  if (provoked === null) throw new Error(`no parcel provokes the check ${effect.do === 'check' ? effect.check : ''}`);
  const base = sampleDeclaration({ territory, shipDate: day, ...provoked });
  const declaration = violate(effect, { ...base, ...satisfy(condition, base, shift) });
  const isSdrTest = effect.do === 'check' && effect.check === 'sdr-near';
  return { declaration, world: isSdrTest ? sampleWorld({}, 1.25, '2000-01-01') : sampleWorld() };
}

function satisfy(when: RuleCondition, base: CustomsDeclaration, shift: number): Partial<CustomsDeclaration> {
  const limit = when.valueAtMost ?? when.valueAbove;
  const valueMinor = limit
    ? (parseDecimalAmount(limit.amount, limit.currency) ?? 0) + (when.valueAtMost ? 0 : 1) + shift
    : null;
  const [prefix = ''] = when.hsPrefixes ?? [];
  const line: CustomsLine = {
    ...(base.lines[0] ?? sampleLine()),
    ...(when.flags && { flags: [when.flags[0] ?? 'liquid'] }),
    ...(when.batteries && {
      battery: { ...(base.lines[0] ?? sampleLine()).battery, kind: when.batteries[0] ?? 'none' },
    }),
    ...(when.hsPrefixes && { hsCodes: [{ scheme: 'hs6' as const, code: prefix.padEnd(6, '0') }] }),
    ...(when.notHsPrefixes && { hsCodes: [{ scheme: 'hs6' as const, code: '850440' }] }),
    ...(valueMinor !== null && { quantity: 1, unitValueMinor: valueMinor, valueMinor, paidMinor: null }),
  };
  const { hasNumber } = when;
  return {
    lines: [line, ...base.lines.slice(1)],
    recipient: { ...base.recipient, isCompany: when.receiver === 'company' },
    ...(limit && { currency: limit.currency }),
    ...(when.channels && { channel: when.channels[0] ?? 'express' }),
    ...(when.categories && { category: when.categories[0] ?? 'sale' }),
    ...(when.incoterms && { incoterm: when.incoterms[0] ?? 'DAP' }),
    ...(when.senderCountries && { sender: { ...base.sender, country: when.senderCountries[0] ?? '' } }),
    ...(hasNumber && { sender: { ...base.sender, numbers: [{ kind: hasNumber[0] ?? 'vat', value: 'X' }] } }),
    ...(when.isPaid !== undefined && { isPaid: when.isPaid }),
    ...(when.isTaxPrepaid !== undefined && { isTaxPrepaid: when.isTaxPrepaid }),
    ...(when.isMailOrder !== undefined && { isMailOrder: when.isMailOrder }),
    ...(when.grossWeightAboveG !== undefined && { grossWeightG: when.grossWeightAboveG + 1 }),
  };
}

/** Leaves out what the effect asks for. Numbers, certificates and descriptions are not in the sample anyway. */
function violate(effect: RuleEffect, declaration: CustomsDeclaration): CustomsDeclaration {
  if (effect.do === 'hs_digits' && effect.min === 6)
    return { ...declaration, lines: declaration.lines.map((line) => ({ ...line, hsCodes: [] })) };
  if (effect.do !== 'field') return declaration;
  const [place = '', name = ''] = effect.field.split('.');
  const empty = (value: unknown) => (typeof value === 'number' ? 0 : typeof value === 'boolean' ? false : '');
  if (effect.field === 'lines') return { ...declaration, lines: [] };
  if (place === 'lines')
    return {
      ...declaration,
      lines: declaration.lines.map((line) => ({ ...line, [name]: empty(Reflect.get(line, name)) })),
    };
  if (name === '') return { ...declaration, [place]: empty(Reflect.get(declaration, place)) };
  const party = place === 'sender' ? declaration.sender : declaration.recipient;
  return { ...declaration, [place]: { ...party, [name]: '' } };
}

/** Smallest step of a currency is one minor unit; rules never have finer limits. */
export function isWholeMinor(amount: string, currency: string): boolean {
  return (amount.split('.')[1] ?? '').length <= minorDigits(currency);
}
