import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { placeHold } from '#main/usecases/orders/holds.ts';
import { putOnTable } from '#main/usecases/packing/open-parcel.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';

/**
 * Sets the box aside as it is, because something is wrong with it: its order is held until a lead has looked, its scans and
 * a waybill stay, and whoever scans the order after its release goes on where this packer stopped.
 */
export function holdParcel(tx: WriteTx, act: Act, atMs: number, stationId: string, parcel: ParcelRow): void {
  placeHold(tx, act, atMs, {
    orderId: parcel.order_id,
    kind: 'approval',
    reasonCode: 'set_aside',
    data: { station: stationId },
  });
  recordAudit(tx, { atMs, act, what: 'order.hold', target: parcel.order_id, data: { station: stationId } });
  putOnTable(tx, atMs, stationId, null);
}
