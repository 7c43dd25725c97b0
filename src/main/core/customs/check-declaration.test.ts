import { describe, expect, it } from 'vitest';
import { checkDeclaration, requiredPapers } from '#core/customs/check-declaration.ts';
import type { CustomsRules } from '#core/customs/customs-rules.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import { sampleDeclaration, sampleLine, sampleParty } from '#tests/support/customs/sample-declaration.ts';
import { sampleWorld } from '#tests/support/customs/sample-world.ts';

const RULES: CustomsRules = { ...builtInPack(), confirmed: new Set() };

function found(change: Partial<CustomsDeclaration>, rules = RULES, world = sampleWorld()) {
  return checkDeclaration(sampleDeclaration(change), rules, world).map(
    ({ ruleId, path, severity }) => `${severity} ${ruleId} ${path}`,
  );
}

function loud(change: Partial<CustomsDeclaration>, rules = RULES, world = sampleWorld()) {
  return found(change, rules, world).filter((line) => !line.startsWith('info'));
}

describe('checkDeclaration', () => {
  it('says plainly that a destination has no rules of its own', () => {
    expect(found({})).toEqual(['warn base.no-lane-rules territory']);
  });

  it('puts what blocks first, with the text of both languages and the values in it', () => {
    const [first] = checkDeclaration(
      sampleDeclaration({ lines: [sampleLine({ descriptionEn: ' Gifts\u200B ', use: '' })] }),
      RULES,
      sampleWorld(),
    );
    expect(first).toMatchObject({ severity: 'block', ruleId: 'base.vague', path: 'lines.0.descriptionEn' });
    expect(first?.textEn).toContain('"Gifts\u200B" in line 1');
    expect(first?.textZh).toContain('第 1 行');
  });

  it('refuses vague words as a whole and in plural, and lets a precise text pass that contains them', () => {
    for (const text of ['Bag', 'bags', 'BAGS.', 'Batteries', 'accessory', 'General  Cargo', 'gift'])
      expect(loud({ lines: [sampleLine({ descriptionEn: text })] })).toContain(
        'block base.vague lines.0.descriptionEn',
      );
    for (const text of ['cotton bags', 'bag for camera', 'gift wrapping paper'])
      expect(loud({ lines: [sampleLine({ descriptionEn: text })] })).toEqual(['warn base.no-lane-rules territory']);
  });

  it('takes blanks and invisible signs for nothing', () => {
    expect(loud({ recipient: sampleParty({ name: ' \u200B\u00A0' }) })).toContain(
      'block base.recipient-name recipient.name',
    );
  });

  it('lets a person raise a rule of one source to a block, and nothing else', () => {
    const flags = { lines: [sampleLine({ flags: ['aerosol' as const] })] };
    expect(loud(flags)).toContain('warn base.prohibited-flags lines.0.flags');
    expect(loud(flags, { ...RULES, confirmed: new Set(['base.prohibited-flags']) })).toContain(
      'block base.prohibited-flags lines.0.flags',
    );
    expect(
      found({ recipient: sampleParty({ phone: '' }) }, { ...RULES, confirmed: new Set(['base.recipient-phone']) }),
    ).toContain('info base.recipient-phone recipient.phone');
  });
});

describe('requiredPapers', () => {
  const kinds = (change: Partial<CustomsDeclaration>, world = sampleWorld()) =>
    requiredPapers(sampleDeclaration(change), world).map(({ kind }) => kind);
  const worth = (valueMinor: number) => [sampleLine({ quantity: 1, unitValueMinor: valueMinor, valueMinor })];

  it('takes CN22 below 300 SDR and CN23 from there on', () => {
    // One SDR is 1.25 EUR here: the limit lies at EUR 375.00.
    const letter = { channel: 'letter_post' as const };
    expect(kinds({ ...letter, lines: worth(37_499) })).toEqual(['cn22', 'export_list_9610']);
    expect(kinds({ ...letter, lines: worth(37_500) })).toEqual(['cn23', 'commercial_invoice', 'export_list_9610']);
    expect(kinds({ ...letter, lines: worth(37_501) })).toContain('cn23');
  });

  it('takes CN23 for parcels, EMS, their item numbers, too many lines, and an unknown SDR', () => {
    expect(kinds({ channel: 'ems', lines: worth(100) })).toContain('cn23');
    expect(kinds({ channel: 'parcel_post', lines: worth(100) })).toContain('cn23');
    const letter = { channel: 'letter_post' as const };
    expect(kinds({ ...letter, trackingNumber: 'CP123456785CN' })).toContain('cn23');
    expect(kinds({ ...letter, trackingNumber: 'RB102030405CN' })).toContain('cn22');
    expect(kinds({ ...letter, lines: Array.from({ length: 5 }, () => sampleLine()) })).toContain('cn23');
    expect(kinds(letter, sampleWorld({}, null))).toContain('cn23');
  });

  it('takes an invoice by courier, a proforma without a sale, and a packing list for two packages', () => {
    expect(kinds({})).toEqual(['commercial_invoice', 'export_list_9610']);
    expect(kinds({ isPaid: false, category: 'sample' })).toEqual(['proforma_invoice', 'export_list_9610']);
    const package1 = {
      number: 1,
      marks: '',
      grossWeightG: 250,
      lengthMm: 0,
      widthMm: 0,
      heightMm: 0,
      contents: [{ line: 0, quantity: 1 }],
    };
    expect(kinds({ packages: [package1, { ...package1, number: 2 }] })).toContain('packing_list');
    expect(kinds({ territory: 'TH' })).toContain('thai_packing_list');
  });
});
