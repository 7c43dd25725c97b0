import { afterEach, beforeEach, expect, it } from 'vitest';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { openUseCaseBed, paidDraft, START_MS, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => (bed = openUseCaseBed()));
afterEach(() => bed.close());

it('names the targets of acts as people do, and finds acts by person, kind and time', () => {
  const skuId = bed.addSku('TEA', 5);
  bed.intake([paidDraft('1001', 'TEA', 1)]);
  const acts = [
    ['Ada', 'shop.update', 's1'],
    ['Bo', 'stock.adjust', skuId],
    ['Ada', 'order.hold', bed.order('1001')?.id ?? ''],
    ['Bo', 'device.remove', 'gone'],
  ] as const;
  bed.context.db.transaction((tx) => {
    for (const [index, [name, what, target]] of acts.entries())
      recordAudit(tx, {
        atMs: START_MS + index,
        act: { ...SYSTEM_ACT, actor: { kind: 'operator', id: name, name } },
        what,
        target,
      });
  });
  const list = (request: object) =>
    listAudit(bed.context.read, { limit: 10, ...request }).entries.map((entry) => [entry.act, entry.targetName]);
  expect(list({})).toEqual([
    ['device.remove', null],
    ['order.hold', '1001'],
    ['stock.adjust', 'TEA Goods TEA'],
    ['shop.update', 'Shop'],
  ]);
  expect(list({ actor: 'Ada' })).toEqual([
    ['order.hold', '1001'],
    ['shop.update', 'Shop'],
  ]);
  expect(list({ act: 'stock.adjust' })).toEqual([['stock.adjust', 'TEA Goods TEA']]);
  expect(list({ fromMs: START_MS + 1, toMs: START_MS + 3 }).map(([act]) => act)).toEqual([
    'order.hold',
    'stock.adjust',
  ]);
  expect(list({ before: 2 }).map(([act]) => act)).toEqual(['shop.update']);
  expect(listAudit(bed.context.read, { limit: 1, before: 2 })).toMatchObject({ actors: [], acts: [] });
  expect(listAudit(bed.context.read, { limit: 1 })).toMatchObject({
    actors: ['Ada', 'Bo'],
    acts: ['device.remove', 'order.hold', 'shop.update', 'stock.adjust'],
  });
});
