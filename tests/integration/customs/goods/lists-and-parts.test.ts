import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countGoods, listGoods } from '#main/usecases/customs/goods/list-goods.ts';
import {
  checkElements,
  elementListFor,
  learnElementList,
  removeElementList,
  saveElementList,
} from '#main/usecases/customs/goods/manage-element-lists.ts';
import { addPicture, listPictures, readPicture, removePicture } from '#main/usecases/customs/goods/manage-pictures.ts';
import { saveManyGoods } from '#main/usecases/customs/goods/save-many.ts';
import { soonExpired } from '#main/usecases/customs/goods/soon-expired.ts';
import { suggestHs } from '#main/usecases/customs/goods/suggest-hs.ts';
import { viewGoods } from '#main/usecases/customs/goods/view-goods.ts';
import type { GoodsFilter } from '#shared/contract/customs-goods.ts';
import { SkuId } from '#shared/model/ids.ts';
import { ANN, BOB, codeOf, EARPHONES, openGoodsBed } from '#tests/integration/customs/goods/goods-bed.ts';
import type { GoodsBed } from '#tests/integration/customs/goods/goods-bed.ts';

let bed: GoodsBed;
let sku: SkuId;
beforeEach(() => {
  bed = openGoodsBed();
  sku = SkuId.parse(bed.addSku('EAR', 5));
});
afterEach(() => bed.close());

describe('the list of goods', () => {
  const list = (filter: GoodsFilter, text = '') =>
    listGoods(bed.context.read, { text, filter, after: null, limit: 50, expiresBefore: soonExpired(bed.context) }).rows;

  beforeEach(() => {
    const lamp = bed.addSku('LAMP', 1);
    bed.addSku('MUG', 1);
    bed.save(sku, {
      ...EARPHONES,
      battery: {
        kind: 'ion_in_device',
        cellMwh: 200,
        batteryMwh: 200,
        cellCount: 2,
        batteryCount: 2,
        chargePercent: 30,
      },
    });
    bed.save(lamp, {
      descriptionEn: 'lamp',
      flags: ['blade'],
      certificates: [{ kind: 'CE', number: '1', issuer: '', validFrom: null, validTo: '2026-12-01' }],
    });
  });

  it('shows what each filter promises, and counts the same', () => {
    const codes = (filter: GoodsFilter) => list(filter).map(({ skuCode }) => skuCode);
    const shown = {
      all: codes('all'),
      incomplete: codes('incomplete'),
      empty: codes('empty'),
      pending: codes('pending'),
      expiring: codes('expiring'),
      battery: codes('battery'),
      flagged: codes('flagged'),
    };
    expect(shown).toEqual({
      all: ['EAR', 'LAMP', 'MUG'],
      incomplete: ['EAR', 'LAMP', 'MUG'],
      empty: ['MUG'],
      pending: [],
      expiring: ['LAMP'],
      battery: ['EAR'],
      flagged: ['LAMP'],
    });
    const counts = countGoods(bed.context.read, soonExpired(bed.context));
    expect(counts).toEqual(Object.fromEntries(Object.entries(shown).map(([filter, rows]) => [filter, rows.length])));
  });

  it('finds goods by code, title, description, HS code and barcode', () => {
    for (const text of ['ear', 'goods ear', 'WIRELESS', '8518', '690EAR'])
      expect(list('all', text).map(({ skuCode }) => skuCode)).toContain('EAR');
    expect(list('all', "' OR 1=1 --")).toEqual([]);
  });

  it('pages by code', () => {
    const page = (after: string | null) =>
      listGoods(bed.context.read, { text: null, filter: 'all', after, limit: 2, expiresBefore: '2026-01-01' });
    expect(page(null)).toMatchObject({ next: 'LAMP', rows: [{ skuCode: 'EAR' }, { skuCode: 'LAMP' }] });
    expect(page('LAMP')).toMatchObject({ next: null, rows: [{ skuCode: 'MUG' }] });
  });

  it('has the score that the drawer shows', () => {
    for (const row of list('all')) {
      const { readiness } = viewGoods(bed.context.read, row.skuId);
      expect([row.skuCode, row.score]).toEqual([row.skuCode, readiness.score]);
    }
  });
});

describe('changing many goods at once', () => {
  it('says for each of them what became of it', async () => {
    const other = SkuId.parse(bed.addSku('POT', 1));
    bed.save(sku, EARPHONES);
    const results = await saveManyGoods(bed.context, ANN, {
      goods: [
        { skuId: sku, version: 1 },
        { skuId: other, version: 7 },
        { skuId: SkuId.parse('gone'), version: 0 },
      ],
      patch: { origin: 'VN' },
      reason: '',
    });
    expect(results.map(({ state, problem }) => [state, problem?.code])).toEqual([
      ['saved', undefined],
      ['failed', 'ERR_CUSTOMS_GOODS_STALE'],
      ['failed', 'ERR_STOCK_SKU_UNKNOWN'],
    ]);
    expect(bed.goodsOf(sku).origin).toBe('VN');
  });
});

describe('suggestions from own goods', () => {
  it('name the goods with a similar title and its codes, and nothing for strangers', () => {
    bed.save(sku, EARPHONES);
    const named = (code: string, title: string): string => {
      const id = bed.addSku(code, 1);
      bed.context.db.transaction((tx) =>
        tx.prepare<[string, string]>('UPDATE skus SET title = ? WHERE id = ?').run(title, id),
      );
      return id;
    };
    const like = named('EAR2', 'Wireless earphones, black');
    const strange = named('ROPE', 'Hemp rope 20 m');
    expect(suggestHs(bed.context.read, like)).toMatchObject([
      { skuCode: 'EAR', codes: [{ scheme: 'cn10' }, { code: '851830' }] },
    ]);
    expect(suggestHs(bed.context.read, strange)).toEqual([]);
    expect(bed.goodsOf(like).hsCodes).toEqual([]);
  });
});

describe('declaration elements', () => {
  const saved = (code: string, names: string[], version = 0) =>
    saveElementList(bed.context, ANN, { code, names, version });

  it('come from the longest code that has a list, else from the typical one', () => {
    saved('8518', ['用途', '品牌']);
    saved('8518300000', ['用途', '品牌', '型号', '是否带麦克风']);
    expect(elementListFor(bed.context.read, '8518300000').names).toHaveLength(4);
    expect(elementListFor(bed.context.read, '8518100090').names).toEqual(['用途', '品牌']);
    expect(elementListFor(bed.context.read, '6109100010').source).toBe('typical');
  });

  it('refuse an older window, a code that is none, and names that stand twice', () => {
    saved('8518', ['用途']);
    expect(codeOf(() => saved('8518', ['品牌']))).toBe('ERR_CUSTOMS_ELEMENTS_STALE');
    expect(codeOf(() => saved('9999', ['用途']))).toBe('ERR_CUSTOMS_HS_UNKNOWN');
    expect(codeOf(() => saved('8519', ['用途', '用途']))).toBe('ERR_CUSTOMS_ELEMENTS_INVALID');
    expect(codeOf(() => saved('8519', ['品牌类型']))).toBe('ERR_CUSTOMS_ELEMENTS_INVALID');
    removeElementList(bed.context, ANN, '8518', 1);
    expect(elementListFor(bed.context.read, '8518').source).toBe('typical');
  });

  it('are learned from goods, with their order', () => {
    expect(codeOf(() => learnElementList(bed.context, ANN, sku))).toBe('ERR_CUSTOMS_ELEMENTS_NO_CODE');
    const elements = ['品牌类型', '出口享惠情况', '用途', '是否带麦克风'].map((name) => ({ name, value: '0' }));
    bed.save(sku, { ...EARPHONES, elements });
    expect(learnElementList(bed.context, ANN, sku)).toMatchObject({
      code: '8518300000',
      names: ['用途', '是否带麦克风'],
      source: 'learned',
    });
  });

  it('are checked against the list and joined by bars', () => {
    saved('8518', ['用途', '型号']);
    const elements = [
      { name: '品牌类型', value: '0' },
      { name: '出口享惠情况', value: '7' },
      { name: '用途', value: '听音乐' },
    ];
    expect(checkElements(bed.context.read, '8518300000', elements)).toMatchObject({
      problems: [
        { kind: 'not_a_code', name: '出口享惠情况' },
        { kind: 'missing', name: '型号' },
      ],
      joined: '0|7|听音乐',
    });
  });
});

describe('pictures of goods', () => {
  const PNG = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const add = (content: Uint8Array) => addPicture(bed.context, BOB, { skuId: sku, kind: 'label', content });

  it('are kept byte by byte, each once, and can be removed', () => {
    const picture = add(PNG);
    expect(picture).toMatchObject({ mime: 'image/png', width: 1, height: 1, addedBy: 'Bob', bytes: PNG.length });
    expect(Buffer.from(readPicture(bed.context.read, picture.id).content)).toEqual(PNG);
    expect(codeOf(() => add(PNG))).toBe('ERR_CUSTOMS_PICTURE_TWICE');
    removePicture(bed.context, ANN, picture.id);
    expect(listPictures(bed.context.read, sku)).toEqual([]);
    expect(codeOf(() => readPicture(bed.context.read, picture.id))).toBe('ERR_CUSTOMS_PICTURE_UNKNOWN');
  });

  it('are refused when they are none, cut off, or too large', () => {
    expect(codeOf(() => add(new TextEncoder().encode('<svg onload=alert(1)>')))).toBe('ERR_CUSTOMS_PICTURE_UNREADABLE');
    expect(codeOf(() => add(PNG.subarray(0, 20)))).toBe('ERR_CUSTOMS_PICTURE_UNREADABLE');
    expect(codeOf(() => add(new Uint8Array()))).toBe('ERR_CUSTOMS_PICTURE_UNREADABLE');
    expect(codeOf(() => add(Buffer.concat([PNG, new Uint8Array(2_000_000)])))).toBe('ERR_CUSTOMS_PICTURE_TOO_LARGE');
    const wide = Buffer.from(PNG);
    wide.writeUInt32BE(60_000, 16);
    expect(codeOf(() => add(wide))).toBe('ERR_CUSTOMS_PICTURE_TOO_LARGE');
  });
});
