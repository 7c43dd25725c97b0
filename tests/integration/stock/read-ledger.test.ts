import { afterEach, beforeEach, expect, it } from 'vitest';
import { readLedger } from '#main/usecases/stock/manage-stock.ts';
import { moveStock } from '#main/usecases/stock/move-stock.ts';
import { checkStock } from '#main/usecases/verify/check-stock.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
  bed.context.db.transaction((tx) =>
    tx.prepare<[]>("INSERT INTO warehouses (id, name, zone, sender_json) VALUES ('w2', 'Second', 'UTC', '{}')").run(),
  );
});
afterEach(() => bed.close());

function move(skuId: string, warehouseId: string, key: string, onHandDelta: number): boolean {
  return bed.context.db.transaction((tx) =>
    moveStock(tx, SYSTEM_ACT, 0, {
      key,
      warehouseId,
      skuId,
      kind: 'received',
      onHandDelta,
      reservedDelta: 0,
      orderId: null,
      orderLineId: null,
      note: key,
    }),
  );
}

it('the ledger of a SKU holds all its movements in every warehouse, newest first, and none of another SKU', () => {
  const tea = bed.addSku('TEA', 10);
  const cup = bed.addSku('CUP', 4);
  move(tea, 'w1', 'a', 1);
  move(cup, 'w1', 'b', 1);
  move(tea, 'w2', 'c', 7);
  move(tea, 'w1', 'd', 2);
  move(tea, 'w2', 'e', -3);
  const ledger = readLedger(bed.context.read, tea);
  expect(ledger.movements.map(({ note }) => note)).toEqual(['e', 'd', 'c', 'a', '']);
  expect(ledger).toMatchObject({ rebuiltOnHand: 17, rebuiltReserved: 0 });
  expect(readLedger(bed.context.read, cup).movements).toHaveLength(2);
  expect(checkStock(bed.context.read)).toEqual({ checked: 7, problems: [] });
});

it('a movement that was booked before or is refused leaves no gap behind', () => {
  const tea = bed.addSku('TEA', 10);
  expect(move(tea, 'w1', 'a', 1)).toBe(true);
  expect(move(tea, 'w1', 'a', 1)).toBe(false);
  expect(() => move(tea, 'w1', 'b', -99)).toThrow(expect.objectContaining({ code: 'ERR_STOCK_SHORT' }));
  expect(move(tea, 'w1', 'c', 1)).toBe(true);
  expect(readLedger(bed.context.read, tea).movements.map(({ note }) => note)).toEqual(['c', 'a', '']);
  expect(checkStock(bed.context.read).problems).toEqual([]);
});
