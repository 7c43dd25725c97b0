import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberDeclared } from '#main/usecases/customs/goods/remember-declared.ts';
import { suggestDeclared } from '#main/usecases/customs/goods/suggest-declared.ts';
import type { HsCode } from '#shared/model/customs.ts';
import { ShipmentId } from '#shared/model/ids.ts';
import type { OrderId } from '#shared/model/ids.ts';
import { openCustomsDataBed } from '#tests/integration/customs/support/customs-data-bed.ts';
import { sampleLine } from '#tests/support/customs/sample-declaration.ts';

const MUG: readonly HsCode[] = [{ scheme: 'hs6', code: '691200' }];
const GLASS: readonly HsCode[] = [
  { scheme: 'us_hts10', code: '7013375000' },
  { scheme: 'hs6', code: '701337' },
];

describe('suggestions from earlier declarations', () => {
  let bed: ReturnType<typeof openCustomsDataBed>;
  let orders = 0;
  beforeEach(() => {
    bed = openCustomsDataBed();
    orders = 0;
  });
  afterEach(() => bed.close());

  const declare = (skuCode: string, descriptionEn: string, hsCodes: readonly HsCode[], shipDate: string): OrderId => {
    orders += 1;
    const orderId = bed.addOrder(`S${orders}`);
    declareAs(orderId, null, skuCode, descriptionEn, hsCodes, shipDate);
    return orderId;
  };
  const declareAs = (
    orderId: OrderId,
    shipmentId: string | null,
    skuCode: string,
    descriptionEn: string,
    hsCodes: readonly HsCode[],
    shipDate: string,
  ): void =>
    bed.context.db.transaction((tx) =>
      rememberDeclared(tx, {
        orderId,
        shipmentId: shipmentId === null ? null : ShipmentId.parse(shipmentId),
        shipDate,
        lines: [sampleLine({ skuCode, descriptionEn, hsCodes: [...hsCodes] })],
      }),
    );
  const suggested = (skuId: string) => suggestDeclared(bed.context.read, skuId);

  it('say how often the goods were declared so, and when last, the own ones first', () => {
    const own = bed.addSku('CUP', 9);
    declare('CUP', 'Ceramic mug', MUG, '2026-11-01');
    declare('CUP', 'Ceramic mug with handle', MUG, '2026-11-20');
    declare('CUP', 'Drinking glass', GLASS, '2026-11-10');
    expect(suggested(own)).toMatchObject([
      { codes: MUG, isSame: true, times: 2, lastDay: '2026-11-20', description: 'Ceramic mug with handle', refused: 0 },
      { codes: [{ scheme: 'hs6' }, { scheme: 'us_hts10' }], isSame: true, times: 1, lastDay: '2026-11-10' },
    ]);
  });

  it('come from other goods that were described alike, and never from strangers', () => {
    const like = bed.addSku('CUP2', 9);
    const strange = bed.addSku('ROPE', 9);
    bed.context.db.transaction((tx) => {
      tx.prepare("UPDATE skus SET title_en = 'Ceramic mug, blue' WHERE code = 'CUP2'").run();
      tx.prepare("UPDATE skus SET title_en = 'Hemp rope 20 m' WHERE code = 'ROPE'").run();
    });
    declare('CUP', 'Ceramic mug', MUG, '2026-11-20');
    expect(suggested(like)).toMatchObject([{ skuCode: 'CUP', isSame: false, times: 1, shared: ['ceramic', 'mug'] }]);
    expect(suggested(strange)).toEqual([]);
  });

  it('count a parcel once, as it was declared last', () => {
    const own = bed.addSku('CUP', 9);
    const orderId = declare('CUP', 'Drinking glass', GLASS, '2026-11-10');
    declareAs(orderId, null, 'CUP', 'Ceramic mug', MUG, '2026-11-11');
    declareAs(orderId, null, 'CUP', 'Ceramic mug', MUG, '2026-11-11');
    expect(suggested(own)).toMatchObject([{ codes: MUG, times: 1, lastDay: '2026-11-11' }]);
    const box = bed.addBox(orderId, 0, 'RB102030405CN');
    declareAs(orderId, box, 'CUP', 'Ceramic mug', MUG, '2026-11-12');
    expect(suggested(own)).toMatchObject([{ codes: MUG, times: 2, lastDay: '2026-11-12' }]);
  });

  it('tell what customs refused', () => {
    const own = bed.addSku('CUP', 9);
    const orderId = declare('CUP', 'Ceramic mug', MUG, '2026-11-10');
    declare('CUP', 'Ceramic mug', MUG, '2026-11-11');
    bed.context.db.transaction((tx) =>
      tx
        .prepare<[string]>(
          `INSERT INTO customs_outcomes (id, order_id, territory, result, reason_code, reason_text, at_ms, source, raw, recorded_by, recorded_at_ms)
           VALUES ('o1', ?, 'US', 'refused', 'wrong_code', '', 0, 'hand', '', 'Ann', 0)`,
        )
        .run(orderId),
    );
    expect(suggested(own)).toMatchObject([{ times: 2, refused: 1 }]);
  });

  it('are remembered from files that were made, not from what was left out of them', async () => {
    await bed.make(bed.request([bed.addOrder('B1'), bed.addOrder('B2', { grossWeightG: 1 })]));
    const declared = bed.context.read
      .prepare<[], { number: string }>(
        'SELECT DISTINCT o.display_number AS number FROM customs_declared d JOIN orders o ON o.id = d.order_id',
      )
      .all();
    expect(declared.map(({ number }) => number)).toEqual(['B1']);
  });
});
