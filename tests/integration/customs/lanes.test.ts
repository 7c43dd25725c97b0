import { describe, expect, it } from 'vitest';
import { checkDeclaration } from '#core/customs/check-declaration.ts';
import type { CustomsRules } from '#core/customs/customs-rules.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import type { CustomsDeclaration, HsCode, IdNumberKind } from '#shared/model/customs.ts';
import { sampleDeclaration, sampleLine, sampleParty } from '#tests/support/customs/sample-declaration.ts';
import { sampleWorld } from '#tests/support/customs/sample-world.ts';

/** Written by hand from the reference, not from the rule files: what a clerk must be told before this parcel leaves. */

const RULES: CustomsRules = { ...builtInPack(), confirmed: new Set() };
/** One unit in euros; round, so that limits are easy to see. */
const WORLD = sampleWorld({
  USD: 0.9,
  GBP: 1.2,
  CAD: 0.6,
  AUD: 0.6,
  JPY: 0.006,
  THB: 0.025,
  VND: 0.00004,
  MYR: 0.2,
  SGD: 0.7,
  PHP: 0.016,
  SAR: 0.24,
  AED: 0.25,
  NZD: 0.5,
});

/** Asked of every parcel from China, whose samples have no Chinese codes. */
const OF_EXPORT = 'base.cn-code';

type Change = Partial<CustomsDeclaration>;

/** Block and warn only; facts are many. */
function demands(territory: string, change: Change = {}, shipDate = '2026-11-22'): string[] {
  return checkDeclaration(sampleDeclaration({ territory, shipDate, ...change }), RULES, WORLD)
    .filter(({ severity, ruleId }) => severity !== 'info' && ruleId !== OF_EXPORT)
    .map(({ ruleId, severity }) => `${severity} ${ruleId}`);
}

const recipient = (kind?: IdNumberKind, value = '', more = {}) =>
  sampleParty({ name: 'A B', ...more, numbers: kind ? [{ kind, value }] : [] });
const sender = (kind: IdNumberKind, value: string) => sampleParty({ numbers: [{ kind, value }] });
const coded = (...hsCodes: HsCode[]) => [sampleLine({ hsCodes })];
const worth = (minor: number) => [
  sampleLine({ quantity: 1, unitValueMinor: minor, valueMinor: minor, paidMinor: minor }),
];

function facts(territory: string, shipDate = '2026-11-22'): string[] {
  return checkDeclaration(sampleDeclaration({ territory, shipDate }), RULES, WORLD)
    .filter(({ severity }) => severity === 'info')
    .map(({ ruleId }) => ruleId);
}

describe('lanes', () => {
  it('EU: product identifiers of the manufacturer are mandatory from 2026-11-01', () => {
    const lines = [sampleLine({ manufacturerProductId: '' })];
    expect(demands('DE', { lines }, '2026-10-31')).not.toContain('block eu.product-id');
    expect(demands('DE', { lines }, '2026-11-01')).toContain('block eu.product-id');
    expect(demands('DE', { lines }, '2026-11-02')).toContain('block eu.product-id');
  });

  it('EU: IOSS up to EUR 150.00, one number, never beside goods that are not prepaid', () => {
    const prepaid = (minor: number): Change => ({
      lines: worth(minor),
      isTaxPrepaid: true,
      sender: sender('ioss', 'IM3720000015'),
    });
    expect(demands('FR', prepaid(15_000)).filter((line) => line.includes('ioss'))).toEqual([]);
    expect(demands('FR', prepaid(15_001))).toContain('block eu.ioss-limit');
    expect(demands('FR', { isTaxPrepaid: true })).toContain('block eu.ioss-prepaid');
    expect(demands('FR', { ...prepaid(100), isTaxPrepaid: false })).toContain('block eu.ioss-mixed');
    expect(demands('FR', { ...prepaid(100), sender: sender('ioss', 'IN3720000015') })).toContain(
      'block base.number-form',
    );
  });

  it('EU: the flat duty counts distinct subheadings', () => {
    const lines = [sampleLine(), sampleLine({ hsCodes: [{ scheme: 'hs6', code: '610990' }] }), sampleLine()];
    const texts = checkDeclaration(sampleDeclaration({ territory: 'IT', lines }), RULES, WORLD).find(
      ({ ruleId }) => ruleId === 'eu.flat-duty',
    );
    expect(texts?.textEn).toContain('2 item(s), EUR 6.00');
  });

  it('EU: fees of single states stay with those states', () => {
    const facts = (territory: string) =>
      checkDeclaration(sampleDeclaration({ territory }), RULES, WORLD)
        .filter(({ ruleId }) => ruleId.startsWith('eu.fee-'))
        .map(({ ruleId }) => ruleId);
    expect([facts('RO'), facts('FR'), facts('IT'), facts('DE')]).toEqual([
      ['eu.fee-ro'],
      ['eu.fee-fr'],
      ['eu.fee-it'],
      [],
    ]);
  });

  it('GB: the seller charges VAT up to GBP 135.00 and gives the number', () => {
    const inGbp = (minor: number): Change => ({ lines: worth(minor), currency: 'GBP', orderCurrency: 'GBP' });
    expect(demands('GB', inGbp(13_500))).toContain('block gb.vat-seller');
    expect(demands('GB', inGbp(13_501))).not.toContain('block gb.vat-seller');
    expect(demands('GB', { ...inGbp(100), sender: sender('gb_vat', 'GB980780684') })).toEqual(['warn gb.eori']);
    expect(demands('GB', { ...inGbp(100), sender: sender('gb_vat', 'GB980780685') })).toContain(
      'block base.number-check-digit',
    );
  });

  it('XI, IC, EA, GG, JE and French overseas are lanes of their own, without the rules of their motherland', () => {
    expect(demands('XI')).toEqual(['warn xi.eori']);
    for (const territory of ['IC', 'EA', 'GG', 'JE', 'RE', 'GP'])
      expect(demands(territory, { isTaxPrepaid: true }), territory).toEqual([]);
  });

  it('IM: the rules of Great Britain hold, to the penny of GBP 135.00', () => {
    const inGbp = (minor: number): Change => ({ lines: worth(minor), currency: 'GBP', orderCurrency: 'GBP' });
    for (const minor of [13_499, 13_500, 13_501])
      expect(demands('IM', inGbp(minor)), String(minor)).toEqual(demands('GB', inGbp(minor)));
    expect(demands('IM', inGbp(13_500))).toContain('block gb.vat-seller');
    expect(facts('IM')).toContain('gb.isle-of-man');
    expect(facts('GB')).not.toContain('gb.isle-of-man');
  });

  it('AX, Livigno, Campione, Helgoland, Büsingen: no VAT of the EU, so no IOSS, and no rules of the motherland', () => {
    const ioss: Change = { isTaxPrepaid: true, sender: sender('ioss', 'IM3720000015') };
    for (const [territory, lane] of [
      ['AX', 'ax'],
      ['IT-LIV', 'it'],
      ['IT-CAM', 'it'],
      ['DE-HELG', 'de'],
    ] as const) {
      expect(demands(territory), territory).toEqual([]);
      expect(demands(territory, ioss), territory).toEqual([`warn ${lane}.no-ioss`]);
    }
    // What stands on one source warns, until somebody confirmed it.
    expect(demands('DE-BUES')).toEqual(['warn de.buesingen-swiss']);
  });

  it('says of each territory whether it is inside the customs territory of the EU', () => {
    expect(facts('AX')).toContain('ax.tax-border');
    expect(facts('IT-LIV')).toContain('it.livigno');
    expect(facts('DE-HELG')).toContain('de.helgoland');
    expect(facts('DE-BUES')).toContain('de.buesingen');
    // Campione joined on 2020-01-01.
    expect(
      ['2019-12-31', '2020-01-01', '2020-01-02'].map((day) => facts('IT-CAM', day).includes('it.campione')),
    ).toEqual([false, true, true]);
  });

  it('US: ten digits on every line, no gift of a sale, DDP by post only with somebody who remits', () => {
    expect(demands('US')).toContain('block us.hts10');
    const hts = coded({ scheme: 'us_hts10', code: '6109100012' });
    expect(demands('US', { lines: hts })).toEqual(['warn us.surcharge']);
    expect(demands('US', { lines: hts, category: 'gift' })).toContain('block base.paid-gift');
    expect(demands('US', { lines: hts, channel: 'ems', incoterm: 'DDP', dutyPayer: 'sender' })).toEqual([
      'block us.advance-data',
      'warn us.surcharge',
      'warn us.ddp-post',
    ]);
  });

  it('CA: nothing is asked beyond the general data', () => expect(demands('CA')).toEqual([]));

  it('AU: vendor number up to AUD 1,000, a declaration above', () => {
    const inAud = (minor: number): Change => ({ lines: worth(minor), currency: 'AUD', orderCurrency: 'AUD' });
    expect(demands('AU', inAud(100_000))).toEqual(['warn au.gst-vendor']);
    expect(demands('AU', inAud(100_001))).toEqual(['warn au.import-declaration']);
    expect(demands('AU', { ...inAud(100), isTaxPrepaid: true, sender: sender('abn', '51824753556') })).toEqual([]);
  });

  it('JP: platform, mail order flag and phone since 2025-10-12', () => {
    const bare: Change = { platformName: '', isMailOrder: false, recipient: recipient(undefined, '', { phone: '' }) };
    expect(demands('JP', bare, '2025-10-11')).toEqual([]);
    expect(demands('JP', bare, '2025-10-12')).toEqual(['block jp.platform', 'block jp.phone', 'warn jp.mail-order']);
    expect(demands('JP')).toEqual([]);
  });

  it('KR: PCCC of a person', () => {
    expect(demands('KR')).toEqual(['block kr.pccc']);
    expect(demands('KR', { recipient: recipient('pccc', 'P250012345674') })).toEqual([]);
    expect(demands('KR', { recipient: recipient('pccc', 'P25001234567') })).toContain('block base.number-form');
  });

  it('TH: TISI number of power banks, none for e-cigarettes at all', () => {
    expect(demands('TH')).toEqual([]);
    const powerBank = sampleLine({
      battery: {
        kind: 'ion_alone',
        cellMwh: 18_000,
        batteryMwh: 37_000,
        cellCount: 0,
        batteryCount: 1,
        chargePercent: 30,
      },
    });
    expect(demands('TH', { lines: [powerBank] })).toContain('block th.tisi');
    const tisi = { kind: 'TISI', number: '2879-1', issuer: '', validFrom: null, validTo: '2026-11-22' };
    expect(demands('TH', { lines: [{ ...powerBank, certificates: [tisi] }] })).not.toContain('block th.tisi');
    expect(demands('TH', { lines: [{ ...powerBank, certificates: [tisi] }] }, '2026-11-23')).toContain(
      'block base.certificate-expired',
    );
    expect(demands('TH', { lines: [sampleLine({ flags: ['e_cigarette'] })] })).toContain('block th.e-cigarettes');
  });

  it('VN: phone, and MST of companies', () => {
    expect(demands('VN', { recipient: recipient(undefined, '', { phone: '12' }) })).toContain('block vn.phone');
    expect(demands('VN', { recipient: recipient(undefined, '', { isCompany: true }), lines: worth(100_000) })).toEqual([
      'warn vn.mst',
    ]);
  });

  it('MY, SG: the registered seller names its number up to the limit of one item', () => {
    expect(demands('MY')).toEqual(['warn my.lvg']);
    expect(demands('MY', { sender: sender('my_lvg', 'LVG1234567') })).toEqual([]);
    expect(demands('SG')).toEqual(['warn sg.gst']);
    expect(demands('SG', { sender: sender('sg_gst', 'M90312345A') })).toEqual(['warn sg.gst-paid']);
  });

  it('ID: NIK or NPWP, eight digits, a full declaration above USD 1,500', () => {
    expect(demands('ID')).toEqual(['warn id.nik', 'warn id.hs8']);
    const good: Change = {
      recipient: recipient('nik', '3171011708450001'),
      lines: coded({ scheme: 'other', code: '61091000' }),
    };
    expect(demands('ID', good)).toEqual([]);
    const dear = (minor: number) =>
      demands('ID', {
        ...good,
        currency: 'USD',
        orderCurrency: 'USD',
        lines: [{ ...worth(minor)[0]!, hsCodes: good.lines![0]!.hsCodes }],
      });
    expect([dear(150_000), dear(150_001)]).toEqual([[], ['warn id.full']]);
  });

  it('PH: e-mail and mobile', () => {
    expect(demands('PH')).toEqual([]);
    expect(demands('PH', { recipient: recipient(undefined, '', { email: 'nobody', phone: '' }) })).toEqual([
      'block ph.email',
      'block ph.phone',
    ]);
  });

  it('BR: CPF of a person, CNPJ of a company, letters allowed', () => {
    expect(demands('BR')).toContain('block br.cpf');
    expect(demands('BR', { recipient: recipient('cpf', '529.982.247-25') })).toEqual(['warn br.abolition']);
    expect(demands('BR', { recipient: recipient('cnpj', '12ABC34501DE35', { isCompany: true }) })).toEqual([
      'warn br.abolition',
    ]);
  });

  it('MX: RFC, or CURP of a person; a wrong check digit of an RFC only warns', () => {
    expect(demands('MX')).toEqual(['warn mx.rfc']);
    expect(demands('MX', { recipient: recipient('curp', 'HEGG560427MVZRRL04') })).toEqual([]);
    expect(demands('MX', { recipient: recipient('rfc', 'GODE561231GR9') })).toEqual(['warn base.number-doubtful']);
  });

  it('CL, NZ: what is hearsay is only a hint', () => {
    expect(demands('CL')).toEqual(['warn cl.sii']);
    expect(demands('NZ')).toEqual([]);
    expect(demands('NZ', { lines: worth(50_001) })).toEqual(['warn nz.entry']);
  });

  it('TR: full declaration from 2026-02-06, identity of one source', () => {
    expect(demands('TR', {}, '2026-02-05')).toEqual(['warn tr.tckn']);
    expect(demands('TR', { recipient: recipient('tckn', '10000000146') }, '2026-02-06')).toEqual(['warn tr.full']);
    const confirmed: CustomsRules = { ...RULES, confirmed: new Set(['tr.tckn']) };
    expect(checkDeclaration(sampleDeclaration({ territory: 'TR' }), confirmed, WORLD)[0]).toMatchObject({
      ruleId: 'tr.tckn',
      severity: 'block',
    });
  });

  it('SA, AE: twelve digits, and a phone', () => {
    expect(demands('SA')).toEqual(['block sa.hs12']);
    expect(demands('SA', { lines: coded({ scheme: 'sa12', code: '610910000001' }) })).toEqual([]);
    expect(demands('AE', { lines: coded({ scheme: 'other', code: '61091000' }) }, '2025-07-31')).toEqual([]);
    expect(demands('AE', { lines: coded({ scheme: 'other', code: '61091000' }) }, '2025-08-01')).toEqual([
      'warn ae.hs12',
    ]);
  });

  it('RU: passport and INN by express, from one source: warnings', () => {
    expect(demands('RU')).toEqual(['warn ru.passport', 'warn ru.inn']);
    expect(demands('RU', { lines: worth(20_001), grossWeightG: 31_001 })).toContain('warn ru.duty-weight');
  });

  it('IN: KYC and eight digits', () => {
    expect(demands('IN')).toEqual(['block in.kyc', 'block in.hs8']);
    const lines = coded({ scheme: 'other', code: '61091000' });
    expect(demands('IN', { lines, recipient: recipient('pan', 'ACUPA7085R') })).toEqual([]);
    expect(demands('IN', { lines, recipient: recipient('iec', 'ABCDE1234F', { isCompany: true }) })).toEqual([
      'warn in.pan-company',
    ]);
  });

  it('CN: whatever leaves the country has a ten-digit code of its tariff, whatever the destination', () => {
    const asked = (change: Change) =>
      checkDeclaration(sampleDeclaration({ territory: 'CA', ...change }), RULES, WORLD).some(
        ({ ruleId, severity }) => ruleId === OF_EXPORT && severity === 'warn',
      );
    expect(asked({})).toBe(true);
    expect(asked({ lines: coded({ scheme: 'cn10', code: '6109100000' }) })).toBe(false);
    expect(asked({ sender: sampleParty({ country: 'DE' }) })).toBe(false);
  });

  it('others have no rules, and say so', () => {
    for (const territory of ['NO', 'CH', 'TW', 'IL', 'KZ', 'CO', 'PE', 'AR', 'ZA'])
      expect(demands(territory)).toEqual(['warn base.no-lane-rules']);
  });

  it('say once which rate is missing, however many limits need it', () => {
    const findings = checkDeclaration(
      sampleDeclaration({ territory: 'BR', currency: 'KWD', orderCurrency: 'KWD' }),
      RULES,
      WORLD,
    );
    expect(findings.filter(({ ruleId }) => ruleId === 'base.no-rate').map(({ path }) => path)).toEqual([
      'rates.KWD.USD',
    ]);
  });
});
