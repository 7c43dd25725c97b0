import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderDraftLine } from '#core/orders/order-draft.ts';
import { checkMayPack } from '#main/usecases/packing/check-may-pack.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

describe('order intake', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
  });
  afterEach(() => bed.close());

  it('stores a paid order, reserves its stock and writes why', () => {
    const sku = bed.addSku('SKU-1', 5);
    const result = bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    const order = bed.order('T1');
    expect(result).toMatchObject({ created: 1, parked: 0 });
    expect(order).toMatchObject({ status: 'ready_to_pack', fulfilment: 'reserved' });
    expect(bed.level(sku)).toEqual({ on_hand: 5, reserved: 2 });
    expect(bed.eventTypes(order?.id ?? '')).toEqual(['order.received', 'stock.reserved']);
  });

  it('takes the same message twice as one order', () => {
    const sku = bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    const again = bed.intake([paidDraft('T1', 'SKU-1', 2), paidDraft('T1', 'SKU-1', 2)], 'push');
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(bed.level(sku)).toEqual({ on_hand: 5, reserved: 2 });
  });

  it('follows an order back to a former state although the platform tells no time of change', () => {
    bed.addSku('SKU-1', 5);
    const free = paidDraft('T1', 'SKU-1', 2);
    const held = { ...free, holds: [{ kind: 'platform' as const, reasonCode: 'platform_status', data: {} }] };
    const statusAfter = (draft: typeof free) => {
      bed.clock.atMs += 1_000;
      const { updated, unchanged } = bed.intake([draft]);
      return [bed.order('T1')?.status, updated, unchanged];
    };
    bed.intake([held]);
    expect(bed.order('T1')?.status).toBe('on_hold');
    expect(statusAfter(free)).toEqual(['ready_to_pack', 1, 0]);
    expect(statusAfter(held)).toEqual(['on_hold', 1, 0]);
    expect(statusAfter(held)).toEqual(['on_hold', 0, 1]);
    expect(statusAfter(free)).toEqual(['ready_to_pack', 1, 0]);
    expect(bed.context.read.pluck<[], number>('SELECT COUNT(*) FROM raw_messages').get()).toBe(4);
  });

  it('adds nothing to the timeline when other bytes say the same', () => {
    bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    const before = bed.eventTypes(bed.order('T1')?.id ?? '');
    const again = bed.intake([
      { ...paidDraft('T1', 'SKU-1', 2), requestId: 'another' } as ReturnType<typeof paidDraft>,
    ]);
    expect(again).toMatchObject({ updated: 0, unchanged: 1 });
    expect(bed.eventTypes(bed.order('T1')?.id ?? '')).toEqual(before);
  });

  it('never lets an older platform version overwrite a newer one', () => {
    bed.addSku('SKU-1', 5);
    bed.intake([
      paidDraft('T1', 'SKU-1', 2, {
        platformVersionMs: START_MS + 10,
        fulfilment: 'cancelled',
        platformStatus: 'CLOSED',
      }),
    ]);
    const late = bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    expect(late).toMatchObject({ stale: 1 });
    expect(bed.order('T1')).toMatchObject({ status: 'cancelled' });
  });

  it('holds an order that stock cannot serve and reserves nothing of it', () => {
    const sku = bed.addSku('SKU-1', 1);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    expect(bed.order('T1')).toMatchObject({ status: 'on_hold', hold_count: 1 });
    expect(bed.level(sku)).toEqual({ on_hand: 1, reserved: 0 });
  });

  it('sums two lines of one SKU before it promises stock', () => {
    const sku = bed.addSku('SKU-1', 3);
    const draft = paidDraft('T1', 'SKU-1', 2);
    const second = { ...draft.lines[0]!, externalLineId: 'T1-2' };
    bed.intake([{ ...draft, lines: [...draft.lines, second] }]);
    expect(bed.order('T1')).toMatchObject({ status: 'on_hold' });
    expect(bed.level(sku)).toEqual({ on_hand: 3, reserved: 0 });
  });

  it('gives the reservation back when the buyer cancels', () => {
    const sku = bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    bed.intake([
      paidDraft('T1', 'SKU-1', 2, {
        platformVersionMs: START_MS + 1,
        fulfilment: 'cancelled',
        platformStatus: 'CLOSED',
      }),
    ]);
    expect(bed.order('T1')).toMatchObject({ status: 'cancelled' });
    expect(bed.level(sku)).toEqual({ on_hand: 5, reserved: 0 });
  });

  it('keeps an order on hold while its buyer asks for a refund, and lets it go on when the request is closed', () => {
    bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    bed.intake([paidDraft('T1', 'SKU-1', 2, { platformVersionMs: START_MS + 1, afterSales: 'requested' })]);
    expect(bed.order('T1')).toMatchObject({ status: 'refunding', hold_count: 1 });
    bed.intake([paidDraft('T1', 'SKU-1', 2, { platformVersionMs: START_MS + 2, afterSales: 'closed' })]);
    expect(bed.order('T1')).toMatchObject({ status: 'ready_to_pack', hold_count: 0 });
  });

  it('parks an unreadable message with its reason while the rest of the page is applied', () => {
    bed.addSku('SKU-1', 5);
    const result = bed.intake([
      paidDraft('T1', 'SKU-1', 1),
      paidDraft('UNREADABLE', 'SKU-1', 1),
      paidDraft('T3', 'SKU-1', 1),
    ]);
    expect(result).toMatchObject({ created: 2, parked: 1 });
    const parked = bed.context.read
      .prepare<[], { park_code: string }>("SELECT park_code FROM raw_messages WHERE state = 'parked'")
      .all();
    expect(parked).toEqual([{ park_code: 'ERR_CHANNEL_ORDER_UNREADABLE' }]);
  });

  it('finds one order behind a number that carries a zero-width space', () => {
    bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 1)]);
    const result = bed.intake([paidDraft('T\u200B1', 'SKU-1', 1, { platformVersionMs: START_MS + 1 })]);
    expect(result).toMatchObject({ created: 0, updated: 1 });
  });

  it.each([
    ['the same line twice', (lines: OrderDraftLine[]) => [...lines, ...lines], 'lines[1].externalLineId'],
    ['no line', () => [], 'lines'],
    ['half a unit', ([line]: OrderDraftLine[]) => [{ ...line!, quantity: 1.5 }], 'lines[0].quantity'],
    [
      'more cancelled than ordered',
      ([line]: OrderDraftLine[]) => [{ ...line!, cancelledQuantity: 9 }],
      'lines[0].cancelledQuantity',
    ],
    ['an amount beyond counting', ([line]: OrderDraftLine[]) => [{ ...line!, paidMinor: 1e300 }], 'lines[0].paidMinor'],
  ])('parks an order with %s by itself and applies the rest of the page', (_name, change, field) => {
    bed.addSku('SKU-1', 5);
    const odd = paidDraft('T2', 'SKU-1', 1);
    const page = [paidDraft('T1', 'SKU-1', 1), { ...odd, lines: change([...odd.lines]) }, paidDraft('T3', 'SKU-1', 1)];
    expect(bed.intake(page)).toMatchObject({ created: 2, parked: 1 });
    expect(bed.order('T2')).toBeUndefined();
    const parked = bed.context.read
      .prepare<[], { park_code: string; park_json: string }>(
        "SELECT park_code, park_json FROM raw_messages WHERE state = 'parked'",
      )
      .all();
    expect(parked.map(({ park_code, park_json }) => [park_code, JSON.parse(park_json)])).toEqual([
      ['ERR_CHANNEL_ORDER_UNREADABLE', { reason: 'draft', field }],
    ]);
  });

  it('parks a message whose order the books refuse, undoing all that it began', () => {
    const sku = bed.addSku('SKU-1', 5);
    bed.intake([paidDraft('T1', 'SKU-1', 2)]);
    bed.context.db.transaction((tx) =>
      tx.prepare<[string]>('UPDATE stock_levels SET reserved = 0 WHERE sku_id = ?').run(sku),
    );
    const before = bed.eventTypes(bed.order('T1')?.id ?? '');
    const page = [
      paidDraft('T1', 'SKU-1', 1, { platformVersionMs: START_MS + 1, buyerNote: 'changed' }),
      paidDraft('T2', 'SKU-1', 1),
    ];
    expect(bed.intake(page)).toMatchObject({ created: 1, updated: 0, parked: 1 });
    expect(bed.eventTypes(bed.order('T1')?.id ?? '')).toEqual(before);
    expect(
      bed.context.read.pluck<[], string>("SELECT park_json FROM raw_messages WHERE state = 'parked'").get(),
    ).toContain('ERR_STOCK_SHORT');
  });

  describe('whose goods are changed by the seller while the line keeps its number', () => {
    const changed = (skuCode: string, more: object = {}) =>
      paidDraft('T1', skuCode, 2, { platformVersionMs: START_MS + 1, ...more });
    const goods = () =>
      bed.context.read
        .prepare<[], { sku_code: string; sku_id: string | null; reserved_quantity: number }>(
          'SELECT sku_code, sku_id, reserved_quantity FROM order_lines',
        )
        .all();

    it('gives the former goods back and reserves the present ones', () => {
      const former = bed.addSku('SKU-1', 5);
      const present = bed.addSku('SKU-2', 5);
      bed.intake([paidDraft('T1', 'SKU-1', 2)]);
      bed.intake([changed('SKU-2')]);
      expect(goods()).toEqual([{ sku_code: 'SKU-2', sku_id: present, reserved_quantity: 2 }]);
      expect([bed.level(former), bed.level(present)]).toEqual([
        { on_hand: 5, reserved: 0 },
        { on_hand: 5, reserved: 2 },
      ]);
      expect(bed.order('T1')?.status).toBe('ready_to_pack');
    });

    it('waits for goods that nobody knows', () => {
      const former = bed.addSku('SKU-1', 5);
      bed.intake([paidDraft('T1', 'SKU-1', 2)]);
      bed.intake([changed('SKU-9')]);
      expect(bed.level(former)).toEqual({ on_hand: 5, reserved: 0 });
      expect(bed.order('T1')?.status).toBe('on_hold');
    });
  });

  describe('that changes while its box stands open', () => {
    const scan = (code: string) => scanCode(bed.context, SYSTEM_ACT, 'st1', code);
    const mayPack = () => checkMayPack(bed.context.read, bed.order('T1')?.id ?? '');
    beforeEach(() => {
      bed.addSku('SKU-1', 5);
      bed.addSku('SKU-2', 5);
      bed.intake([paidDraft('T1', 'SKU-1', 2)]);
      scan('T1');
    });

    it('goes on when nothing is in the box yet', () => {
      bed.intake([paidDraft('T1', 'SKU-2', 2, { platformVersionMs: START_MS + 1 })]);
      expect(mayPack).not.toThrow();
    });

    it('is held when other goods are asked for than lie in it', () => {
      scan('690SKU-1');
      bed.intake([paidDraft('T1', 'SKU-2', 2, { platformVersionMs: START_MS + 1 })]);
      expect(mayPack).toThrow('ERR_ORDER_ON_HOLD');
    });

    it('is held when fewer are asked for than lie in it', () => {
      scan('690SKU-1');
      scan('690SKU-1');
      bed.intake([paidDraft('T1', 'SKU-1', 1, { platformVersionMs: START_MS + 1 })]);
      expect(mayPack).toThrow('ERR_ORDER_ON_HOLD');
    });

    it('goes on when more are asked for, which the scans show', () => {
      scan('690SKU-1');
      bed.intake([paidDraft('T1', 'SKU-1', 3, { platformVersionMs: START_MS + 1 })]);
      expect(mayPack).not.toThrow();
    });
  });
});
