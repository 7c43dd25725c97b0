import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { unitsInBox } from '#main/usecases/packing/units-in-box.ts';

/** Writes to the timeline which lots and serial numbers left in a box, one line for each lot of an article. */
export function recordUnits(tx: WriteTx, act: Act, atMs: number, parcel: { id: string; order_id: string }): void {
  const lots = new Map<string, { skuCode: string; lot: string; expiry: string; serials: string[]; quantity: number }>();
  for (const { skuCode, lot, expiry, serial, quantity } of unitsInBox(tx, parcel.id)) {
    const key = JSON.stringify([skuCode, lot, expiry]);
    const entry = lots.get(key) ?? { skuCode, lot: lot ?? '', expiry: expiry ?? '', serials: [], quantity: 0 };
    entry.quantity += quantity;
    if (serial !== null) entry.serials.push(serial);
    lots.set(key, entry);
  }
  for (const { serials, ...lot } of lots.values())
    recordEvent(tx, {
      orderId: parcel.order_id,
      atMs,
      type: 'packing.units_packed',
      act,
      rule: null,
      data: { shipmentId: parcel.id, ...lot, serials: serials.join(', ') },
    });
}
