import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '#main/usecases/actor.ts';
import { ANN, BOB, codeOf, EARPHONES, openGoodsBed } from '#tests/integration/customs/goods/goods-bed.ts';
import type { GoodsBed } from '#tests/integration/customs/goods/goods-bed.ts';

let bed: GoodsBed;
let sku: string;
beforeEach(() => {
  bed = openGoodsBed();
  sku = bed.addSku('EAR', 5);
});
afterEach(() => bed.close());

describe('customs data of goods', () => {
  it('are empty with version 0 until somebody enters them, and unknown SKUs are missing', () => {
    expect(bed.goodsOf(sku)).toMatchObject({ version: 0, descriptionEn: '', hsCodes: [], skuCode: 'EAR' });
    expect(codeOf(() => bed.save('nobody', { use: 'x' }, ANN, 0))).toBe('ERR_STOCK_SKU_UNKNOWN');
  });

  it('are kept with all their parts, and read as they were entered', () => {
    const certificates = [{ kind: 'CE', number: 'X-1', issuer: 'TÜV', validFrom: null, validTo: '2027-01-31' }];
    bed.save(sku, { ...EARPHONES, certificates, valuePolicy: { kind: 'fixed', valueMinor: 1250, currency: 'USD' } });
    expect(bed.goodsOf(sku)).toMatchObject({
      ...EARPHONES,
      hsCodes: [...(EARPHONES.hsCodes ?? [])].toReversed(),
      certificates,
      version: 1,
    });
  });

  it('change nothing and leave no trace when they are saved as they stand', () => {
    bed.save(sku, EARPHONES);
    expect(bed.save(sku, EARPHONES)).toEqual({ state: 'unchanged', version: 1, changeIds: [] });
    expect(bed.history(sku)).toHaveLength(1);
  });

  it('are not overwritten by a window that read an older version', () => {
    bed.save(sku, EARPHONES);
    bed.save(sku, { origin: 'VN' }, BOB);
    expect(codeOf(() => bed.save(sku, { origin: 'TH' }, ANN, 1))).toBe('ERR_CUSTOMS_GOODS_STALE');
    expect(bed.goodsOf(sku).origin).toBe('VN');
  });

  it('lose what nobody can see and keep one line', () => {
    bed.save(sku, {
      descriptionEn: ' Wireless\u200B ear\uFEFFphones\r\nblack ',
      gtin: '４００６３８１３３３９３１',
      model: '\u202EX1\u0000',
      flags: ['magnet', 'brand', 'magnet'],
    });
    expect(bed.goodsOf(sku)).toMatchObject({
      descriptionEn: 'Wireless earphones black',
      gtin: '4006381333931',
      model: 'X1',
      flags: ['magnet', 'brand'],
    });
  });

  it.each([
    ['a code that the HS does not have', { hsCodes: [{ scheme: 'hs6', code: '851831' }] }, 'ERR_CUSTOMS_HS_UNKNOWN'],
    ['the placeholder 999999', { hsCodes: [{ scheme: 'hs6', code: '999999' }] }, 'ERR_CUSTOMS_HS_UNKNOWN'],
    [
      'a code of chapter 99 in ten digits',
      { hsCodes: [{ scheme: 'us_hts10', code: '9903880100' }] },
      'ERR_CUSTOMS_HS_UNKNOWN',
    ],
    [
      'a code that is too short for its scheme',
      { hsCodes: [{ scheme: 'us_hts10', code: '85183000' }] },
      'ERR_CUSTOMS_HS_LENGTH',
    ],
    [
      'codes that disagree in their first six digits',
      {
        hsCodes: [
          { scheme: 'hs6', code: '851830' },
          { scheme: 'cn10', code: '8518100090' },
        ],
      },
      'ERR_CUSTOMS_HS_DIFFERS',
    ],
    [
      'two codes of one scheme',
      {
        hsCodes: [
          { scheme: 'hs6', code: '851830' },
          { scheme: 'hs6', code: '851830' },
        ],
      },
      'ERR_CUSTOMS_HS_SCHEME_TWICE',
    ],
    ['an origin that is no country', { origin: 'XX' }, 'ERR_CUSTOMS_GOODS_INVALID'],
    ['a GTIN with a wrong check digit', { gtin: '4006381333932' }, 'ERR_CUSTOMS_GOODS_INVALID'],
    [
      'a certificate that ends before it begins',
      { certificates: [{ kind: 'CE', number: '1', issuer: '', validFrom: '2026-02-01', validTo: '2026-01-01' }] },
      'ERR_CUSTOMS_GOODS_INVALID',
    ],
    [
      'a day that no calendar has',
      { certificates: [{ kind: 'CE', number: '1', issuer: '', validFrom: null, validTo: '2026-02-30' }] },
      'ERR_CUSTOMS_GOODS_INVALID',
    ],
    [
      'an element with the bar that joins elements',
      { elements: [{ name: '用途', value: 'a|b' }] },
      'ERR_CUSTOMS_GOODS_INVALID',
    ],
  ] as const)('refuse %s', (_what, patch, code) => {
    const copy = structuredClone(patch) as Parameters<GoodsBed['save']>[1];
    expect(codeOf(() => bed.save(sku, copy))).toBe(code);
    expect(bed.goodsOf(sku).version).toBe(0);
  });
});

describe('the history of goods', () => {
  it('says who changed which field from what to what', () => {
    bed.save(sku, EARPHONES);
    bed.save(sku, { origin: 'VN', brand: 'Acme' }, BOB);
    expect(bed.history(sku)[0]).toMatchObject({
      by: 'Bob',
      state: 'applied',
      fields: [
        { field: 'brand', before: '', after: 'Acme' },
        { field: 'origin', before: 'CN', after: 'VN' },
      ],
    });
  });

  it('takes a change back by a change of its own, once', () => {
    bed.save(sku, EARPHONES);
    const { changeIds } = bed.save(sku, { origin: 'VN', brand: 'Acme' });
    bed.undoIt(changeIds[0] ?? '');
    expect(bed.goodsOf(sku)).toMatchObject({ origin: 'CN', brand: '' });
    expect(bed.history(sku)[0]).toMatchObject({ undoesId: changeIds[0], reason: 'wrong' });
    expect(codeOf(() => bed.undoIt(changeIds[0] ?? ''))).toBe('ERR_CUSTOMS_CHANGE_NOT_IN_FORCE');
  });

  it('does not take back what was changed again since', () => {
    bed.save(sku, EARPHONES);
    const { changeIds } = bed.save(sku, { origin: 'VN' });
    bed.save(sku, { origin: 'TH' }, BOB);
    expect(codeOf(() => bed.undoIt(changeIds[0] ?? ''))).toBe('ERR_CUSTOMS_GOODS_CHANGED_SINCE');
    expect(bed.goodsOf(sku).origin).toBe('TH');
  });
});

describe('a second person', () => {
  beforeEach(() => {
    bed.save(sku, EARPHONES);
    bed.wantSecondPerson(true);
  });

  it('is waited for where customs judges; the rest counts at once', () => {
    const saved = bed.save(sku, { origin: 'VN', brand: 'Acme' });
    expect(saved.state).toBe('partly');
    expect(bed.goodsOf(sku)).toMatchObject({ origin: 'CN', brand: 'Acme', isPending: true });
    expect(bed.pending()).toMatchObject([{ by: 'Ann', fields: [{ field: 'origin', before: 'CN', after: 'VN' }] }]);
  });

  it('puts the change into force by agreeing', () => {
    const { changeIds } = bed.save(sku, { origin: 'VN' });
    bed.decide(changeIds[0] ?? '', 'agree', BOB, 'seen the label');
    expect(bed.goodsOf(sku)).toMatchObject({ origin: 'VN', isPending: false });
    expect(bed.history(sku)[0]).toMatchObject({ state: 'agreed', decidedBy: 'Bob', decideNote: 'seen the label' });
  });

  it('leaves the old data in force by refusing', () => {
    const { changeIds } = bed.save(sku, { origin: 'VN' });
    bed.decide(changeIds[0] ?? '', 'refuse', BOB, 'made in China');
    expect(bed.goodsOf(sku)).toMatchObject({ origin: 'CN', isPending: false });
    expect(codeOf(() => bed.decide(changeIds[0] ?? '', 'agree'))).toBe('ERR_CUSTOMS_CHANGE_DECIDED');
  });

  it('is never the one who made the change, nor a program', () => {
    const { changeIds } = bed.save(sku, { origin: 'VN' });
    const id = changeIds[0] ?? '';
    const program: Act = { actor: { kind: 'api', id: 'token', name: 'Sync' }, source: 'api:Sync', traceId: 't' };
    expect(codeOf(() => bed.decide(id, 'agree', ANN))).toBe('ERR_CUSTOMS_CHANGE_SAME_PERSON');
    expect(codeOf(() => bed.decide(id, 'refuse', ANN))).toBe('ERR_CUSTOMS_CHANGE_SAME_PERSON');
    expect(codeOf(() => bed.decide(id, 'agree', program))).toBe('ERR_CUSTOMS_CHANGE_SAME_PERSON');
    expect(codeOf(() => bed.decide(id, 'withdraw', BOB))).toBe('ERR_CUSTOMS_CHANGE_NOT_YOURS');
    bed.decide(id, 'withdraw', ANN);
    expect(bed.history(sku)[0]?.state).toBe('withdrawn');
  });

  it('is not gone round by switching the check off in between', () => {
    const { changeIds } = bed.save(sku, { origin: 'VN' });
    bed.wantSecondPerson(false);
    expect(codeOf(() => bed.decide(changeIds[0] ?? '', 'agree', ANN))).toBe('ERR_CUSTOMS_CHANGE_SAME_PERSON');
    expect(codeOf(() => bed.save(sku, { origin: 'TH' }, ANN))).toBe('ERR_CUSTOMS_GOODS_FIELD_PENDING');
  });

  it('keeps a field for whoever changed it first', () => {
    bed.save(sku, { origin: 'VN' });
    expect(codeOf(() => bed.save(sku, { origin: 'TH' }, BOB))).toBe('ERR_CUSTOMS_GOODS_FIELD_PENDING');
    expect(bed.save(sku, { material: 'steel' }, BOB).state).toBe('pending');
    expect(bed.pending()).toHaveLength(2);
  });

  it('is wanted for taking back as well', () => {
    const { changeIds } = bed.save(sku, { origin: 'VN' });
    bed.decide(changeIds[0] ?? '', 'agree');
    expect(bed.undoIt(changeIds[0] ?? '').state).toBe('pending');
    expect(bed.goodsOf(sku).origin).toBe('VN');
  });
});
