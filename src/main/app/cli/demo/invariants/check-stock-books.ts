import type { DemoEvidence, StockEvidence, StoredOrder } from '#main/app/cli/demo/demo-evidence.ts';
import { InvariantCheck } from '#main/app/cli/demo/invariants/invariant.ts';
import type { Invariant } from '#main/app/cli/demo/invariants/invariant.ts';

interface Level {
  onHand: number;
  reserved: number;
}

/** P4: nothing was ever promised twice, the ledger adds up to the levels, and what was booked out is what was shipped. */
export function checkStockBooks({ stock, orders }: DemoEvidence): Invariant {
  const check = new InvariantCheck();
  const rebuilt = replay(check, stock);
  for (const level of stock.levels) {
    const sum = rebuilt.get(level.skuId) ?? { onHand: 0, reserved: 0 };
    check.expect(
      sum.onHand === level.onHand && sum.reserved === level.reserved,
      () =>
        `sku ${level.skuId}: ledger ${sum.onHand} (${sum.reserved} reserved), level ${level.onHand} (${level.reserved})`,
    );
  }
  checkIssued(check, stock, orders);
  checkReserved(check, stock, orders);
  return check.result('P4', 'No oversell');
}

/** Adds the ledger up, movement by movement: at no moment may more be promised than there is. */
function replay(check: InvariantCheck, { movements }: StockEvidence): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const movement of movements) {
    const level = levels.get(movement.skuId) ?? { onHand: 0, reserved: 0 };
    level.onHand += movement.onHandDelta;
    level.reserved += movement.reservedDelta;
    levels.set(movement.skuId, level);
    check.expect(
      level.onHand >= 0 && level.reserved >= 0 && level.reserved <= level.onHand,
      () => `sku ${movement.skuId} after movement ${movement.seq}: ${level.reserved} reserved of ${level.onHand}`,
    );
  }
  return levels;
}

function checkIssued(check: InvariantCheck, { movements }: StockEvidence, orders: readonly StoredOrder[]): void {
  const issued = movements.filter(({ kind }) => kind === 'issued');
  const booked = sumBy(
    issued,
    ({ skuId }) => skuId,
    ({ onHandDelta }) => -onHandDelta,
  );
  const shipped = sumBy(
    orders.flatMap((order) =>
      order.parcels
        .filter((parcel) => parcel.state === 'shipped')
        .flatMap((parcel) =>
          order.lines.map((line) => ({ line, units: parcel.scannedUnits[line.externalLineId] ?? 0 })),
        ),
    ),
    ({ line }) => line.skuId ?? '',
    ({ units }) => units,
  );
  for (const skuId of new Set([...booked.keys(), ...shipped.keys()])) {
    const [out, packed] = [booked.get(skuId) ?? 0, shipped.get(skuId) ?? 0];
    check.expect(out === packed, () => `sku ${skuId}: ${out} booked out, ${packed} shipped`);
  }
}

function checkReserved(check: InvariantCheck, { levels }: StockEvidence, orders: readonly StoredOrder[]): void {
  const promised = sumBy(
    orders.flatMap((order) => order.lines),
    (line) => line.skuId ?? '',
    (line) => line.reservedQuantity,
  );
  for (const { skuId, reserved } of levels) {
    const sum = promised.get(skuId) ?? 0;
    check.expect(sum === reserved, () => `sku ${skuId}: ${reserved} reserved, the orders hold ${sum}`);
  }
}

function sumBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  amountOf: (item: Item) => number,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const item of items) sums.set(keyOf(item), (sums.get(keyOf(item)) ?? 0) + amountOf(item));
  return sums;
}
