import { describe, expect, it } from 'vitest';
import { checkDeclaration, requiredPapers } from '#core/customs/check-declaration.ts';
import type { CustomsRules } from '#core/customs/customs-rules.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import type { CustomsDeclaration } from '#shared/model/customs.ts';
import type { CustomsRule } from '#shared/model/customs-rules.ts';
import { sampleDeclaration, sampleLine, sampleParty } from '#tests/support/customs/sample-declaration.ts';
import { sampleWorld } from '#tests/support/customs/sample-world.ts';

const RULES: CustomsRules = { ...builtInPack(), confirmed: new Set() };

function found(change: Partial<CustomsDeclaration>, rules = RULES, world = sampleWorld()) {
  // The Chinese code, which no sample has, is under test with the lanes.
  return checkDeclaration(sampleDeclaration(change), rules, world)
    .filter(({ ruleId }) => ruleId !== 'base.cn-code')
    .map(({ ruleId, path, severity }) => `${severity} ${ruleId} ${path}`);
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
    requiredPapers(sampleDeclaration(change), RULES, world).map(({ kind }) => kind);
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

/** The built-in rules with the one that calls this check changed, or without it. */
function rulesWith(check: string, ...changed: readonly Partial<CustomsRule>[]): CustomsRules {
  const lanes = RULES.lanes.map((lane) => ({
    ...lane,
    rules: lane.rules.flatMap((rule) =>
      rule.effect.do === 'check' && rule.effect.check === check
        ? changed.map((change, index) => ({ ...rule, id: `${rule.id}-${index}`, ...change }))
        : [rule],
    ),
  }));
  return { ...RULES, lanes };
}

describe('limits of papers', () => {
  const papersOf = (change: Partial<CustomsDeclaration>, rules = RULES, world = sampleWorld({ CNY: 0.125 })) =>
    requiredPapers(sampleDeclaration(change), rules, world);
  const kindsOf = (...given: Parameters<typeof papersOf>) => papersOf(...given).map(({ kind }) => kind);
  const worth = (valueMinor: number) => [sampleLine({ quantity: 1, unitValueMinor: valueMinor, valueMinor })];
  const check = (name: string, limits: Record<string, number>) => ({
    effect: { do: 'check' as const, check: name, limits },
  });

  it('are those of the rules in force on the ship date: of CN22 on the day before, on and after', () => {
    const rules = rulesWith(
      'cn23-from',
      { validTo: '2026-11-30', ...check('cn23-from', { sdr: 300 }) },
      { validFrom: '2026-12-01', ...check('cn23-from', { sdr: 200 }) },
    );
    const on = (shipDate: string) => kindsOf({ channel: 'letter_post', lines: worth(30_000), shipDate }, rules)[0];
    expect(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02'].map(on)).toEqual(['cn22', 'cn22', 'cn23', 'cn23']);
  });

  it('say of which day the rate was that chose the form', () => {
    const [form] = papersOf({ channel: 'letter_post', lines: worth(37_500) });
    expect(form?.reasonEn).toBe('The goods are worth 300 SDR or more (rate of 2026-11-20).');
    expect(form?.reasonZh).toContain('2026-11-20');
  });

  it('choose what is right for every parcel where no rule gives one', () => {
    expect(kindsOf({ channel: 'letter_post', lines: worth(100) }, rulesWith('cn23-from'))).toContain('cn23');
    const device = sampleLine({ battery: { ...sampleLine().battery, kind: 'ion_in_device', batteryCount: 1 } });
    const one = { lines: [{ ...device, quantity: 1, valueMinor: device.unitValueMinor }] };
    expect(kindsOf(one)).not.toContain('battery_mark');
    expect(kindsOf(one, rulesWith('battery-mark'))).toContain('battery_mark');
    const none = check('battery-mark', { cells: 0, batteries: 0, packages: 2 });
    expect(kindsOf(one, rulesWith('battery-mark', none))).toContain('battery_mark');
  });

  describe('of lists under 9710 and 9810', () => {
    const inCny = (minor: number, more: Partial<CustomsDeclaration> = {}): Partial<CustomsDeclaration> => ({
      supervisionMode: '9710',
      isListExport: true,
      currency: 'CNY',
      orderCurrency: 'CNY',
      lines: worth(minor),
      ...more,
    });
    const paperOf = (...given: Parameters<typeof papersOf>) =>
      papersOf(...given).find(({ kind }) => kind.startsWith('export_'));

    it('let go CNY 5,000.00 by list, and not a fen more', () => {
      const kinds = [499_999, 500_000, 500_001].map((minor) => paperOf(inCny(minor))?.kind);
      expect(kinds).toEqual(['export_list_9610', 'export_list_9610', 'export_declaration']);
      expect(paperOf(inCny(500_001, { supervisionMode: '9810' }))?.reasonEn).toContain(
        '9810: CNY 5000.01 is above CNY 5000: the full declaration.',
      );
      // EUR 625.00 at 8 CNY.
      const inEur = (minor: number) => paperOf(inCny(minor, { currency: 'EUR', orderCurrency: 'EUR' }));
      expect([inEur(62_500)?.kind, inEur(62_501)?.kind]).toEqual(['export_list_9610', 'export_declaration']);
      expect(inEur(62_500)?.reasonEn).toContain('(rate of 2026-11-20)');
    });

    it('say that no list can be made without Chinese codes, and of which goods', () => {
      expect(paperOf(inCny(100))?.reasonEn).toMatch(/without a ten-digit Chinese code are \S+\.$/);
      const lines = [sampleLine({ hsCodes: [{ scheme: 'cn10', code: '6109100000' }] })];
      expect(paperOf(inCny(100, { lines }))?.reasonEn).not.toContain('ten-digit');
    });

    it('hold since 2020-07-01', () => {
      const on = (shipDate: string) => paperOf(inCny(100, { shipDate }))?.kind;
      expect(['2020-06-30', '2020-07-01', '2020-07-02'].map(on)).toEqual([
        'export_declaration',
        'export_list_9610',
        'export_list_9610',
      ]);
    });

    it('need the word of the sender, no licence, and a rate', () => {
      expect(paperOf(inCny(100, { isListExport: false }))?.kind).toBe('export_declaration');
      expect(paperOf(inCny(100, { licenceNumber: 'L1' }))?.kind).toBe('export_declaration');
      expect(paperOf(inCny(100, { currency: 'THB' }))?.kind).toBe('export_declaration');
      // The word counts for these two modes alone.
      expect(paperOf(inCny(100, { supervisionMode: '0110' }))?.kind).toBe('export_declaration');
    });

    it('are told to whoever sends that small', () => {
      expect(found(inCny(500_000))).toContain('info base.low-value-list supervisionMode');
      expect(found(inCny(500_001))).not.toContain('info base.low-value-list supervisionMode');
    });
  });
});
