import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementProblems, joinElements } from '#core/customs/goods-elements.ts';
import { scoreGoods } from '#core/customs/goods-score.ts';
import { isVague } from '#core/customs/vague-words.ts';
import { GoodsFacts, NO_GOODS_FACTS } from '#shared/model/customs-goods.ts';
import type { GoodsPatch } from '#shared/model/customs-goods.ts';
import { WORLD_GAPS } from '#shared/model/customs-readiness.ts';

const facts = (patch: GoodsPatch): GoodsFacts => GoodsFacts.parse({ ...NO_GOODS_FACTS, ...patch });
const COMPLETE = facts({
  descriptionEn: 'Cotton T-shirt for men, knitted',
  material: 'cotton',
  use: 'clothing',
  hsCodes: [{ scheme: 'us_hts10', code: '6109100012' }],
  origin: 'CN',
  netWeightG: 180,
});
const gaps = (goods: GoodsFacts, lane = 'world') =>
  scoreGoods(goods)
    .gaps.filter((entry) => entry.lane === lane)
    .map(({ gap }) => gap);

describe('the score of goods', () => {
  it('is 0 for nothing and 100 when every destination has what it wants', () => {
    expect(scoreGoods(NO_GOODS_FACTS).score).toBe(0);
    expect(scoreGoods(COMPLETE).score).toBe(100);
    expect(gaps(COMPLETE)).toEqual([]);
  });

  it('names what single destinations want beside that', () => {
    expect(gaps(COMPLETE, 'us')).toEqual([]);
    expect(gaps(COMPLETE, 'eu')).toEqual(['manufacturer_product_id']);
    expect(gaps(COMPLETE, 'sa')).toEqual(['sa12']);
    expect(gaps(COMPLETE, 'th')).toEqual(['description_th']);
    expect(gaps(COMPLETE, 'cn')).toEqual(['cn10', 'description_zh', 'unit_code', 'elements']);
  });

  it('asks for energy, count and test papers where there is a battery', () => {
    const battery = { ...NO_GOODS_FACTS.battery, kind: 'ion_in_device' as const };
    const lamp = { ...COMPLETE, battery };
    expect(gaps(lamp)).toEqual(['battery_energy', 'battery_count', 'un38_3', 'msds']);
    const paper = (kind: string) => ({ kind, number: '1', issuer: '', validFrom: null, validTo: null });
    const known = {
      ...lamp,
      battery: { ...battery, batteryMwh: 3_700, batteryCount: 1 },
      certificates: [paper('UN38.3'), paper('MSDS')],
    };
    expect(scoreGoods(known).score).toBe(100);
  });

  it('asks for the name of a brand where there is one', () => {
    expect(gaps({ ...COMPLETE, brandKind: '3' })).toEqual(['brand_name']);
    expect(gaps({ ...COMPLETE, flags: ['brand'] })).toEqual(['brand_name']);
  });

  it('never falls when something that is missing is filled in', () => {
    const fields = ['descriptionEn', 'material', 'use', 'hsCodes', 'origin', 'netWeightG'] as const;
    fc.assert(
      fc.property(fc.subarray([...fields]), fc.constantFrom(...fields), (filled, next) => {
        const pick = (names: readonly (keyof GoodsFacts)[]) =>
          facts(Object.fromEntries(names.map((name) => [name, COMPLETE[name]])));
        const before = scoreGoods(pick(filled)).score;
        const after = scoreGoods(pick([...filled, next])).score;
        expect(after).toBeGreaterThanOrEqual(before);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(100);
      }),
    );
  });
});

it('counts only what every destination wants', () => {
  const { gaps: all } = scoreGoods({ ...NO_GOODS_FACTS, brandKind: '1' });
  for (const { gap, lane } of all) expect(WORLD_GAPS.includes(gap), gap).toBe(lane === 'world');
});

describe('a vague description', () => {
  it.each(['Gift', 'gifts', ' CLOTHES ', 'Accessories.', 'auto parts', 'Batteries', 'boxes'])('is %j', (text) => {
    expect(isVague(text)).toBe(true);
  });

  it.each(['cotton bags', 'gift box of paper for watches', 'T-shirt', ''])('is not %j', (text) => {
    expect(isVague(text)).toBe(false);
  });
});

describe('declaration elements', () => {
  const fixed = [
    { name: '品牌类型', value: '0' },
    { name: '出口享惠情况', value: '3' },
  ];

  it('begin with the two fixed ones in their order', () => {
    expect(elementProblems(fixed)).toEqual([]);
    expect(elementProblems(fixed.toReversed()).map(({ kind }) => kind)).toEqual(['order', 'order']);
    expect(elementProblems([])).toEqual([
      { kind: 'missing', name: '品牌类型' },
      { kind: 'missing', name: '出口享惠情况' },
    ]);
  });

  it('may say that there is none only of what may be missing', () => {
    const problems = elementProblems([...fixed, { name: 'GTIN', value: '无' }, { name: '用途', value: '无' }]);
    expect(problems).toEqual([{ kind: 'missing', name: '用途' }]);
  });

  it('fit into the 250 characters of gmodel', () => {
    const long = Array.from({ length: 3 }, (_, index) => ({ name: `n${index}`, value: 'x'.repeat(90) }));
    expect(elementProblems([...fixed, ...long])).toEqual([{ kind: 'too_long', name: '' }]);
    expect(joinElements([...fixed, { name: '用途', value: '穿着' }])).toBe('0|3|穿着');
  });
});
