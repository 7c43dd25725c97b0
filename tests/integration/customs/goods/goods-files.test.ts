import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportGoods } from '#main/usecases/customs/goods/export-goods.ts';
import { ANN, BOB, EARPHONES, openGoodsBed } from '#tests/integration/customs/goods/goods-bed.ts';
import type { GoodsBed } from '#tests/integration/customs/goods/goods-bed.ts';

const HEADER = 'SKU,English description,HS code,Origin,Net weight,Battery,Flags';
const FIELDS = {
  code: 'SKU',
  description_en: 'English description',
  hs6: 'HS code',
  origin_country: 'Origin',
  net_weight_g: 'Net weight',
  battery_kind: 'Battery',
  flags: 'Flags',
};

let bed: GoodsBed;
let sku: string;
beforeEach(() => {
  bed = openGoodsBed();
  sku = bed.addSku('EAR', 5);
});
afterEach(() => bed.closeBooks());

const file = (...rows: readonly string[]): string => [HEADER, ...rows].join('\n');

describe('a file of customs data', () => {
  it('fills goods that are known, leaves what its cells leave out, and empties what a dash says', async () => {
    bed.save(sku, { ...EARPHONES, brand: 'Acme', flags: ['magnet'] });
    const { importId } = await bed.preview('customs_goods', file('EAR,Wired earphones,8518.30,vn,,,-'), {
      mapping: FIELDS,
    });
    expect(bed.problems(importId)).toEqual({});
    await bed.apply(importId);
    expect(bed.goodsOf(sku)).toMatchObject({
      descriptionEn: 'Wired earphones',
      origin: 'VN',
      netWeightG: 45,
      brand: 'Acme',
      flags: [],
      version: 2,
    });
    expect(bed.history(sku)[0]).toMatchObject({ reason: 'customs_goods.csv', fields: [{}, {}, {}] });
  });

  it('shows before it is applied what is wrong with each row, and applies the others', async () => {
    const { importId } = await bed.preview(
      'customs_goods',
      file(
        'EAR,Earphones,851830,CN,45,,',
        'GHOST,Earphones,851830,CN,45,,',
        'EAR,Twice,851830,CN,45,,',
        'A,Earphones,999999,CN,45,,',
        'B,Earphones,8.5183E+5,CN,45,,',
        'C,Earphones,851830,Narnia,45,,',
        'D,Earphones,851830,CN,heavy,,',
        'E,Earphones,851830,CN,45,nuclear,',
        'F,Earphones,851830,CN,45,,shiny',
        'G,Earphones,851830,ZZ,45,,',
        ',Earphones,851830,CN,45,,',
        `H,${'x'.repeat(500)},851830,CN,45,,`,
      ),
      { mapping: FIELDS },
    );
    expect(bed.problems(importId)).toEqual({
      3: 'ERR_STOCK_SKU_UNKNOWN',
      4: 'ERR_IMPORT_ROW_REPEATED',
      5: 'ERR_CUSTOMS_HS_UNKNOWN',
      6: 'ERR_IMPORT_DIGITS_LOST',
      7: 'ERR_IMPORT_VALUE_INVALID',
      8: 'ERR_IMPORT_VALUE_INVALID',
      9: 'ERR_IMPORT_VALUE_INVALID',
      10: 'ERR_IMPORT_VALUE_INVALID',
      11: 'ERR_CUSTOMS_GOODS_INVALID',
      12: 'ERR_IMPORT_VALUE_MISSING',
      13: 'ERR_IMPORT_VALUE_INVALID',
    });
    expect(await bed.apply(importId)).toMatchObject({ state: 'applied', appliedCount: 1, errorCount: 11 });
  });

  it('says at the row what only the stored goods make wrong', async () => {
    bed.save(sku, EARPHONES);
    const importId = await bed.take('customs_goods', 'SKU,HS6\nEAR,851810');
    expect(bed.problems(importId)).toEqual({ 2: 'ERR_CUSTOMS_HS_DIFFERS' });
    expect(bed.goodsOf(sku).version).toBe(1);
  });

  it('is taken back as a whole', async () => {
    bed.save(sku, EARPHONES);
    const importId = await bed.take('customs_goods', file('EAR,Wired earphones,851830,VN,50,,'));
    expect(bed.goodsOf(sku).origin).toBe('VN');
    expect(await bed.undo(importId)).toMatchObject({ state: 'undone' });
    expect(bed.goodsOf(sku)).toMatchObject({ origin: 'CN', netWeightG: 45, descriptionEn: EARPHONES.descriptionEn });
  });

  it('stays when somebody changed the same field since', async () => {
    const importId = await bed.take('customs_goods', file('EAR,Wired earphones,851830,VN,50,,'));
    bed.save(sku, { origin: 'TH' }, BOB);
    await expect(bed.undo(importId)).rejects.toMatchObject({
      code: 'ERR_IMPORT_NOT_UNDOABLE',
      data: { subject: 'EAR', reason: 'changed_since' },
    });
    expect(bed.goodsOf(sku).origin).toBe('TH');
  });

  it('waits for a second person like any other change, and is withdrawn by taking it back', async () => {
    bed.wantSecondPerson(true);
    const importId = await bed.take('customs_goods', file('EAR,Wired earphones,851830,VN,50,,'));
    expect(bed.goodsOf(sku)).toMatchObject({ origin: '', netWeightG: 50, isPending: true });
    await bed.undo(importId);
    expect(bed.goodsOf(sku)).toMatchObject({ netWeightG: null, isPending: false });
    expect(bed.history(sku).map(({ state }) => state)).toContain('withdrawn');
  });

  it('comes back unchanged when it was exported', async () => {
    bed.save(sku, {
      ...EARPHONES,
      brand: '=Acme, "best"',
      certificates: [
        { kind: 'UN38.3', number: 'T-1', issuer: 'Lab; one'.replace(';', ','), validFrom: '2026-01-01', validTo: null },
        { kind: 'CE', number: '', issuer: '', validFrom: null, validTo: '2027-12-31' },
      ],
      battery: {
        kind: 'ion_in_device',
        cellMwh: 1_850,
        batteryMwh: 3_700,
        cellCount: 2,
        batteryCount: 1,
        chargePercent: 30,
      },
      valuePolicy: { kind: 'fixed', valueMinor: 1250, currency: 'USD' },
      elements: [
        { name: '品牌类型', value: '0' },
        { name: '出口享惠情况', value: '0' },
      ],
      flags: ['magnet'],
      isRestricted: true,
    });
    const { csv, rows } = exportGoods(bed.context.read);
    expect(rows).toBe(1);
    expect(csv).toContain(`"'=Acme, ""best"""`);
    const before = bed.goodsOf(sku);
    const importId = await bed.take('customs_goods', csv);
    expect(bed.problems(importId)).toEqual({});
    expect(bed.goodsOf(sku)).toEqual(before);
  });

  it('fills empty goods as they were when it is read into another workstation', async () => {
    bed.save(sku, { ...EARPHONES, flags: ['liquid', 'blade'] }, ANN);
    const { csv } = exportGoods(bed.context.read);
    const other = openGoodsBed();
    const otherSku = other.addSku('EAR', 1);
    await other.take('customs_goods', csv);
    const { title: _title, version: _version, ...facts } = bed.goodsOf(sku);
    expect(other.goodsOf(otherSku)).toMatchObject(facts);
    other.close();
  });
});
