import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listOrders } from '#main/usecases/orders/list-orders.ts';
import { findOrders } from '#main/usecases/orders/find-orders.ts';
import { indexOrders } from '#main/usecases/orders/index-orders.ts';
import { START_MS, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
  bed.addSku('TEA', 10);
  const draft = paidDraft('3984512076512345', 'TEA', 1);
  bed.intake([
    { ...draft, recipient: { ...draft.recipient, phone: '+1 212-555-0147' } },
    paidDraft('3984512076599999', 'TEA', 1),
  ]);
});
afterEach(() => bed.close());

const found = (text: string, parts = true) =>
  findOrders(bed.context.read, text, parts).map(({ kind, order }) => [kind, order.externalNumber]);

describe('any number finds its order', () => {
  it('as a whole, and then nothing else', () => {
    expect(found('3984512076512345')).toEqual([['order', '3984512076512345']]);
  });

  it('by its beginning', () => {
    expect(found('39845120765123')).toEqual([['order', '3984512076512345']]);
    expect(found('3984512').map(([, number]) => number)).toEqual(
      expect.arrayContaining(['3984512076512345', '3984512076599999']),
    );
  });

  it("by the last digits of the recipient's phone, whatever stands between them", () => {
    expect(found('0147')).toEqual([['phone', '3984512076512345']]);
    expect(found('5550147')).toEqual([['phone', '3984512076512345']]);
    expect(found('9990147')).toEqual([]);
  });

  it('by its phone before and after the index is up to date, and by the new phone alone once it changed', () => {
    const draft = paidDraft('3984512076512345', 'TEA', 1, { platformVersionMs: START_MS + 60_000 });
    const changed = { ...draft, recipient: { ...draft.recipient, phone: '+1 212-555-01 99' } };
    indexOrders(bed.context.db, 50);
    expect(found('5550147')).toEqual([['phone', '3984512076512345']]);
    bed.intake([changed]);
    expect([found('5550147'), found('0147')]).toEqual([[], []]);
    expect(found('5550199')).toEqual([['phone', '3984512076512345']]);
    indexOrders(bed.context.db, 50);
    expect(found('5550199')).toEqual([['phone', '3984512076512345']]);
    const tails = bed.context.read.pluck<[], string>("SELECT tail FROM order_phone_tails WHERE tail LIKE '01%'").all();
    expect(tails).toEqual(['0199']);
  });

  it('never in parts for a script that asks for one number', () => {
    expect(found('39845120765123', false)).toEqual([]);
    expect(found('0147', false)).toEqual([]);
  });

  it('only from four characters on', () => {
    expect(found('398')).toEqual([]);
    expect(found('147')).toEqual([]);
  });
});

describe('a whole number in the list', () => {
  const listed = (filter: { status?: 'ready_to_pack' | 'shipped'; shopId?: string }) =>
    listOrders(bed.context.read, { text: '3984512076512345', limit: 50, ...filter }).items.map(
      ({ externalNumber }) => externalNumber,
    );

  it('is found within the filter that its order is in, and in no other', () => {
    const [order] = listOrders(bed.context.read, { text: '3984512076512345', limit: 1 }).items;
    expect(order?.status).toBe('ready_to_pack');
    expect(listed({})).toEqual(['3984512076512345']);
    expect(listed({ status: 'ready_to_pack', shopId: order?.shopId ?? '' })).toEqual(['3984512076512345']);
    expect(listed({ status: 'shipped' })).toEqual([]);
    expect(listed({ shopId: 'another-shop' })).toEqual([]);
  });
});

describe('words within a filter', () => {
  // A filter of few, of some and of many orders: each is searched in another way.
  it.each([1, 1_000, 100_000])('find the same, newest first and page by page, where it holds %i orders', (count) => {
    bed.addSku('CUP', 10);
    const goods = ['TEA', 'CUP', 'TEA', 'TEA', 'GONE'];
    bed.intake(goods.map((code, index) => paidDraft(`W-${index}`, code, 1)));
    indexOrders(bed.context.db, 50);
    bed.context.db.transaction((tx) => tx.prepare<[number]>('UPDATE order_counts SET n = ?').run(count));
    const page = (text: string, after?: string) => {
      const request = { text, status: 'ready_to_pack', shopId: 's1', limit: 3, ...(after && { after }) } as const;
      const { items, next } = listOrders(bed.context.read, request);
      return { numbers: items.map(({ externalNumber }) => externalNumber), next };
    };
    const first = page('Goods TEA');
    expect(first.numbers).toEqual(['W-3', 'W-2', 'W-0']);
    expect(page('Goods TEA', first.next ?? '').numbers).toEqual(['3984512076599999', '3984512076512345']);
    expect(page('Goods CUP').numbers).toEqual(['W-1']);
    expect(page('Goods GONE').numbers).toEqual([]);
  });
});
