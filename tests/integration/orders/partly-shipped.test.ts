import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { nothingLeft } from '#main/db/migrations/0050-nothing-left.ts';
import { displayStatus } from '#core/orders/display-status.ts';
import { countOrders } from '#main/usecases/orders/count-orders.ts';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { cancelParcel } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { checkDisplayStatus } from '#main/usecases/verify/check-display-status.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const POLICY = { tolerance: { perMille: 0, minimumG: 1000 }, packagingG: 0 };

/** Somebody ships a part in the platform's own pages, or the platform splits the order: the rest is still ours to send. */
describe('an order of which a part left from elsewhere', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 9);
    bed.addSku('SKU-2', 9);
  });
  afterEach(() => bed.close());

  let version = 0;
  const order = (gone: number, more: Partial<OrderDraft> = {}): OrderDraft => {
    version += 1;
    const draft = paidDraft('T1', 'SKU-1', 2, { platformVersionMs: START_MS + version, ...more });
    const [line] = draft.lines;
    if (!line) throw new Error('a draft has lines');
    return {
      ...draft,
      ...(gone > 0 ? { fulfilment: 'partially_shipped' } : {}),
      lines: [
        { ...line, shippedQuantity: gone },
        { ...line, externalLineId: 'T1-2', skuCode: 'SKU-2', quantity: 1, shippedQuantity: 0 },
      ],
    };
  };
  const scan = (code: string) => scanCode(bed.context, SYSTEM_ACT, 'st1', code);
  const state = () => viewStation(bed.context.read, 'st1', POLICY, 0);
  const due = () => state().lines.map((line) => [line.skuCode, line.dueQuantity]);

  it('reserves and packs only what is left', () => {
    bed.intake([order(1)]);
    expect([bed.level('sku-SKU-1'), bed.level('sku-SKU-2')]).toEqual([
      { on_hand: 9, reserved: 1 },
      { on_hand: 9, reserved: 1 },
    ]);
    expect(scan('T1').verdict).toBe('order_opened');
    expect(due()).toEqual([
      ['SKU-1', 1],
      ['SKU-2', 1],
    ]);
    expect(scan('690SKU-1').verdict).toBe('item_accepted');
    expect(scan('690SKU-1').problem?.code).toBe('ERR_PACKING_ITEM_SURPLUS');
    expect(scan('690SKU-2').verdict).toBe('order_complete');
  });

  it('gives back what need not be sent any more, and goes on', () => {
    bed.intake([order(0)]);
    expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 9, reserved: 2 });
    bed.intake([order(2)]);
    expect(bed.level('sku-SKU-1')).toEqual({ on_hand: 9, reserved: 0 });
    expect(scan('T1').verdict).toBe('order_opened');
    expect(checkStock(bed.context.read).problems).toEqual([]);
  });

  it('is held when the part that left lies in its open box too', () => {
    bed.intake([order(0)]);
    scan('T1');
    scan('690SKU-1');
    scan('690SKU-1');
    bed.intake([order(2)]);
    expect(bed.order('T1')?.fulfilment).toBe('packing');
    expect(state().problems.map(({ code }) => code)).toContain('ERR_ORDER_ON_HOLD');
    cancelParcel(bed.context, SYSTEM_ACT, 'st1');
    expect(bed.order('T1')?.fulfilment).toBe('reserved');
  });

  it('is not opened once nothing is left', () => {
    const [first, second] = order(2).lines;
    if (!first || !second) throw new Error('two lines');
    bed.intake([{ ...order(2), lines: [first, { ...second, cancelledQuantity: 1 }] }]);
    const open = () =>
      bed.context.db.transaction((tx) => openParcel(tx, bed.context, SYSTEM_ACT, 'st1', bed.order('T1')?.id ?? ''));
    expect(open).toThrow('ERR_PACKING_ALREADY_SHIPPED');
    expect(bed.order('T1')?.status).toBe('shipped');
    expect(countOrders(bed.context.read).byStatus).toEqual({ shipped: 1 });
    expect(checkDisplayStatus(bed.context.read, displayStatus).problems).toEqual([]);
  });

  it('shows as shipped once its rest is called off, and as waiting again when there is more to send', () => {
    const restCalledOff = (cancelledQuantity: number): OrderDraft => {
      const draft = order(2);
      return {
        ...draft,
        lines: draft.lines.map((line, index) => (index === 0 ? line : { ...line, cancelledQuantity })),
      };
    };
    const run = (sql: string) => bed.context.db.transaction((tx) => tx.prepare<[]>(sql).run());
    bed.intake([order(2)]);
    expect(bed.order('T1')?.status).toBe('ready_to_pack');
    bed.intake([restCalledOff(1)]);
    expect(bed.order('T1')?.status).toBe('shipped');
    expect(countOrders(bed.context.read).byStatus).toEqual({ shipped: 1 });
    // Stored by an earlier version, among the orders to pack: the step of the schema finds it, and no other.
    run("UPDATE orders SET status = 'ready_to_pack'");
    bed.intake([{ ...order(2), externalNumber: 'T2' }]);
    run(nothingLeft.sql);
    expect([bed.order('T1')?.status, bed.order('T2')?.status]).toEqual(['shipped', 'ready_to_pack']);
    expect(countOrders(bed.context.read).byStatus).toEqual({ shipped: 1, ready_to_pack: 1 });
    bed.intake([restCalledOff(0)]);
    expect(bed.order('T1')?.status).toBe('ready_to_pack');
    expect(checkDisplayStatus(bed.context.read, displayStatus).problems).toEqual([]);
  });
});
